/** What the events of a case amount to at the end of a day. Built anew for every question; nobody keeps one. */
import type { Day } from '#platform/day'
import { isAfterNth, runCountingFrom, upTo, type Run } from './calendar-run.ts'
import { duePosition, type DecisionClock, type Standstill } from './decision-clock.ts'
import type { ClockHistory, Outcome, Stage } from './history.ts'
import type { VoidReason } from './void-reason.ts'

/** 行政许可法第三十二条: five working days to ask, once, for everything that is missing. */
const NOTICE_WORKING_DAYS = 5

export interface CaseState {
  readonly runs: readonly Run[]
  readonly history: ClockHistory
  stage: Stage
  /** The receipt that counts: a supplement is a fresh one. */
  receipt: Receipt | null
  noticed: boolean
  acceptance: Acceptance | null
  readonly openPauses: OpenPause[]
  extensionWorkingDays: number
  superviseUntil: Day | null
  decision: { readonly on: Day; readonly outcome: Outcome } | null
  deliveredOn: Day | null
  closing: { readonly on: Day; readonly how: 'not-accepted' | 'withdrawn' } | null
  readonly voids: { readonly index: number; readonly reason: VoidReason }[]
}

/** `noticeDue` is the position of the fifth working day in the run. */
interface Receipt { readonly on: Day; readonly run: Run; readonly noticeDue: number }

/** `knownOn` is the acceptance day, or the day after silence ended when the law deems the case accepted. */
export interface Acceptance extends DecisionClock {
  readonly deemed: boolean
  readonly knownOn: Day
  readonly standstills: Standstill[]
}

export interface OpenPause { readonly id: string; readonly kind: string; readonly from: Day }

export function stateBefore(runs: readonly Run[], history: ClockHistory): CaseState {
  return {
    runs, history, stage: 'not-received', receipt: null, noticed: false, acceptance: null, openPauses: [], extensionWorkingDays: 0,
    superviseUntil: null, decision: null, deliveredOn: null, closing: null, voids: [],
  }
}

export function receiptOn(runs: readonly Run[], day: Day): Receipt {
  const run = runCountingFrom(runs, day)
  return { on: day, run, noticeDue: upTo(run, day) + NOTICE_WORKING_DAYS - 1 }
}

/** Whether the five working days had all passed in silence before this day began. */
export function isSilenceOver({ stage, receipt }: CaseState, day: Day): boolean {
  return stage === 'receiving' && receipt !== null && isAfterNth(receipt.run, day, receipt.noticeDue)
}

/** Promised limit with its extension: never more than the statutory one. */
export function promisedWorkingDays({ history, extensionWorkingDays }: CaseState): number {
  return Math.min(history.limitWorkingDays, history.statutoryWorkingDays) + extensionWorkingDays
}

export function statutoryWorkingDays({ history, extensionWorkingDays }: CaseState): number {
  return history.statutoryWorkingDays + extensionWorkingDays
}

/** Whether the day is later than the due day as it stands now. False while there is none. */
export function isPastDue(state: CaseState, acceptance: Acceptance, day: Day): boolean {
  const due = duePosition(acceptance, promisedWorkingDays(state))
  return due !== null && isAfterNth(acceptance.run, day, due)
}
