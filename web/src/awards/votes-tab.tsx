import { Button, Input } from 'antd'
import { useState } from 'react'
import { dayText } from '../kit/days.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSending } from '../people/use-sending.ts'
import { fetchVotes, judgeBurst } from './calls.ts'
import type { Burst } from './types.ts'

const REASON_MIN = 5

/** Votes that came in bursts stand aside until the supervision says whether they count. */
export function VotesTab({ id, today }: { id: string; today: string }) {
  const { answer, trouble, reload } = useLoaded(`award votes ${id}`, () => fetchVotes(id))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在打开……</p>
  return (
    <>
      <p>投票到 {dayText(answer.closesOn, today)}，{answer.isOpen ? '还在投' : '不在投票的日子'}。一人一天一票；成批的放在一边，看过再说算不算，从不悄悄算进去或扔掉。</p>
      {answer.bursts.length === 0 && <p className="empty">没有拦下的投票。同一设备、同一时刻成批来的会列在这里。</p>}
      {answer.bursts.length > 0 && (
        <div className="wide-table" role="region" aria-label="拦下的投票" tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">投给谁</th>
                <th scope="col">哪天</th>
                <th scope="col" className="figure">票数</th>
                <th scope="col">为什么拦下</th>
                <th scope="col">算不算</th>
              </tr>
            </thead>
            <tbody>
              {answer.bursts.map((burst) => (
                <tr key={burst.id}>
                  <th scope="row">{burst.nominee}</th><td className="unbroken">{dayText(burst.day, today)}</td>
                  <td className="figure">{burst.votes}</td><td className="award-words">{burst.sentence}</td>
                  <td>
                    {burst.verdict
                      ? <>{burst.verdict.counts ? '✓ 算' : '✕ 不算'}<span className="second">{burst.verdict.reason}　{burst.verdict.by}</span></>
                      : <Verdict burst={burst} again={reload} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function Verdict({ burst: { id, nominee }, again }: { burst: Burst; again: () => Promise<void> }) {
  const [reason, setReason] = useState('')
  const { trouble, isBusy, send } = useSending()
  const judge = (counts: boolean) => void send(() => judgeBurst(id, { counts, reason: reason.trim() })).then((isDone) => { if (isDone) void again() })
  const isShort = reason.trim().length < REASON_MIN
  return (
    <div className="award-verdict">
      {trouble && <TroubleNote trouble={trouble} />}
      <LabelledField title={`看到了什么（投给${nominee}）`} isRequired>
        {(described) => <Input {...described} value={reason} maxLength={300} onChange={({ target }) => setReason(target.value)} />}
      </LabelledField>
      <div className="award-acts">
        <Button size="small" loading={isBusy} disabled={isShort} onClick={() => judge(true)}>算</Button>
        <Button size="small" danger loading={isBusy} disabled={isShort} onClick={() => judge(false)}>不算</Button>
      </div>
    </div>
  )
}
