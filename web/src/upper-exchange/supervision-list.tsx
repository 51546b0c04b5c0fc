import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchSupervisions, type Supervision } from './calls.ts'
import { CaseNumber } from './case-number.tsx'

/** What the platforms above urge us to do, as cases; the supervision opens them, the bureau sees how far they are. */
export function SupervisionList() {
  const { answer, trouble, reload } = useLoaded('supervisions', fetchSupervisions)
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在取……</p>
  return (
    <>
      <p className="faded">
        上级督办、催办的办件，各成一个办件：主管部门 5 个工作日内答复，监督部门审核办结（期限是默认值）。同一件说几遍只有一个。
        答复现在不自动送回上级：送回的格式没有查到，请从原来的渠道答复。
      </p>
      {answer.supervisions.length === 0 ? <p className="empty">上级没有督办过。有了以后，这里写着督办了哪个办件、谁在答复、到哪天。</p> : <Table rows={answer.supervisions} />}
    </>
  )
}

function Table({ rows }: { rows: readonly Supervision[] }) {
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label="上级督办">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">督办编号</th><th scope="col">督办什么</th><th scope="col">督办的办件</th><th scope="col">由谁答复</th><th scope="col">到哪一步</th>
            <th scope="col">这一步到</th><th scope="col">收到</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId}>
              <th scope="row"><CaseNumber caseId={row.caseId} number={row.number} /></th>
              <td className="reason">{row.content}<span className="second">{row.peerName}{row.times > 1 && `，说了 ${row.times} 遍`}</span></td>
              <td>
                {row.about !== null && row.aboutNumber !== null && <CaseNumber caseId={row.about} number={row.aboutNumber} />}
                <span className="second">{row.title.replace('上级督办：', '')}</span>
              </td>
              <td>{row.organisationName}</td><td>{row.stateLabel}</td>
              <td className={row.overdue ? 'late unbroken' : 'unbroken'}>{row.overdue && '▲ 超期 '}{row.dueOn ?? '—'}</td>
              <td className="unbroken">{momentText(row.receivedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
