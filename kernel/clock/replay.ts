/** Plays the events of a case up to the end of a day: what each one does, and why some do nothing. */
import { addCalendarDays, type Day } from '#platform/day'
import { nthOf, runCountingFrom, type Run } from './calendar-run.ts'
import { isPastDue, isSilenceOver, receiptOn, stateBefore, type Acceptance, type CaseState } from './case-state.ts'
import type { ClockEvent, ClockHistory, EventOf } from './history.ts'
import { EFFECTIVE_IN, reasonOfStage, type VoidReason } from './void-reason.ts'

/** 行政许可法第四十二条: who may extend and by how many working days at most. */
const EXTENSION = { by: 'head-of-organ', daysMax: 10 } as const
const EXTENSION_JOINT = { by: 'head-of-government', daysMax: 15 } as const

/** The state at the end of the day `until`, knowing nothing that happened later. Throws `OutOfCalendar`. */
export function replay(runs: readonly Run[], history: ClockHistory, until: Day): CaseState {
  const state = stateBefore(runs, history)
  for (const [index, event] of history.events.entries()) {
    if (event.on > until) break
    play(state, event, index)
  }
  endSilence(state, until)
  return state
}

/** One event. Returns, and notes, why it has no effect; null when it has one. */
export function play(state: CaseState, event: ClockEvent, index: number): VoidReason | null {
  endSilence(state, event.on)
  const reason = EFFECTIVE_IN[event.what].includes(state.stage)
    ? takeEffect(state, event)
    : reasonOfStage(state.stage, event.what, state.acceptance?.deemed === true)
  if (reason !== null) state.voids.push({ index, reason })
  return reason
}

/**
 * Silence to the end of the fifth working day is acceptance on the day of receipt; known from the next calendar day on, so it is
 * settled before anything that happens on `day`. True when it was settled now.
 */
export function endSilence(state: CaseState, day: Day): boolean {
  if (state.receipt === null || !isSilenceOver(state, day)) return false
  const { on, run, noticeDue } = state.receipt
  accept(state, { run, acceptedOn: on, deemed: true, knownOn: addCalendarDays(nthOf(run, noticeDue), 1), standstills: [] })
  return true
}

function takeEffect(state: CaseState, event: ClockEvent): VoidReason | null {
  switch (event.what) {
    case 'received':
    case 'supplemented': return receive(state, event.on)
    case 'correction-notice': return requestCorrection(state)
    case 'accepted': return acceptNow(state, event.on)
    case 'not-accepted':
    case 'withdrawn': return close(state, event)
    case 'pause-start': return startPause(state, event)
    case 'pause-end': return endPause(state, event)
    case 'extended': return extend(state, event)
    case 'decided': return decide(state, event)
    case 'delivered': return deliver(state, event.on)
    case 'yellow-card': return supervise(state, event.superviseUntil)
  }
}

function receive(state: CaseState, on: Day): null {
  state.receipt = receiptOn(state.runs, on)
  state.stage = 'receiving'
  return null
}

function requestCorrection(state: CaseState): VoidReason | null {
  if (state.noticed) return 'second-notice'
  state.noticed = true
  state.stage = 'correcting'
  return null
}

function acceptNow(state: CaseState, on: Day): null {
  // Accepted on the spot means received at the same moment.
  state.receipt ??= receiptOn(state.runs, on)
  return accept(state, { run: runCountingFrom(state.runs, on), acceptedOn: on, deemed: false, knownOn: on, standstills: [] })
}

function accept(state: CaseState, acceptance: Acceptance): null {
  state.acceptance = acceptance
  state.stage = 'accepted'
  return null
}

function close(state: CaseState, { on, what: how }: EventOf<'not-accepted' | 'withdrawn'>): null {
  state.closing = { on, how }
  state.stage = 'closed'
  return null
}

function startPause(state: CaseState, { id, kind, on }: EventOf<'pause-start'>): VoidReason | null {
  // An id only tells open procedures apart; one that has ended may be used again.
  if (state.openPauses.some((pause) => pause.id === id)) return 'pause-open'
  if (state.openPauses.length === 0) standStill(state, on)
  state.openPauses.push({ id, kind, from: on })
  return null
}

function standStill({ acceptance }: CaseState, on: Day): void {
  const last = acceptance?.standstills.at(-1)
  // One procedure follows another on the same day: the clock did not run in between.
  if (last?.until === on) last.until = null
  else acceptance?.standstills.push({ from: on, until: null })
}

function endPause(state: CaseState, { id, on }: EventOf<'pause-end'>): VoidReason | null {
  const index = state.openPauses.findIndex((pause) => pause.id === id)
  if (index === -1) return 'pause-not-open'
  state.openPauses.splice(index, 1)
  const standstill = state.acceptance?.standstills.at(-1)
  if (state.openPauses.length > 0 || standstill === undefined) return null
  // Begun and ended within one day: nothing was open at its end, so it costs nothing.
  if (standstill.from === on) state.acceptance?.standstills.pop()
  else standstill.until = on
  return null
}

function extend(state: CaseState, { on, days, by }: EventOf<'extended'>): VoidReason | null {
  const allowed = state.history.joint ? EXTENSION_JOINT : EXTENSION
  if (by !== allowed.by) return 'extended-by-nobody'
  if (days < 1 || days > allowed.daysMax) return 'extended-too-long'
  if (state.extensionWorkingDays > 0) return 'extended-twice'
  if (state.acceptance === null || isPastDue(state, state.acceptance, on)) return 'extended-too-late'
  state.extensionWorkingDays = days
  return null
}

function decide(state: CaseState, { on, outcome }: EventOf<'decided'>): null {
  state.decision = { on, outcome }
  state.stage = 'decided'
  return null
}

function deliver(state: CaseState, on: Day): null {
  state.deliveredOn = on
  state.stage = 'delivered'
  return null
}

function supervise(state: CaseState, until: Day): null {
  // A later card sets a new deadline of supervision.
  state.superviseUntil = until
  return null
}
