import { percentOf, wilsonPercent } from './interval.ts'
import type { IndicatorRule } from './scheme.ts'
import type { AssessedValue, AssessedValues } from './values.ts'

/** How well each unit does in the demo, 0 to 100 points; all of it invented. A few have hardly any cases. */
const UNITS: readonly [organisation: string, points: number, cases: number][] = [
  ['market-regulation', 93, 4200],
  ['public-security', 88, 5100],
  ['human-resources', 84, 3800],
  ['civil-affairs', 91, 2600],
  ['housing', 76, 1900],
  ['planning', 68, 1500],
  ['ecology', 82, 900],
  ['transport', 79, 1300],
  ['water', 71, 420],
  ['agriculture', 86, 760],
  ['culture', 89, 540],
  ['health', 83, 1700],
  ['education', 94, 880],
  ['tax', 96, 6200],
  ['medical-insurance', 90, 4700],
  ['urban-management', 47, 1100],
  ['fire-rescue', 62, 380],
  ['veterans', 85, 21],
  ['statistics', 40, 9],
  ['xinhua', 87, 2100],
  ['huacheng', 81, 1600],
  ['xiuquan', 78, 1200],
  ['huashan', 74, 640],
  ['huadong', 80, 720],
  ['timian', 88, 90],
  ['shiling', 58, 1400],
]
const DEFINITION_VERSION = 'demo-1'
const SOURCE = '示例数据，全是编的'

/** Figures for a first look, plainly invented; `shift` makes another period a little different. */
export const demoFigures = (shift: number): AssessedValues => ({
  codes: [],
  valuesOf: async (_tx, { indicators }) => UNITS.flatMap(([organisation, points, cases], unit) => indicators.map((rule, index) => {
    const own = Math.min(100, Math.max(5, points + wobble(unit + shift, index)))
    return {
      organisation, indicator: rule.code, ...figureWorth(rule, own, Math.max(4, Math.round(cases * shareOf(rule)))),
      definitionVersion: DEFINITION_VERSION, source: SOURCE,
    }
  })),
})

/** Up to ten points more or fewer, the same every time. */
function wobble(unit: number, index: number): number {
  return ((unit * 7 + index * 13) % 21) - 10
}

/** Not every case is rated or ends in a certificate. */
function shareOf({ code }: IndicatorRule): number {
  return code === 'C02' || code === 'C07' ? 0.5 : code === 'B12' ? 0.7 : 1
}

/** The figure that earns about so many points, of so many cases. */
function figureWorth({ kind, full, pass, zero }: IndicatorRule, points: number, n: number): Pick<AssessedValue, 'n' | 'part' | 'value' | 'low' | 'high'> {
  const value = points >= 60 ? pass + ((full - pass) * (points - 60)) / 40 : zero + ((pass - zero) * points) / 60
  if (kind === 'mean') return { n, part: null, value: Math.round(value * 100) / 100, low: null, high: null }
  const part = Math.min(n, Math.max(0, Math.round((n * value) / 100)))
  return { n, part, value: percentOf(part, n), ...wilsonPercent(part, n) }
}
