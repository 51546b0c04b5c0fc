import type { Tx } from '#platform/database'
import { excludedRated, measured, type Measured } from '#base/figures'
import { percentOf, wilsonPercent } from './interval.ts'
import type { Asked, AssessedValue, AssessedValues } from './values.ts'

/** Says how the indicators below are computed; counted up whenever that changes, so that a locked value tells by which it was made. */
const DEFINITION_VERSION = 'figures-1'
const SOURCE = '办件记录的计数（base/figures），不计入的评价已经减去'
/** 95 percent of a normal distribution. */
const Z = 1.959964

/** What one organisation's counters of the period say; a counter without cases is 0. */
interface Counters { n: (measure: string) => number; total: (measure: string) => number }
type Computed = Pick<AssessedValue, 'n' | 'part' | 'value' | 'low' | 'high'>

/** The indicators of cases that can be assessed, each over counters of base/figures. */
const COMPUTED: Readonly<Record<string, (counters: Counters) => Computed>> = {
  B01: ({ n }) => share(n('dueKept'), n('due')),
  B02: ({ n }) => share(n('due') - n('dueKept'), n('due')),
  B04: ({ n }) => share(n('early'), n('decided')),
  B05: ({ n, total }) => compression({ n: n('decided'), used: total('decided'), allowed: total('limit') }),
  B08: ({ n }) => share(n('outcome.notAccepted'), n('received')),
  B12: ({ n }) => share(n('deliveredInTime'), n('outcome.granted')),
  C01: ({ n }) => share(n('rated') - n('excluded'), n('resolved')),
  C02: ({ n }) => share(n('rated3') + n('rated4') + n('rated5') - n('excluded.good'), n('rated') - n('excluded')),
  C07: ({ n, total }) =>
    tenPoints({ n: n('rated') - n('excluded'), total: total('rated') - total('excluded'), counts: LEVELS.map((level) => n(`rated${level}`)) }),
}

const LEVELS = [1, 2, 3, 4, 5] as const
/** The counters the assessed indicators are computed from. */
export const ASSESSED_MEASURES: readonly string[] = [
  'received',
  'due',
  'dueKept',
  'early',
  'decided',
  'limit',
  'resolved',
  'outcome.notAccepted',
  'outcome.granted',
  'deliveredInTime',
  'rated',
  ...LEVELS.map((level) => `rated${level}`),
]

/** The assessed values as the counters of base/figures give them, for every organisation that had anything to count. */
export const figureValues: AssessedValues = {
  codes: Object.keys(COMPUTED),
  valuesOf: async (tx: Tx, { from, to, indicators }: Asked): Promise<AssessedValue[]> => {
    const [counted, excluded] = await Promise.all([
      measured(tx, { measures: ASSESSED_MEASURES, from, to, by: 'organisation' }), excludedRated(tx, { from, to, by: 'organisation' }),
    ])
    // Ratings that do not count (代评、成批 …) are taken off: nobody gains by them.
    const rows: Measured[] = [
      ...counted,
      ...excluded.flatMap(({ key, n, good, total }) => [
        { measure: 'excluded', key, n, total },
        { measure: 'excluded.good', key, n: good, total: 0 },
      ]),
    ]
    const units = Map.groupBy(rows.filter(({ key }) => key !== ''), ({ key }) => key)
    return [...units].flatMap(([organisation, own]) => indicators.flatMap(({ code }): AssessedValue[] => {
      const computed = COMPUTED[code]?.(countersIn(own))
      return computed === undefined ? [] : [{ organisation, indicator: code, ...computed, definitionVersion: DEFINITION_VERSION, source: SOURCE }]
    }))
  },
}

function countersIn(rows: readonly Measured[]): Counters {
  const known = new Map(rows.map((row) => [row.measure, row]))
  return { n: (measure) => known.get(measure)?.n ?? 0, total: (measure) => known.get(measure)?.total ?? 0 }
}

/** A rating may come in the month after its case has ended, so that more are rated than ended: the share stays a share. */
function share(part: number, whole: number): Computed {
  const counted = Math.max(0, Math.min(part, whole))
  return { n: whole, part: counted, value: percentOf(counted, whole), ...(whole === 0 ? { low: null, high: null } : wilsonPercent(counted, whole)) }
}

/** A ratio of sums: how far single cases lie apart is not in the counters, so no range is given. */
function compression({ n, used, allowed }: { n: number; used: number; allowed: number }): Computed {
  return { n, part: null, value: allowed === 0 ? null : rounded(((allowed - used) / allowed) * 100), low: null, high: null }
}

/**
 * Five levels on a scale of ten, with the interval of a mean. The points of a level are a default: level times two. How far the ratings
 * lie apart is taken from all of them, also those that do not count.
 */
function tenPoints({ n, total, counts }: { n: number; total: number; counts: readonly number[] }): Computed {
  if (n <= 0) return { n: 0, part: null, value: null, low: null, high: null }
  const all = counts.reduce((sum, count) => sum + count, 0)
  const middle = counts.reduce((sum, count, index) => sum + count * (index + 1), 0) / all
  const variance = counts.reduce((sum, count, index) => sum + count * (index + 1 - middle) ** 2, 0) / Math.max(all - 1, 1)
  const [mean, half] = [(total / n) * 2, Z * 2 * Math.sqrt(variance / n)]
  return { n, part: null, value: rounded(mean), low: rounded(Math.max(2, mean - half)), high: rounded(Math.min(10, mean + half)) }
}

const rounded = (value: number): number => Math.round(value * 100) / 100
