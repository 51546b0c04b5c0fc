/** The JSON-lines contract of `chunfeng clock`: one line in, one answer out; a bad line never stops the next. */
import type { Day } from '#platform/day'
import { lineIdOf, readJsonLine } from '#platform/json-line'
import { Refusal } from '#platform/refusal'
import type { Calendar } from './calendar.ts'
import { explainClock } from './explanation.ts'
import { parseQuestion, type ClockQuestion } from './line-input.ts'
import { OutOfCalendar } from './out-of-calendar.ts'
import { elapsedOn, levelOn, readClock } from './reading.ts'

/**
 * Answers one line. Three shapes: the reading; `{id, outOfCalendar: true}` when a year is needed that is not published;
 * `{id?, error}` with a Chinese sentence when the line is not valid.
 */
export function answerClockLine(calendar: Calendar, line: string): object {
  const input = readJsonLine(line)
  const id = lineIdOf(input)
  try {
    return answer(calendar, parseQuestion(input))
  } catch (error) {
    if (error instanceof OutOfCalendar) return { ...id, outOfCalendar: true }
    if (error instanceof Refusal) return { ...id, error: error.message }
    throw error
  }
}

function answer(calendar: Calendar, { id, history, asOf, ask }: ClockQuestion): object {
  const { acceptedOn, deemedAcceptedOn, noticeDueOn, dueOn, statutoryDueOn, deliverBy, ...reading } = readClock(calendar, history, asOf)
  const { decidedInTime, deliveredInTime, ignored } = reading
  return {
    id, acceptedOn, deemedAcceptedOn, noticeDueOn, dueOn, statutoryDueOn, deliverBy, decidedInTime, deliveredInTime, ignored,
    // A level is always what was visible on that day; days used are counted with what is known at asOf.
    ...(ask.levelOn && { levelOn: byDay(ask.levelOn, (day) => levelOn(calendar, history, day)) }),
    ...(ask.elapsedOn && { elapsedOn: byDay(ask.elapsedOn, (day) => elapsedOn(calendar, history, day, asOf)) }),
    explanation: explainClock(calendar, history, asOf),
  }
}

function byDay<Answer>(days: readonly Day[], answerOn: (day: Day) => Answer): Record<Day, Answer> {
  return Object.fromEntries(days.map((day) => [day, answerOn(day)]))
}
