import { Type } from 'typebox'
import type { Call, Case } from '#kernel'
import { exclude, ratedCaseOf } from '#base/ratings'
import { Refusal } from '#platform/refusal'
import { DEADLINES } from './deadlines.ts'

const TEXT_MAX = 2000
const closed = { additionalProperties: false } as const
/** The rater reads it too. */
const said = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'public' })
/** Only for those who handle it and those who supervise. */
const internal = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })
const choice = (title: string, options: Readonly<Record<string, string>>) =>
  Type.Union(Object.entries(options).map(([id, label]) => Type.Literal(id, { title: label })), { title, visibility: 'public' })

/** 核实：属实 — it goes to the organisation. */
export const Verification = Type.Object({
  finding: choice('核实结果', { founded: '属实', partly: '部分属实' }),
  opinion: internal('核实情况（单位看得到，不要写评价人是谁）'),
  withinWorkingDays: Type.Optional(Type.Integer({
    title: '几个工作日内整改（不填按上限）', minimum: 1, maximum: DEADLINES.rectify.workingDays, visibility: 'public',
  })),
}, closed)

/** 核实：不属实、误评、恶意 — the rater is told why, and may still say no. */
export const Dismissal = Type.Object({
  finding: choice('核实结果', { unfounded: '不属实', mistaken: '误评（评价人确认点错）', malicious: '恶意评价' }),
  opinion: internal('核实情况（单位看得到，不要写评价人是谁）'),
  reply: said('给评价人的答复'),
}, closed)

export const Rectification = Type.Object({
  cause: internal('原因'),
  measures: internal('整改措施'),
  reply: said('给评价人的答复（评价人看得到）'),
}, closed)

export const FollowUp = Type.Object({
  outcome: choice('回访结果', { satisfied: '评价人认可', unreachable: '联系不上', explained: '已说明，并告知别的渠道' }),
  note: internal('回访情况'),
}, closed)

export const Dissatisfaction = Type.Object({ reason: said('还有什么没有解决') }, closed)

/** A rating found mistaken or malicious leaves the figures; the rating itself stays. */
export async function recordDismissal(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  const rule = String(data['finding'])
  if (rule !== 'mistaken' && rule !== 'malicious') return
  const ratedCaseId = await ratedCaseOf(call.tx, found.id)
  if (ratedCaseId === undefined) throw new Refusal('rule', '找不到这条差评评的是哪个办件，不能剔除评价，请选“不属实”')
  await exclude(call.tx, { caseId: ratedCaseId, rule, at: call.now })
}
