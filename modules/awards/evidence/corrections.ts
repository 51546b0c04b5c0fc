import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { heldCampaign } from '../campaigns/ledger.ts'
import type { MeasuredCriterion } from '../campaigns/scheme.ts'
import { nominationOf } from '../nominations/ledger.ts'
import { comparedWith } from '../ranking/adjust.ts'
import { valueFrom } from './draw.ts'
import { evidenceOf, keepEvidence } from './evidence.ts'
import type { EvidenceValue } from './values.ts'

const count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
export const CorrectionWish = Type.Object({
  criterion: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), n: count, part: count,
  /** What was to be expected of her (%); left out: as it was. */
  expected: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  reason: Type.String({ minLength: 5, maxLength: 500 }), from: Type.Integer({ minimum: 1, maximum: 10_000 }),
}, { additionalProperties: false })
export type CorrectionWish = Static<typeof CorrectionWish>

/** 更正 of frozen evidence until the result is announced: the next version; nothing is overwritten. `from` is the version looked at. */
export async function correctEvidence(call: Call, nominationId: string, wish: CorrectionWish): Promise<number> {
  const nomination = await nominationOf(call.tx, nominationId)
  const campaign = await heldCampaign(call.tx, nomination.campaignId)
  if (campaign.status !== 'locked') throw new Refusal('rule', campaign.status === 'announced' ? '结果已经公布，发现有错请作为异议办理' : '还没有锁定，数会跟着办件变，不用更正')
  const { evidenceVersion } = await nominationOf(call.tx, nominationId)
  if (evidenceVersion === 0) throw new Refusal('rule', '这件提名没有进入评审，没有锁定的数')
  if (wish.from !== evidenceVersion) throw new Refusal('conflict', `刚刚有了第 ${evidenceVersion} 版，请刷新看过以后再更正`)
  const evidence = (await evidenceOf(call, campaign, [nomination])).get(nominationId)
  const before = evidence?.values.find(({ criterion }) => criterion === wish.criterion)
  const criterion = campaign.body.criteria.find((one): one is MeasuredCriterion => one.id === wish.criterion && one.by === 'measured')
  if (!evidence || !before || !criterion || criterion.measure === 'workload') {
    throw new Refusal('invalid', '这一项不能更正，请从按比率取数的标准里选', [{ path: 'criterion', message: '不能更正这一项' }])
  }
  if (wish.part > wish.n) throw new Refusal('invalid', '分子不能比样本数大', [{ path: 'part', message: '分子不能比样本数大' }])
  if (wish.n === before.n && wish.part === before.part && wish.expected === undefined) throw new Refusal('rule', '与现在的数一样，没有什么要更正的')
  const after = correctedValue(criterion, before, { wish, by: call.actor.name })
  const version = evidenceVersion + 1
  const values = evidence.values.map((value) => (value === before ? after : value))
  await keepEvidence(call, { id: nominationId, version, values, vetoes: evidence.vetoes, criterion: wish.criterion, reason: wish.reason })
  await recordAudit(call, { action: 'admin', what: '更正评优证据', object: `${nomination.number} 第 ${version} 版`, detail: { criterion: wish.criterion } })
  return version
}

function correctedValue(
  criterion: MeasuredCriterion, before: EvidenceValue, { wish: { n, part, expected }, by }: { wish: CorrectionWish; by: string },
): EvidenceValue {
  const none = { n, part, raw: null, expected: null, adjusted: null, shrunk: null, low: null, high: null }
  const wanted = (expected ?? before.expected ?? 0) / 100
  const overall = (before.overall ?? wanted * 100) / 100
  const found = n === 0 ? none : { n, part, raw: part / n, expected: wanted, ...comparedWith({ n, part, expected: wanted, overall }) }
  return valueFrom(criterion, found, { overall, source: `更正：${by}` })
}

/** The cases behind a value of a person or post: those she accepted or decided that ended in the period, the latest first. */
export async function casesOfPeople(
  { tx }: Pick<Call, 'tx'>,
  { people, from, to }: { people: readonly string[]; from: string; to: string },
  { measure, page, size }: { measure: string; page: number; size: number },
): Promise<{ total: number; ids: string[] }> {
  const where = `kind = 'service' and resolved_on between $2 and $3 and (accepted_by = any($1::text[]) or decided_by = any($1::text[]))
    and ($4 <> 'on-time' or on_time is not null) and ($4 <> 'good-rating' or (rating is not null and case_id not in (select case_id from ratings.exclusion)))`
  const [rows, [counted]] = await Promise.all([
    runSql<{ id: string }>(tx, `select case_id as id from figures.case_fact where ${where} order by resolved_on desc, case_id limit $5 offset $6`, [
      people,
      from,
      to,
      measure,
      size,
      (page - 1) * size,
    ]),
    runSql<{ total: number }>(tx, `select count(*)::int as total from figures.case_fact where ${where}`, [people, from, to, measure]),
  ])
  return { total: counted?.total ?? 0, ids: rows.map(({ id }) => id) }
}
