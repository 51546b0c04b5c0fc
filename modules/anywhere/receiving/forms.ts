/** What is filled in on the way of papers from one place to another. `visibility` says who may read it later. */
import { Type, type Static } from 'typebox'
import { Id } from '#platform/identity'

const closed = { additionalProperties: false } as const
export const PAPERS_MAX = 100
const SHEETS_MAX = 99
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', title: '到期日', visibility: 'applicant' })
const forApplicant = (title: string, maxLength = 1000) => Type.String({ title, minLength: 2, maxLength, visibility: 'applicant' })
/** Typed as such, which a union of mapped literals is not. */
const oneOf = <Word extends string>(words: readonly Word[], title?: string) =>
  Type.Unsafe<Word>(
    Type.Union(
      words.map((word) => Type.Literal(word)),
      { ...(title !== undefined && { title }), visibility: 'applicant' },
    ),
  )

/** One material as it lies on the desk: counted, and if it was scanned, the file with its SM3. */
export const Paper = Type.Object({
  materialId: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  originals: Type.Integer({ minimum: 0, maximum: SHEETS_MAX }),
  copies: Type.Integer({ minimum: 0, maximum: SHEETS_MAX }),
  fileId: Type.Optional(Id),
  sm3: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
}, closed)
export type Paper = Static<typeof Paper>
const papers = Type.Array(Paper, { title: '收到的材料', minItems: 1, maxItems: PAPERS_MAX, visibility: 'applicant' })

export const IDENTITY_KINDS = ['居民身份证', '营业执照和经办人身份证', '其他有效证件'] as const
const identity = Type.Object({
  kind: oneOf(IDENTITY_KINDS),
  /** The last four characters: enough to see that somebody looked, too little to do harm. */
  lastFour: Type.String({ pattern: '^[0-9Xx]{4}$' }),
  isSamePerson: Type.Literal(true),
}, { ...closed, title: '身份核验：人证一致', visibility: 'handling' })

export const WAYS = ['parcel', 'network'] as const
export const WAY_WORDS = { parcel: '寄递', network: '网络传送' } as const
export type Way = (typeof WAYS)[number]
const way = Type.Unsafe<Way>(Type.Union(WAYS.map((one) => Type.Literal(one, { title: WAY_WORDS[one] })), { title: '怎样转交', visibility: 'applicant' }))
const parcel = Type.Optional(
  Type.String({ title: '邮件编号', description: '寄递的要填，路上出了事凭它查', pattern: '^[0-9A-Za-z-]{4,40}$', maxLength: 40, visibility: 'applicant' }),
)

/** 形式审查: that all is there and legible; nobody here judges what only the owner may judge. */
export const Receiving = Type.Object({
  identity, papers,
  checked: Type.Array(Type.String({ minLength: 2, maxLength: 100 }), { title: '形式审查看过的', minItems: 1, maxItems: 20, visibility: 'applicant' }),
  lacking: Type.Optional(Type.String({ title: '缺什么（照收，由主管部门一次性告知）', maxLength: 1000, visibility: 'applicant' })),
}, closed)

export const MorePapers = Type.Object({ papers }, closed)
export const Sending = Type.Object({ way, parcel }, closed)
export const ArrivingMore = Type.Object({ way, parcel, papers }, closed)
export const Loss = Type.Object({ reason: forApplicant('怎样确认遗失的') }, closed)
export const Resending = Type.Object({ way, parcel, replaced: forApplicant('遗失的材料怎样补齐的', 500) }, closed)
export const Signing = Type.Object({ note: Type.Optional(Type.String({ title: '与清单不符的地方（没有就不填）', maxLength: 1000, visibility: 'applicant' })) }, closed)
export const Chasing = Type.Object({ note: forApplicant('催办什么', 500) }, closed)
export const Note = Type.Object({ note: Type.Optional(Type.String({ title: '说明', maxLength: 1000, visibility: 'applicant' })) }, closed)
export const Acceptance = Type.Object({ dueOn: Type.Optional(DayText) }, closed)
export const Correction = Type.Object({ problems: forApplicant('要补正什么', 4000), dueOn: Type.Optional(DayText) }, closed)
export const OUTCOMES = ['准予', '不予批准', '不予受理', '终止办理'] as const
export const Decision = Type.Object({
  outcome: oneOf(OUTCOMES, '结果'),
  resultName: forApplicant('结果名称', 200),
}, closed)
export const Delivery = Type.Object({
  recipient: Type.String({ title: '谁来领的', minLength: 1, maxLength: 100, visibility: 'applicant' }),
  isSamePerson: Type.Literal(true, { title: '已核对领取人的证件', visibility: 'handling' }),
}, closed)
