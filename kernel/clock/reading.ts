/** Reading the legal clock of a case: due days, level, days used. Pure; the day on which it is read is always given. */
import { addCalendarDays, type Day } from '#platform/day'
import { nthAfter, nthOf } from './calendar-run.ts'
import { reckon, type Calendar } from './calendar.ts'
import { isPastDue, promisedWorkingDays, statutoryWorkingDays, type Acceptance, type CaseState, type OpenPause } from './case-state.ts'
import { countedDays, duePosition } from './decision-clock.ts'
import type { ClockEvent, ClockHistory } from './history.ts'
import { replay } from './replay.ts'
import { VOID_REASON_TEXT } from './void-reason.ts'

/** 行政许可法第四十四条: a licence is issued and delivered within ten working days of the decision. */
export const DELIVERY_WORKING_DAYS = 10

export type Level = 'none' | 'reminder' | 'yellow' | 'red'

/** paused: a special procedure is open, also after the due day. */
export type Phase =
  | 'not-received' | 'receiving' | 'correcting' | 'running' | 'paused' | 'decided' | 'delivered' | 'not-accepted' | 'withdrawn'

export interface ClockReading {
  /** Also set when the law deems the case accepted. */
  readonly acceptedOn: Day | null
  readonly deemedAcceptedOn: Day | null
  /** Last day for the one correction notice. */
  readonly noticeDueOn: Day | null
  /** By the promised limit; null before acceptance and while a special procedure holds the clock. */
  readonly dueOn: Day | null
  readonly statutoryDueOn: Day | null
  /** Only for a granted licence; a refusal has no such limit. */
  readonly deliverBy: Day | null
  /** Measured by dueOn; null until decided, true when decided while the clock stood still. */
  readonly decidedInTime: boolean | null
  readonly deliveredInTime: boolean | null
  /** Positions of events without legal effect. */
  readonly ignored: readonly number[]
  readonly phase: Phase
  readonly openPauses: readonly OpenPause[]
  /**
   * First day with level `reminder` as things stand: earliest the day acceptance is known. Null when there is none (no due day,
   * the case is over, or a deemed acceptance became known only after the due day).
   */
  readonly reminderOn: Day | null
  /** The first calendar day on which silence becomes acceptance; null when that is not pending. */
  readonly deemedOn: Day | null
  /** An unpublished year was assumed to have neither holidays nor make-up workdays. */
  readonly provisional: boolean
}

/** The clock as seen at the end of `asOf`; later events are not known. Throws `OutOfCalendar` unless the calendar may assume. */
export function readClock(calendar: Calendar, history: ClockHistory, asOf: Day): ClockReading {
  const { answer, provisional } = reckon(calendar, (runs) => readingOf(replay(runs, history, asOf)))
  return { ...answer, provisional }
}

/** The level seen at the end of the day, knowing only what had happened by then. */
export function levelOn(calendar: Calendar, history: ClockHistory, day: Day): Level {
  return reckon(calendar, (runs) => levelOf(replay(runs, history, day), day)).answer
}

/**
 * Working days of the decision clock used up to the end of the day, 0 before acceptance, none added after the case is over.
 * `asOf` is the day from which one looks back: a deemed acceptance lies in the past when it becomes known.
 */
export function elapsedOn(calendar: Calendar, history: ClockHistory, day: Day, asOf: Day = day): number {
  return reckon(calendar, (runs) => {
    const { acceptance, decision, closing } = replay(runs, history, asOf)
    const over = decision?.on ?? closing?.on ?? day
    return acceptance === null ? 0 : countedDays(acceptance, over < day ? over : day)
  }).answer
}

/** Whether the event, appended now, would have legal effect. */
export function wouldCount(calendar: Calendar, history: ClockHistory, event: ClockEvent): boolean {
  return whyVoid(calendar, history, event) === null
}

/** Why the event, appended now, would have no legal effect: a clause in Chinese for a refusal; null when it would have one. */
export function whyVoid(calendar: Calendar, history: ClockHistory, event: ClockEvent): string | null {
  const { voids } = reckon(calendar, (runs) => replay(runs, { ...history, events: [...history.events, event] }, event.on)).answer
  const last = voids.at(-1)
  return last?.index === history.events.length ? VOID_REASON_TEXT[last.reason] : null
}

function readingOf(state: CaseState): Omit<ClockReading, 'provisional'> {
  const { acceptance, receipt, decision, deliveredOn, voids } = state
  const dueOn = dueDay(acceptance, promisedWorkingDays(state))
  const noticeDueOn = receipt && nthOf(receipt.run, receipt.noticeDue)
  const deliverBy = decision?.outcome === 'granted' ? nthAfter(state.runs, decision.on, DELIVERY_WORKING_DAYS) : null
  return {
    acceptedOn: acceptance?.acceptedOn ?? null,
    deemedAcceptedOn: acceptance?.deemed === true ? acceptance.acceptedOn : null,
    noticeDueOn,
    dueOn,
    statutoryDueOn: dueDay(acceptance, statutoryWorkingDays(state)),
    deliverBy,
    decidedInTime: decision && (dueOn === null || decision.on <= dueOn),
    deliveredInTime: deliverBy === null || deliveredOn === null ? null : deliveredOn <= deliverBy,
    ignored: voids.map(({ index }) => index),
    phase: phaseOf(state),
    openPauses: state.stage === 'accepted' ? state.openPauses : [],
    reminderOn: reminderDay(state, dueOn),
    deemedOn: state.stage === 'receiving' && noticeDueOn ? addCalendarDays(noticeDueOn, 1) : null,
  }
}

function dueDay(acceptance: Acceptance | null, limitWorkingDays: number): Day | null {
  const position = acceptance && duePosition(acceptance, limitWorkingDays)
  return acceptance === null || position === null ? null : nthOf(acceptance.run, position)
}

function phaseOf({ stage, closing, openPauses }: CaseState): Phase {
  switch (stage) {
    case 'accepted': return openPauses.length > 0 ? 'paused' : 'running'
    case 'closed': return closing?.how ?? 'withdrawn'
    default: return stage
  }
}

function levelOf(state: CaseState, day: Day): Level {
  const { stage, acceptance, superviseUntil } = state
  if (stage !== 'accepted' || acceptance === null) return 'none'
  const limit = promisedWorkingDays(state)
  if (duePosition(acceptance, limit) === null) return 'none'
  if (isPastDue(state, acceptance, day)) return superviseUntil !== null && day > superviseUntil ? 'red' : 'yellow'
  return limit - countedDays(acceptance, day) <= 1 ? 'reminder' : 'none'
}

/** The last but one working day of the limit, moved out of a standstill; never before acceptance is known. */
function reminderDay(state: CaseState, dueOn: Day | null): Day | null {
  const { acceptance } = state
  if (acceptance === null || state.stage !== 'accepted' || dueOn === null) return null
  const limit = promisedWorkingDays(state)
  const oneLeft = limit > 1 ? dueDay(acceptance, limit - 1) : acceptance.acceptedOn
  let day = oneLeft === null || oneLeft < acceptance.knownOn ? acceptance.knownOn : oneLeft
  for (const { from, until } of acceptance.standstills) if (until !== null && from <= day && day < until) day = until
  return day > dueOn ? null : day
}
