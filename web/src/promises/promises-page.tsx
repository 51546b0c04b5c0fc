import { chinaDay, dayText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { fetchPromises, type PromiseLine } from './calls.ts'
import { consequenceText, inOrder, standingText } from './promise-words.ts'

/** What applicants have promised to bring later, at this window or with this department. */
export function PromisesPage() {
  const { answer, trouble, reload } = useLoaded('promises', fetchPromises)
  return (
    <div className="runs-page">
      <PageTitle title="容缺约定" count={answer?.promises.length} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <p className="faded">到期前 {answer.rule.remindWorkingDaysBefore} 个工作日提醒申请人。{consequenceText(answer.rule)}{answer.rule.basis}</p>}
      {answer?.promises.length === 0 && <p className="empty">本单位没有办结的件里，没有约定以后补交的材料。容缺受理以后会出现在这里，先到期的在前。</p>}
      {answer && answer.promises.length > 0 && <PromiseTable promises={inOrder(answer.promises)} />}
    </div>
  )
}

function PromiseTable({ promises }: { promises: readonly PromiseLine[] }) {
  const today = chinaDay(new Date())
  return (
    <div className="wide-table" role="region" aria-label="约定补交的材料" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">办件</th><th scope="col">约定补交的材料</th><th scope="col">最后一天</th><th scope="col">现在</th></tr></thead>
        <tbody>
          {promises.map((one) => (
            <tr key={`${one.caseId} ${one.materialId}`}>
              <th scope="row"><Link href={caseAddress(one.caseId)}>{one.title}</Link><span className="second">{one.number}</span></th>
              <td>{one.name}</td><td>{dayText(one.promisedBy, today)}</td>
              <td className={one.brokenOn === null ? undefined : 'late'}>
                {one.brokenOn !== null && <span aria-hidden="true">▲ </span>}{standingText(one, today)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
