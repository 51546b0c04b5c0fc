import { Type, type Static } from 'typebox'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Which cases a figure counts. Days are inclusive; a case is received in a period and resolved in a period, each by its own day. */
export const StatisticsFilter = Type.Object({
  organisation: Type.Optional(Type.String({ maxLength: 64 })),
  item: Type.Optional(Type.String({ maxLength: 36 })),
  place: Type.Optional(Type.String({ maxLength: 12 })),
  from: Type.Optional(day),
  to: Type.Optional(day),
}, { additionalProperties: false })
export type StatisticsFilter = Static<typeof StatisticsFilter>

/** Refuses days that do not exist and periods that end before they begin. */
export function soundFilter(filter: StatisticsFilter): StatisticsFilter {
  const wrong = (['from', 'to'] as const).filter((name) => filter[name] !== undefined && !isDay(filter[name]))
  if (wrong.length > 0) throw new Refusal('invalid', '日期不对，请按 2026-03-02 的样子写', wrong.map((path) => ({ path, message: '没有这一天' })))
  if (filter.from !== undefined && filter.to !== undefined && filter.from > filter.to) throw new Refusal('invalid', '开始的日子在结束的日子后面，请对调')
  return filter
}

/** A period by name, as of a day. */
export function periodOf(name: string | undefined, today: Day): Pick<StatisticsFilter, 'from' | 'to'> {
  if (name === 'today') return { from: today, to: today }
  if (name === 'month') return { from: `${today.slice(0, 7)}-01`, to: today }
  if (name === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today }
  return {}
}
