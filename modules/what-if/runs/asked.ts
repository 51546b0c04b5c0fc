import { Type, type Static } from 'typebox'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { Change } from '../change/change.ts'

export const REPLICATIONS_DEFAULT = 20
export const REPLICATIONS_MAX = 100
export const MONTHS_DEFAULT = 3
export const MONTHS_MAX = 12

/** What to try: a month, and what would be otherwise in it. */
export const Asked = Type.Object({
  base: Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$' }),
  change: Change,
  replications: Type.Optional(Type.Integer({ minimum: 2, maximum: REPLICATIONS_MAX })),
  /** Months to learn from, the base month the last of them. */
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: MONTHS_MAX })),
}, { additionalProperties: false })
export type Asked = Static<typeof Asked>

/** A month that has not begun has nothing to be tried on. */
export function refuseUnsound({ base, change }: Asked, today: Day): void {
  if (base >= today.slice(0, 7)) throw new Refusal('invalid', '重演的是已经过完的月份，请选上个月或更早的', [{ path: 'base', message: '请选已经过完的月份' }])
  const { name: _name, ...parts } = change
  if (Object.values(parts).every((part) => part === undefined || part.length === 0)) {
    throw new Refusal('invalid', '还没有写要改什么，请至少加一项改动', [{ path: 'change', message: '请至少加一项改动' }])
  }
}

/** The first of the month so many months before; a negative number goes on. */
export function monthsBefore(month: Day, months: number): Day {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`
}
