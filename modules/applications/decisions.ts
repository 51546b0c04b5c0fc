import { Type } from 'typebox'

/**
 * What clerks, reviewers and approvers fill in. `visibility` says who may read a field later; reasons and remedies are
 * the applicant's by law (行政许可法第三十八条第二款), opinions between officials are not.
 */
const TEXT_MAX = 2000
const closed = { additionalProperties: false } as const
const forApplicant = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'applicant' })
const internal = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })
const articles = Type.Array(Type.String({ minLength: 2, maxLength: 300 }), { title: '依据', maxItems: 20, visibility: 'applicant' })

export const Note = Type.Object({ note: Type.Optional(Type.String({ title: '说明', maxLength: TEXT_MAX, visibility: 'applicant' })) }, closed)
export const Reason = Type.Object({ reason: forApplicant('原因') }, closed)

export const Acceptance = Type.Object({
  opinion: Type.Optional(internal('受理意见')),
  /** Materials the clerk has ticked off against the check list. */
  checked: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { title: '已核对的材料', maxItems: 100, visibility: 'handling' })),
}, closed)

export const Refusal = Type.Object({
  reason: forApplicant('不予受理的理由'), legalBasis: Type.Optional(articles), remedies: Type.Optional(forApplicant('救济途径')),
}, closed)

export const Review = Type.Object({
  opinion: internal('审查意见'),
  recommendation: Type.Optional(
    Type.Union([Type.Literal('approve', { title: '建议准予' }), Type.Literal('deny', { title: '建议不予批准' })], { title: '建议', visibility: 'handling' }),
  ),
}, closed)

export const Approval = Type.Object({
  opinion: Type.Optional(internal('决定意见')),
  conditions: Type.Optional(Type.String({ title: '附加条件', maxLength: TEXT_MAX, visibility: 'applicant' })),
}, closed)

export const Denial = Type.Object({
  reason: forApplicant('不予批准的理由'), legalBasis: Type.Optional(articles), remedies: Type.Optional(forApplicant('救济途径')),
}, closed)

export const Issue = Type.Object({
  certificateNumber: Type.Optional(Type.String({ title: '证照编号', maxLength: 100, visibility: 'applicant' })),
  scope: Type.Optional(Type.String({ title: '许可内容', maxLength: TEXT_MAX, visibility: 'applicant' })),
  validFrom: Type.Optional(Type.String({ title: '有效期起', pattern: '^\\d{4}-\\d{2}-\\d{2}$', visibility: 'applicant' })),
  validTo: Type.Optional(Type.String({ title: '有效期止', pattern: '^\\d{4}-\\d{2}-\\d{2}$', visibility: 'applicant' })),
}, closed)

export const Delivery = Type.Object({
  method: Type.Optional(Type.Union(['当场领取', '邮寄送达', '电子送达'].map((method) => Type.Literal(method)), { title: '送达方式', visibility: 'applicant' })),
  recipient: Type.Optional(Type.String({ title: '签收人', minLength: 1, maxLength: 100, visibility: 'applicant' })),
}, closed)
