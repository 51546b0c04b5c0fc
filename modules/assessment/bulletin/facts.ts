import type { Call } from '#kernel'
import { runSql } from '#platform/database'
import { dayAt, type Day } from '#platform/day'
import { correctionsIn, periodBefore, resultsIn, valuesIn, type CorrectedValue, type Period } from '../ledger.ts'
import type { Scheme } from '../scheme.ts'
import { isCounted, type Result } from '../scoring.ts'
import { nameOf } from '../span.ts'

/** Everything a bulletin (通报) says, as it stood when it was published; PDF, DOCX and XLSX are drawn from it. */
export interface BulletinFacts {
  /** Ours (编号), not a 发文字号. Null before it is published. */
  number: string | null
  /** The bulletin this one takes the place of, after a correction. */
  replaces: string | null
  periodName: string
  startsOn: Day
  endsOn: Day
  version: number
  issuer: string
  issuedOn: Day
  lockedOn: Day | null
  scheme: Scheme
  units: readonly UnitLine[]
  corrections: readonly CorrectionLine[]
  appeals: { raised: number; adopted: number; rejected: number }
  before: { periodName: string } | null
  isExample: boolean
}

export interface UnitLine extends Result {
  name: string
  /** Points more or fewer than in the period before. */
  change: number | null
  values: Readonly<Record<string, Figure>>
}
export interface Figure { n: number; part: number | null; value: number | null; low: number | null; high: number | null; isCounted: boolean }
/** `suffix` is the unit of the figures: % or 分. */
export interface CorrectionLine {
  on: Day
  by: string
  unit: string
  indicator: string
  suffix: string
  before: CorrectedValue
  after: CorrectedValue
  reason: string
  isAppealed: boolean
}

const ISSUING_ORGANISATION = 'government-services'

/** The facts of the newest version of a period, or of what is drawn up. */
export async function bulletinFacts(call: Call, period: Period, { number, replaces }: Pick<BulletinFacts, 'number' | 'replaces'>): Promise<BulletinFacts> {
  const earlier = await periodBefore(call.tx, period)
  const [units, corrections, appeals] = await Promise.all([unitLines(call, period, earlier), correctionLines(call, period), appealCounts(call, period)])
  return {
    number, replaces, periodName: nameOf(period), startsOn: period.startsOn, endsOn: period.endsOn, version: period.version,
    issuer: call.kernel.nameOf(ISSUING_ORGANISATION), issuedOn: call.today, lockedOn: period.lockedAt && dayAt(period.lockedAt), scheme: period.scheme,
    units, corrections, appeals, before: earlier ? { periodName: nameOf(earlier) } : null, isExample: period.isExample,
  }
}

/** The units with all their figures; those without a score last. */
export async function unitLines({ tx, kernel }: Call, period: Period, earlier?: Period): Promise<UnitLine[]> {
  const [results, values, before] = await Promise.all([resultsIn(tx, period), valuesIn(tx, period), earlier ? resultsIn(tx, earlier) : []])
  const own = Map.groupBy(values, ({ organisation }) => organisation)
  const scores = new Map(before.map(({ organisation, score }) => [organisation, score]))
  return results.map((result) => {
    const figures = (own.get(result.organisation) ?? []).map(({ indicator, n, part, value, low, high }): [string, Figure] =>
      [indicator, { n, part, value, low, high, isCounted: isCounted({ n, value }, period.scheme) }])
    return {
      ...result, name: kernel.nameOf(result.organisation), change: changeOf(result.score, scores.get(result.organisation)), values: Object.fromEntries(figures),
    }
  })
}

function changeOf(score: number | null, before: number | null | undefined): number | null {
  return score === null || before === null || before === undefined ? null : Math.round((score - before) * 10) / 10
}

async function correctionLines({ tx, kernel }: Call, period: Period): Promise<CorrectionLine[]> {
  const rules = new Map(period.scheme.indicators.map((rule) => [rule.code, rule]))
  return (await correctionsIn(tx, period)).map(({ at, by, organisation, indicator, before, after, reason, appealId }) => ({
    on: dayAt(at),
    by,
    unit: kernel.nameOf(organisation),
    indicator: rules.get(indicator)?.name ?? indicator,
    suffix: rules.get(indicator)?.unit ?? '',
    before,
    after,
    reason,
    isAppealed: appealId !== null,
  }))
}

async function appealCounts({ tx }: Call, { id }: Period): Promise<BulletinFacts['appeals']> {
  const [row] = await runSql<BulletinFacts['appeals']>(tx, `
    select count(*)::int as raised, count(*) filter (where found.state = 'adopted')::int as adopted,
      count(*) filter (where found.state = 'rejected')::int as rejected
    from assessment.appeal join kernel.case found on found.id = appeal.case_id where appeal.period_id = $1`, [id])
  return row ?? { raised: 0, adopted: 0, rejected: 0 }
}
