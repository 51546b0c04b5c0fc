/** What is filled in on the parent's steps. */
import { Type, type Static } from 'typebox'

const TEXT_MAX = 2000
const LANES_MAX = 30
const closed = { additionalProperties: false } as const
const forApplicant = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'applicant' })
const laneId = () => Type.String({ minLength: 1, maxLength: 64 })

export const JointAcceptance = Type.Object({
  opinion: Type.Optional(Type.String({ title: '受理意见', minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })),
  checked: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { title: '已核对的材料', maxItems: 100, visibility: 'handling' })),
  /** Items that cannot be accepted; the others are. */
  notAccepted: Type.Optional(Type.Array(
    Type.Object({ lane: laneId(), reason: forApplicant('不予受理的理由') }, closed), { title: '其中不予受理的事项', maxItems: LANES_MAX, visibility: 'applicant' },
  )),
}, closed)
export type JointAcceptance = Static<typeof JointAcceptance>

export const NonAcceptance = Type.Object({
  reason: forApplicant('不予受理的理由'),
  legalBasis: Type.Optional(Type.Array(Type.String({ minLength: 2, maxLength: 300 }), { title: '依据', maxItems: 20, visibility: 'applicant' })),
  remedies: Type.Optional(forApplicant('救济途径')),
}, closed)

export const Reason = Type.Object({ reason: forApplicant('原因') }, closed)
export const Note = Type.Object({ note: Type.Optional(Type.String({ title: '说明', maxLength: TEXT_MAX, visibility: 'applicant' })) }, closed)

export const JointDelivery = Type.Object({
  method: Type.Optional(Type.Union(['当场领取', '邮寄送达', '电子送达'].map((method) => Type.Literal(method)), { title: '送达方式', visibility: 'applicant' })),
  recipient: Type.Optional(Type.String({ title: '签收人', minLength: 1, maxLength: 100, visibility: 'applicant' })),
}, closed)

/** What the system tells the parent of its lanes. */
export const Lanes = Type.Object({ lanes: Type.Array(laneId(), { title: '开始办的事项', minItems: 1, maxItems: LANES_MAX, visibility: 'applicant' }) }, closed)
export const Paper = Type.Object({
  lane: laneId(),
  title: Type.String({ title: '已制好', minLength: 1, maxLength: 200, visibility: 'applicant' }),
  number: Type.String({ title: '办件编号', maxLength: 100, visibility: 'applicant' }),
}, closed)
export const Pause = Type.Object(
  { lane: laneId(), id: Type.String({ maxLength: 200 }), kind: Type.Optional(Type.String({ title: '特别程序', maxLength: 64, visibility: 'applicant' })) },
  closed,
)
export const Ended = Type.Object({
  ended: Type.Array(Type.Object({
    lane: laneId(), outcome: laneId(), reason: Type.Optional(Type.String({ maxLength: TEXT_MAX })),
  }, closed), { title: '结束的事项', minItems: 1, maxItems: LANES_MAX, visibility: 'applicant' }),
}, closed)
export type Ended = Static<typeof Ended>
export const Decided = Type.Object({ outcome: Type.Union([Type.Literal('granted'), Type.Literal('refused')], { visibility: 'applicant' }) }, closed)
