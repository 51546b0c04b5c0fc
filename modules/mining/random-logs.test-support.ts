import fc from 'fast-check'
import { EventLogBuilder, type EventLog, type LoggedEvent } from './event-log.ts'

/** Few names and few moments, so that equal times, repeats and equal ways come often. Names that want escaping in a file are among them. */
const ACTIVITIES = ['受理', '审查', '决定', 'T02 Check, "confirmation"', 'a<b & \'c\'', '制证;送达', '\u4e00\ud842\udfb7']
const RESOURCES = ['示例甲', '示例乙', 'Resource "01"', undefined]
const TRANSITIONS = ['start', 'complete', undefined]
const MOMENT_STEP = 6 * 3_600_000
const MOMENT_FROM = Date.UTC(2026, 2, 1)

const event = fc.record({
  caseId: fc.integer({ min: 1, max: 6 }).map((number) => `示例-${number}`),
  activity: fc.constantFrom(...ACTIVITIES),
  at: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 4000 })).map((steps) => MOMENT_FROM + steps * MOMENT_STEP),
  resource: fc.constantFrom(...RESOURCES),
  transition: fc.constantFrom(...TRANSITIONS),
})

/** In the order of a file: cases mixed, times in no order. */
export const anyEvents: fc.Arbitrary<LoggedEvent[]> = fc.array(event, { maxLength: 40 })

export function logOf(events: readonly LoggedEvent[]): EventLog {
  const builder = new EventLogBuilder()
  for (const one of events) builder.add(one)
  return builder.log()
}
