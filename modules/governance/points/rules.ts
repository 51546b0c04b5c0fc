import points from './points.json' with { type: 'json' }

export interface PointRule { id: string; version: number; name: string; points: number; basis: string }

/** What every organisation begins a month with. */
export const BASE: { points: number; basis: string } = points.base
/** What gives and takes points (分值化); change points.json. */
export const POINT_RULES: readonly PointRule[] = points.rules

/** @throws where no such rule is declared */
export function pointRule(id: string): PointRule {
  const rule = POINT_RULES.find((one) => one.id === id)
  if (!rule) throw new Error(`no rule of points ${id}`)
  return rule
}
