import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { percentOf, wilsonPercent } from './interval.ts'
import { heldPeriod, valuesIn, writeVersion, type CorrectedValue, type KeptValue, type Period } from './ledger.ts'
import type { IndicatorRule } from './scheme.ts'
import { nameOf } from './span.ts'

const COUNT_MAX = 10_000_000
const FIGURE_MAX = 1_000_000
/** What the figure should be: for a share numerator and denominator, otherwise the value and of how many. */
export const RightFigure = {
  n: Type.Integer({ title: '正确的样本数（分母）', minimum: 0, maximum: COUNT_MAX, visibility: 'handling' }),
  part: Type.Optional(Type.Integer({ title: '正确的分子（比率指标填）', minimum: 0, maximum: COUNT_MAX, visibility: 'handling' })),
  value: Type.Optional(Type.Number({ title: '正确的数值（不是比率的指标填）', minimum: -FIGURE_MAX, maximum: FIGURE_MAX, visibility: 'handling' })),
} as const
const Figure = Type.Object(RightFigure, { additionalProperties: false })
export type Figure = Static<typeof Figure>

export interface CorrectionWish {
  periodId: string
  organisation: string
  indicator: string
  figure: Figure
  reason: string
  /** The version that was looked at; another one by now is a conflict. */
  expectedVersion?: number
  appealId?: string
}

/**
 * 更正: nothing is overwritten. The next version holds the corrected value beside all others, with scores, grades and ranks
 * anew by the scheme of the period; the trail says who, when, why, before and after. Returns the new version.
 */
export async function correctValue(call: Call, wish: CorrectionWish): Promise<number> {
  const period = await heldPeriod(call.tx, wish.periodId)
  refuseUntimely(period, wish.expectedVersion)
  const values = await valuesIn(call.tx, period)
  const before = values.find(({ organisation, indicator }) => organisation === wish.organisation && indicator === wish.indicator)
  const rule = period.scheme.indicators.find(({ code }) => code === wish.indicator)
  if (!before || !rule) throw new Refusal('not-found', '这个考核期里没有这个单位的这项指标')
  const after = rightValue(rule, wish.figure)
  if (after.n === before.n && after.part === before.part && after.value === before.value) {
    throw new Refusal('rule', '与现在的数一样，没有什么要更正的；申诉不成立请选“不采纳”')
  }
  const version = period.version + 1
  await writeVersion(call.tx, period, version, values.map((value) => (value === before ? { ...value, ...after, ...correctedBy(call) } : value)))
  await writeTrail(call, wish, { version, before: figureIn(before), after })
  await runSql(call.tx, 'update assessment.period set version = $2 where id = $1', [period.id, version])
  await recordAudit(call, {
    action: 'admin', what: '更正考核', object: `${nameOf(period)} 第 ${version} 版`, detail: { organisation: wish.organisation, indicator: wish.indicator },
  })
  return version
}

function refuseUntimely(period: Period, expectedVersion: number | undefined): void {
  if (period.version === 0) throw new Refusal('rule', '还没有锁定，数会跟着办件变；请重新拟定，不用更正')
  if (expectedVersion !== undefined && expectedVersion !== period.version) {
    throw new Refusal('conflict', `刚刚有了第 ${period.version} 版，请刷新看过以后再更正`)
  }
}

function rightValue({ kind, name }: IndicatorRule, { n, part, value }: Figure): CorrectedValue {
  if (kind === 'share') {
    if (part === undefined) throw missing('part', `${name}是比率，请填正确的分子`)
    if (part > n) throw missing('part', '分子不能比分母大')
    return { n, part, value: percentOf(part, n), ...wilsonPercent(part, n) }
  }
  if (value === undefined) throw missing('value', `${name}不是比率，请填正确的数值`)
  // How far single cases lie apart is not known of a figure written in by hand.
  return { n, part: null, value, low: null, high: null }
}

function missing(path: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ path, message }])
}

const correctedBy = ({ actor, now }: Call): Pick<KeptValue, 'source' | 'asOf'> => ({ source: `更正：${actor.name}`, asOf: now })

function figureIn({ n, part, value, low, high }: KeptValue): CorrectedValue {
  return { n, part, value, low, high }
}

async function writeTrail(call: Call, wish: CorrectionWish, { version, before, after }: {
  version: number; before: CorrectedValue; after: CorrectedValue
}): Promise<void> {
  await runSql(
    call.tx,
    `
    insert into assessment.correction (period_id, version, organisation, indicator, before, after, reason, appeal_id, written_by, written_by_name, written_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      wish.periodId,
      version,
      wish.organisation,
      wish.indicator,
      JSON.stringify(before),
      JSON.stringify(after),
      wish.reason,
      wish.appealId ?? null,
      call.actor.id,
      call.actor.name,
      call.now,
    ],
  )
}

/** Which value of which period an appeal is about. */
export async function appealedValue(tx: Tx, caseId: string): Promise<{ periodId: string; organisation: string; indicator: string }> {
  const [row] = await runSql<{ periodId: string; organisation: string; indicator: string }>(tx,
    'select period_id as "periodId", organisation, indicator from assessment.appeal where case_id = $1', [caseId])
  if (!row) throw new Refusal('rule', '找不到这件申诉说的是哪个考核期，不能采纳')
  return row
}
