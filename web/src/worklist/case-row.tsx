import type { WorklistRow } from '../api/types.ts'
import { dayText, daysLeftText, momentText } from '../kit/days.ts'
import { dueWord } from '../kit/standing.ts'
import { turnText } from '../kit/turn-text.ts'
import { StandingMark } from '../kit/standing-mark.tsx'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { go } from '../shell/router.ts'
import type { RowLink } from './use-row-focus.ts'

/** One case. The link in it is what the keyboard stands on; a click anywhere in the row does the same. */
export function CaseRow({ row, today, link: { isChosen, ...link } }: { row: WorklistRow; today: string; link: RowLink }) {
  return (
    <tr className={isChosen ? 'chosen' : undefined} onClick={(event) => openUnlessSelecting(event, row.id)}>
      <td className="column-standing"><StandingMark facts={row} today={today} /></td>
      <td className="column-number">{row.number}</td>
      <td className="column-title">
        <Link href={caseAddress(row.id)} {...link}>{row.title}</Link>
        <span className="in-narrow">{row.applicant.name} · {row.stateLabel}<br />{row.number}</span>
      </td>
      <td className="column-applicant">{row.applicant.name}</td>
      <td className="column-turn">
        {row.turn ? <>{turnText(row.turn)}<span className="second">{row.stateLabel}</span></> : row.stateLabel}
      </td>
      <td className="column-due"><Due row={row} today={today} /></td>
    </tr>
  )
}

function Due({ row: { closedAt, queueDueOn, clock }, today }: { row: WorklistRow; today: string }) {
  if (closedAt !== null) return <>{momentText(closedAt)}</>
  if (queueDueOn === null) return <>无</>
  const word = dueWord(clock.state)
  return (
    <>
      <strong>{daysLeftText(queueDueOn, today)}</strong>
      <span className="second">{word !== '到期' && `${word} `}{dayText(queueDueOn, today)}</span>
    </>
  )
}

function openUnlessSelecting(event: React.MouseEvent, caseId: string): void {
  const isOnLink = event.target instanceof Element && event.target.closest('a') !== null
  if (isOnLink || (getSelection()?.toString() ?? '') !== '') return
  go(caseAddress(caseId))
}
