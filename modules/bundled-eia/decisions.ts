import { Type } from 'typebox'

const TEXT_MAX = 2000
const closed = { additionalProperties: false } as const
const forApplicant = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'applicant' })
const forAll = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'public' })
const internal = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })
const articles = Type.Array(Type.String({ minLength: 2, maxLength: 300 }), { title: '依据', maxItems: 20, visibility: 'applicant' })

/** What officials fill in; `visibility` says who reads it later. */
export const Note = Type.Object({ note: Type.Optional(Type.String({ title: '说明', maxLength: TEXT_MAX, visibility: 'applicant' })) }, closed)
export const Reason = Type.Object({ reason: forApplicant('原因') }, closed)
export const Acceptance = Type.Object({ opinion: Type.Optional(internal('受理意见')) }, closed)
export const NoReason = Type.Object({ reason: forApplicant('理由'), legalBasis: Type.Optional(articles), remedies: Type.Optional(forApplicant('救济途径')) }, closed)
export const Correction = Type.Object({
  problems: Type.Array(Type.String({ minLength: 2, maxLength: 500 }), {
    title: '需要补正的全部内容', description: '一行一条，一次告知', minItems: 1, maxItems: 50, visibility: 'applicant',
  }),
  withinWorkingDays: Type.Optional(Type.Integer({ title: '补正期限（工作日）', minimum: 1, maximum: 60, visibility: 'applicant' })),
}, closed)
export const Hearing = Type.Object({
  reason: forApplicant('为什么听证'), expectedWorkingDays: Type.Integer({ title: '预计所需工作日', minimum: 1, maximum: 250, visibility: 'public' }),
}, closed)
export const HearingEnd = Type.Object({ outcome: forApplicant('听证的结果') }, closed)
/** 行政许可法第四十二条: at most ten working days, approved by the head of the organ. */
export const Extension = Type.Object({
  days: Type.Integer({ title: '延长工作日', minimum: 1, maximum: 10, visibility: 'applicant' }), reason: forApplicant('延长的理由'),
}, closed)
export const Conditions = Type.Object({
  uscc: Type.String({ title: '建设单位的统一社会信用代码', minLength: 18, maxLength: 18, visibility: 'applicant' }),
  conditions: Type.String({ title: '这个单位应当遵守的要求', minLength: 2, maxLength: 1200, visibility: 'applicant' }),
}, closed)
export const Review = Type.Object({ opinion: internal('审查意见') }, closed)
export const Approval = Type.Object({ opinion: Type.Optional(internal('决定意见')) }, closed)

/** What becomes of one unit after the approval. Its standing is public; so is the reason for a change of it. */
export const ChangeReport = Type.Object({ note: forApplicant('变动了什么') }, closed)
export const ChangeRegistration = Type.Object({ reason: forAll('变动的内容和登记意见') }, closed)
export const PublicReason = Type.Object({ reason: forAll('原因') }, closed)
export const Revocation = Type.Object({ reason: forAll('撤销的理由'), legalBasis: forAll('法律依据') }, closed)
