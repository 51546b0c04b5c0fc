import { Type, type Static } from 'typebox'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'

const closed = { additionalProperties: false } as const
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** A period by name or by its days, and perhaps one organisation, item, place or window. */
export const AskedQuery = Type.Object({
  period: Type.Optional(Type.Union([Type.Literal('month'), Type.Literal('quarter'), Type.Literal('year')])),
  from: Type.Optional(day),
  to: Type.Optional(day),
  organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  item: Type.Optional(Type.String({ minLength: 1, maxLength: 36 })),
  place: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
  window: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
}, closed)
export type AskedQuery = Static<typeof AskedQuery>

export interface Scoped {
  from: Day; to: Day; organisation?: string | undefined; item?: string | undefined; place?: string | undefined; window?: string | undefined
}

const QUARTER_MONTHS = 3

/** The period and scope asked for: this year so far unless told. Refuses days that do not exist, and what cannot be told apart. */
export function soundly({ period, from, to, ...scope }: AskedQuery, { today }: Pick<Call, 'today'>): Scoped {
  const asked = { from: from ?? beginningOf(period ?? 'year', today), to: to ?? today, ...scope }
  if (!isDay(asked.from) || !isDay(asked.to)) throw new Refusal('invalid', '日期不对，请按 2026-03-02 的样子写')
  if (asked.from > asked.to) throw new Refusal('invalid', '开始的日子在结束的日子后面，请对调')
  if (asked.place !== undefined && (asked.organisation !== undefined || asked.item !== undefined)) {
    throw new Refusal('invalid', '镇街单独统计，不能再加单位或事项，请去掉一个条件')
  }
  if (asked.window !== undefined && (asked.organisation !== undefined || asked.item !== undefined || asked.place !== undefined)) {
    throw new Refusal('invalid', '窗口单独统计，不能再加单位、事项或镇街，请只留一个条件')
  }
  return asked
}

/** The first day of this month, quarter or year. Pure. */
export function beginningOf(period: 'month' | 'quarter' | 'year', today: Day): Day {
  const month = Number(today.slice(5, 7))
  const first = period === 'month' ? month : period === 'quarter' ? month - ((month - 1) % QUARTER_MONTHS) : 1
  return `${today.slice(0, 5)}${String(first).padStart(2, '0')}-01`
}
