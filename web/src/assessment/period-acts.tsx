import { Button } from 'antd'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { bulletinAddress, drawUp, FORMATS, lockPeriod, publish, type Assessment } from './calls.ts'

interface ActsProps { assessment: Assessment; isSupervisor: boolean; again: () => Promise<void> }

/** Draw up again, lock, publish; and the bulletin to take away. What may not be done yet says why. */
export function PeriodActs({ assessment, isSupervisor, again }: ActsProps) {
  const { id, kind, startsOn, version, drawnAt, bulletins, isWhole } = assessment
  const { trouble, isBusy, done, send } = useSending()
  const act = (work: () => Promise<unknown>, words: string) => () => void send(work, words).then((isDone) => { if (isDone) void again() })
  const last = bulletins.at(-1)
  const hurdle = hurdleOf(assessment)
  return (
    <section className="card assessment-acts" aria-label="办理和下载">
      <SendingNote trouble={trouble} done={done} />
      {isSupervisor && version === 0 && (
        <div className="acts">
          <Button loading={isBusy} onClick={act(() => drawUp(kind, startsOn), '已按现在的数重新拟定')}>重新拟定</Button>
          <Button type="primary" loading={isBusy} onClick={act(() => lockPeriod(id, drawnAt), '已锁定，各单位可以申诉')}>锁定这一期</Button>
          <span className="faded">锁定以后这一期的数不再变。</span>
        </div>
      )}
      {isSupervisor && version > 0 && last?.version !== version && (
        <div className="acts">
          <Button type="primary" loading={isBusy} disabled={hurdle !== undefined} onClick={act(() => publish(id, version), '通报已发布')}>
            {last ? '发布更正通报' : '发布通报'}
          </Button>
          <span className="faded">{hurdle ?? '申诉都已办结，可以发布。'}</span>
        </div>
      )}
      {last && <p>通报 <strong>{last.number}</strong>，{last.issuedOn} {last.by}发布（第 {last.version} 版）{last.version !== version && '；以后又有更正，还没有发布更正通报'}</p>}
      {(last || isWhole) && (
        <p className="acts">{last ? '下载通报：' : '看看通报会是什么样子（尚未发布）：'}
          {Object.entries(FORMATS).map(([format, label]) => <a key={format} href={bulletinAddress(id, format)} download>{label}</a>)}
        </p>
      )}
      {!last && !isWhole && <p className="faded">通报还没有发布，现在只看得到本单位的数。</p>}
    </section>
  )
}

/** Why it cannot be published yet. */
function hurdleOf({ appealUntil, today, appeals }: Assessment): string | undefined {
  if (appealUntil !== null && today <= appealUntil) return `各单位申诉到 ${appealUntil} 为止，过了这一天才能发布。`
  const open = appeals.filter(({ closedAt }) => closedAt === null).length
  return open > 0 ? `还有 ${open} 件申诉没有办结。` : undefined
}
