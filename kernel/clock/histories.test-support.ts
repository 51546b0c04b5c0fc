/** Random case histories for property tests: orderly ones, messy ones full of void events, and any mixture of both. */
import fc from 'fast-check'
import { addCalendarDays, type Day } from '#platform/day'
import type { ClockEvent, ClockHistory } from './history.ts'

export interface Scene { readonly history: ClockHistory; readonly asOf: Day; readonly days: readonly Day[] }

type Happening = ClockEvent extends infer Event ? Event extends ClockEvent ? Omit<Event, 'on'> : never : never

const pauseId = fc.constantFrom('甲', '乙', '丙')
const pauseKind = fc.constantFrom('hearing', 'inspection', 'expert-review')

const messy: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>(
    { what: 'received' }, { what: 'correction-notice' }, { what: 'supplemented' }, { what: 'accepted' }, { what: 'not-accepted' },
    { what: 'delivered' }, { what: 'withdrawn' },
  ),
  fc.record({ what: fc.constant('decided' as const), outcome: fc.constantFrom('granted' as const, 'refused' as const) }),
  running(),
)

/** Beginnings that lead into the decision clock, so that the rules after acceptance are reached often. */
const beginning: fc.Arbitrary<Happening[]> = fc.constantFrom<Happening[]>(
  [{ what: 'received' }],
  [{ what: 'received' }, { what: 'accepted' }],
  [{ what: 'accepted' }],
  [{ what: 'received' }, { what: 'correction-notice' }, { what: 'supplemented' }],
  [{ what: 'received' }, { what: 'correction-notice' }, { what: 'supplemented' }, { what: 'accepted' }],
)
const ending: fc.Arbitrary<Happening[]> = fc.constantFrom<Happening[]>(
  [], [], [],
  [{ what: 'decided', outcome: 'granted' }, { what: 'delivered' }],
  [{ what: 'decided', outcome: 'refused' }],
  [{ what: 'withdrawn' }],
)
/** A special procedure that begins and ends with nothing in between. */
const procedure: fc.Arbitrary<Happening[]> = fc.tuple(pauseId, pauseKind)
  .map(([id, kind]) => [{ what: 'pause-start', id, kind }, { what: 'pause-end', id }])
const several = (happening: fc.Arbitrary<Happening>, maxLength: number) =>
  fc.array(fc.oneof(happening.map((one) => [one]), procedure), { maxLength }).map((parts) => parts.flat())

const orderly = fc.tuple(beginning, several(running(), 5), ending).map((parts) => parts.flat())
const mixed = fc.tuple(beginning, several(messy, 5), ending).map((parts) => parts.flat())
const happenings = fc.oneof({ weight: 4, arbitrary: orderly }, { weight: 3, arbitrary: mixed }, { weight: 2, arbitrary: several(messy, 8) })

/** Days between neighbouring events: often the same day, often about a week, sometimes long. */
const gap = fc.oneof(fc.constantFrom(0, 0, 0, 1, 1, 2), fc.constant(0), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 30 }))
/** Days of 2007–2026, with more weight on the turn of years, on great holidays and on the edges of the calendar. */
const beginsOn = fc.oneof(
  fc.integer({ min: 0, max: 7200 }).map((offset) => addCalendarDays('2007-01-08', offset)),
  fc.tuple(fc.integer({ min: 2007, max: 2026 }), fc.constantFrom('01-20', '04-25', '09-20', '12-20'), fc.integer({ min: 0, max: 12 }))
    .map(([year, day, offset]) => addCalendarDays(`${year}-${day}`, offset)),
  fc.integer({ min: 0, max: 20 }).map((offset) => addCalendarDays('2007-01-01', offset)),
)
const limit = fc.oneof(fc.constantFrom(0, 0, 1, 2, 5), fc.integer({ min: 0, max: 30 }))

export const scenes: fc.Arbitrary<Scene> = fc.record({
  begins: beginsOn,
  happenings,
  gaps: fc.array(gap, { minLength: 20, maxLength: 20 }),
  limitWorkingDays: limit,
  statutoryWorkingDays: fc.oneof(fc.constantFrom(20, 45), limit),
  joint: fc.boolean(),
  asOfGap: fc.integer({ min: -12, max: 40 }),
  dayGaps: fc.array(fc.integer({ min: -8, max: 60 }), { maxLength: 3 }),
}).map(({ begins, happenings: what, gaps, asOfGap, dayGaps, ...limits }) => {
  let on = begins
  const events = what.map((happening, index) => {
    on = addCalendarDays(on, index === 0 ? 0 : gaps[index] ?? 0)
    return { ...happening, on, ...(happening.what === 'yellow-card' && { superviseUntil: addCalendarDays(on, gaps[0] ?? 0) }) }
  })
  const days = dayGaps.map((offset) => addCalendarDays(begins, offset))
  return { history: { ...limits, events }, asOf: addCalendarDays(on, asOfGap), days }
})

function running(): fc.Arbitrary<Happening> {
  return fc.oneof(
    fc.record({ what: fc.constant('pause-start' as const), id: pauseId, kind: pauseKind }),
    fc.record({ what: fc.constant('pause-end' as const), id: pauseId }),
    fc.record({
      what: fc.constant('extended' as const),
      days: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: -1, max: 17 })),
      by: fc.constantFrom('head-of-organ', 'head-of-organ', 'head-of-government', 'clerk'),
    }),
    fc.record({ what: fc.constant('yellow-card' as const), superviseUntil: fc.constant('2000-01-01') }),
  )
}
