import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { PERIODS, stretchOf, type Period, type Stretch } from './period.ts'

/** What the screen shows: a period of the whole district, of one unit, or of one 镇街. */
export const ScopeQuery = Type.Object({
  period: Type.Optional(Type.Union(PERIODS.map((period) => Type.Literal(period)))),
  organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  place: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
}, { additionalProperties: false })
export interface ScopeQuery { period?: string; organisation?: string; place?: string }

export interface Scope extends Stretch { period: Period; organisation?: string; place?: string }

/** The scope asked for; counters are kept by unit and by place, not by both, so nobody may ask for both. */
export function scopeOf({ today }: Pick<Call, 'today'>, { period: named, organisation, place }: ScopeQuery): Scope {
  if (organisation !== undefined && place !== undefined) throw new Refusal('invalid', '部门和镇街只能选一个，请去掉一个再看')
  const period = PERIODS.find((one) => one === named) ?? 'month'
  return { period, ...stretchOf(period, today), ...(organisation !== undefined && { organisation }), ...(place !== undefined && { place }) }
}
