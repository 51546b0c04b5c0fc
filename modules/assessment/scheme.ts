import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import shipped from './scheme.json' with { type: 'json' }

const closed = { additionalProperties: false } as const
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const figure = Type.Number({ minimum: -1_000_000, maximum: 1_000_000 })
const INDICATORS_MAX = 20

export const IndicatorRule = Type.Object({
  code: Type.String({ pattern: '^[A-F][0-9]{2}$' }), name: text(40), weight: Type.Integer({ minimum: 1, maximum: 100 }),
  /** share: so many of n, drawn with Wilson's interval · mean: a mean or a ratio of sums. */
  kind: Type.Union([Type.Literal('share'), Type.Literal('mean')]),
  unit: text(10), direction: Type.Union([Type.Literal('up'), Type.Literal('down')]),
  /** The values that earn 100, 60 and 0 points; straight lines between. */
  full: figure, pass: figure, zero: figure,
  formula: text(200),
  /** What `n` counts. */
  of: text(40),
}, closed)
export type IndicatorRule = Static<typeof IndicatorRule>

export const SchemeBody = Type.Object({
  indicators: Type.Array(IndicatorRule, { minItems: 1, maxItems: INDICATORS_MAX }),
  grades: Type.Object({ excellent: figure, good: figure, pass: figure }, closed),
  sampleMin: Type.Integer({ minimum: 1, maximum: 10_000 }),
  coverageMinPercent: Type.Integer({ minimum: 1, maximum: 100 }),
  appealWorkingDays: Type.Integer({ minimum: 1, maximum: 60 }),
  excludedOrganisations: Type.Array(text(64), { maxItems: 100 }),
  basis: Type.Object({
    indicators: text(500), grades: text(500), sampleMin: text(500),
    coverageMinPercent: text(500), appealWorkingDays: text(500), excludedOrganisations: text(500),
  }, closed),
}, closed)
export type SchemeBody = Static<typeof SchemeBody>
export interface Scheme extends SchemeBody { version: number }

// Safe: a test holds the shipped file against the schema.
const DEFAULT: Scheme = { ...(shipped as SchemeBody), version: 1 }

/** 考核办法 as it stands now; a period keeps the one it was drawn up with. */
export async function schemeNow(tx: Tx): Promise<Scheme> {
  const [latest] = await runSql<{ version: number; body: SchemeBody }>(tx, 'select version, body from assessment.scheme order by version desc limit 1')
  return latest ? { ...latest.body, version: latest.version } : DEFAULT
}

/** Indicators of the shipped scheme that this one leaves out; they may be taken in again. */
export function leftOutOf({ indicators }: Pick<SchemeBody, 'indicators'>): IndicatorRule[] {
  return DEFAULT.indicators.filter(({ code }) => !indicators.some((rule) => rule.code === code))
}

export interface SchemeChange { version: number; reason: string; by: string; at: Date }

/** Who changed the scheme, when and why; the newest first. */
export async function schemeChanges(tx: Tx): Promise<SchemeChange[]> {
  return runSql<SchemeChange>(tx, 'select version, reason, written_by_name as by, written_at as at from assessment.scheme order by version desc limit 50')
}

export interface SchemeWish {
  /** The version it was written on. */
  from: number
  body: SchemeBody
  reason: string
}

/** The next version of the scheme; periods already drawn up keep theirs. `known` are the indicators there are figures for. */
export async function keepScheme(call: Call, { from, body, reason }: SchemeWish, known: readonly string[]): Promise<Scheme> {
  await runSql(call.tx, "select pg_advisory_xact_lock(hashtextextended('assessment.scheme', 0))")
  const { version } = await schemeNow(call.tx)
  if (version !== from) throw new Refusal('conflict', `考核办法刚刚有了第 ${version} 版，请刷新后在它上面改`)
  refuseUnsound(body)
  const unknown = body.indicators.find(({ code }) => !known.includes(code))
  if (unknown) throw fault('indicators', `指标 ${unknown.code} 还没有接入考核，现在能考核的是 ${known.join('、')}`)
  await runSql(call.tx, 'insert into assessment.scheme (version, body, reason, written_by, written_by_name, written_at) values ($1, $2, $3, $4, $5, $6)',
    [version + 1, JSON.stringify(body), reason, call.actor.id, call.actor.name, call.now])
  await recordAudit(call, { action: 'admin', what: '改考核办法', object: `第 ${version + 1} 版`, detail: { reason } })
  return { ...body, version: version + 1 }
}

/** What no schema says: weights make 100, no indicator stands twice, lines and grades are in order. */
export function refuseUnsound({ indicators, grades }: SchemeBody): void {
  const sum = indicators.reduce((total, { weight }) => total + weight, 0)
  if (sum !== 100) throw fault('indicators', `权重合计是 ${sum}，应当是 100，请调整`)
  const twice = indicators.find(({ code }, at) => indicators.findIndex((other) => other.code === code) !== at)
  if (twice) throw fault('indicators', `指标 ${twice.code} 写了两次，请去掉一个`)
  for (const { code, direction, full, pass, zero } of indicators) {
    const sign = direction === 'up' ? 1 : -1
    if (!(sign * full > sign * pass && sign * pass > sign * zero)) throw fault('indicators', `指标 ${code} 的满分线、合格线、零分线次序不对，越好的应当越接近满分线`)
  }
  if (!(grades.excellent > grades.good && grades.good > grades.pass && grades.pass > 0 && grades.excellent <= 100)) {
    throw fault('grades', '等次的分数线应当是优秀高于良好、良好高于合格，都在 0 到 100 之间')
  }
}

function fault(path: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ path, message }])
}
