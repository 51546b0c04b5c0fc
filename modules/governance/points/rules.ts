import type { Rule } from '../rules/settings.ts'
import points from './points.json' with { type: 'json' }

/** What every organisation begins a month with, and what gives and takes points (分值化), as we ship them in points.json. */
export const POINT_RULES: readonly Rule[] = [
  {
    kind: 'points',
    id: 'base',
    version: 1,
    name: '每月的起点',
    settings: { basePoints: points.base.points },
    isOn: true,
    tells: [],
    official: false,
    basis: points.base.basis,
    effectiveOn: null,
  },
  ...points.rules.map(({ id, version, name, points: each, basis }): Rule => ({
    kind: 'points',
    id,
    version,
    name,
    settings: { points: each },
    isOn: true,
    tells: [],
    official: false,
    basis,
    effectiveOn: null,
  })),
]

/**
 * The name of a rule of points, which never changes.
 * @throws where no such rule is declared
 */
export function pointRuleName(id: string): string {
  const rule = POINT_RULES.find((one) => one.id === id)
  if (!rule) throw new Error(`no rule of points ${id}`)
  return rule.name
}
