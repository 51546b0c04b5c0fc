import type { ShownColumn } from '../api/desk-types.ts'
import type { WorklistRow } from '../api/types.ts'
import { dayText, momentText } from '../kit/days.ts'
import { dueWord, leftText } from '../kit/standing.ts'
import { turnText } from '../kit/turn-text.ts'
import { StandingMark } from '../kit/standing-mark.tsx'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { useRuns } from '../desk/runs.tsx'
import { go } from '../shell/router.ts'
import { kindText } from './rows.ts'
import type { RowLink } from './use-row-focus.ts'
import type { Choosing } from './use-selection.ts'

interface CaseRowProps {
  row: WorklistRow
  columns: readonly ShownColumn[]
  /** Who handles it, in words. */
  handler: string
  today: string
  link: RowLink
  choosing: Choosing | undefined
}

/** One case. The link in it is what the keyboard stands on; a click anywhere in the row does the same. */
export function CaseRow({ row, columns, handler, today, link: { isChosen, ...link }, choosing }: CaseRowProps) {
  const { held } = useRuns()
  const waiting = held.get(row.id)
  return (
    <tr className={isChosen ? 'chosen' : undefined} onClick={(event) => openUnlessSelecting(event, row.id)}>
      {choosing && <ChoiceCell row={row} choosing={choosing} />}
      {columns.includes('standing') && <td className="column-standing"><StandingMark facts={row} today={today} /></td>}
      {columns.includes('number') && <td className="column-number">{row.number}</td>}
      <td className="column-title">
        {kindText(row) !== '' && <span className="case-kind">{kindText(row)}</span>}<Link href={caseAddress(row.id)} {...link}>{row.title}</Link>
        {waiting && <span className="second">{waiting.by}：{waiting.label}，{momentText(waiting.dueAt)}生效</span>}
        {row.waitsFor !== null && waiting === undefined && <span className="second">{row.waitsFor}</span>}
        <span className="in-narrow">{row.applicant.name} · {row.stateLabel}<br />{row.number}</span>
      </td>
      {columns.includes('applicant') && <td className="column-applicant">{row.applicant.name}</td>}
      {columns.includes('turn') && (
        <td className="column-turn">{row.turn ? <>{turnText(row.turn)}<span className="second">{row.stateLabel}</span></> : row.stateLabel}</td>
      )}
      {columns.includes('due') && <td className="column-due"><Due row={row} today={today} /></td>}
      {columns.includes('handler') && <td className="column-handler">{handler}</td>}
    </tr>
  )
}

/** With Shift, all from the one chosen last. */
function ChoiceCell({ row, choosing }: { row: WorklistRow; choosing: Choosing }) {
  return (
    <td className="column-choice" onClick={(event) => event.stopPropagation()}>
      <input
        type="checkbox" aria-label={`选中 ${row.number}`} checked={choosing.isChosen(row.id)} tabIndex={-1} onChange={() => {}}
        onClick={(event) => choosing.toggle(row, event.shiftKey)}
      />
    </td>
  )
}

function Due({ row: { closedAt, queueDueOn, clock }, today }: { row: WorklistRow; today: string }) {
  if (closedAt !== null) return <>{momentText(closedAt)}</>
  if (queueDueOn === null) return <>无</>
  const word = dueWord(clock.state)
  return (
    <>
      <strong>{leftText(clock.state, queueDueOn, today)}</strong>
      <span className="second">{word !== '到期' && `${word} `}<span className="unbroken">{dayText(queueDueOn, today)}</span></span>
    </>
  )
}

function openUnlessSelecting(event: React.MouseEvent, caseId: string): void {
  const isOnLink = event.target instanceof Element && event.target.closest('a') !== null
  if (isOnLink || (getSelection()?.toString() ?? '') !== '') return
  go(caseAddress(caseId))
}
