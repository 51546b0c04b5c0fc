import type { Day } from '#platform/day'
import { explainClock, levelOn, readClock, type Calendar, type ClockEvent, type ClockHistory } from '#kernel'

/** What somebody wants to know the last day of: a limit in working days from the day of acceptance, and when the clock stood still. */
export interface Question {
  acceptedOn: Day
  workingDays: number
  /** A special procedure (听证、检验、专家评审……): both days or neither. */
  pausedFrom?: Day | undefined
  pausedTo?: Day | undefined
}

/** The due day as the clock of every case would reckon it, and why. Throws `OutOfCalendar` where no calendar reaches. */
export function answerTo(calendar: Calendar, question: Question) {
  const history = historyOf(question)
  const asOf = question.pausedTo ?? question.acceptedOn
  const reading = readClock(calendar, history, asOf)
  return {
    ...reading, state: reading.phase, level: levelOn(calendar, history, asOf), explanation: explainClock(calendar, history, asOf),
  }
}

/** One limit for promise and law: the page asks for a single number. */
function historyOf({ acceptedOn, workingDays, pausedFrom, pausedTo }: Question): ClockHistory {
  const pause: ClockEvent[] = pausedFrom === undefined || pausedTo === undefined ? [] : [
    { on: pausedFrom, what: 'pause-start', id: 'pause', kind: 'expert-review' }, { on: pausedTo, what: 'pause-end', id: 'pause' },
  ]
  return {
    limitWorkingDays: workingDays, statutoryWorkingDays: workingDays, joint: false,
    events: [{ on: acceptedOn, what: 'received' }, { on: acceptedOn, what: 'accepted' }, ...pause],
  }
}
