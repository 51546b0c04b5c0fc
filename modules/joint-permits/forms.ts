/** What the enterprise and the lead department fill in on the steps of a joint case. */
import { Type, type Static } from 'typebox'
import { JOINT_EXTENSION_MAX } from './plan/plan.ts'

const closed = { additionalProperties: false } as const
const forApplicant = (title: string, maxLength = 2000) => Type.String({ title, minLength: 2, maxLength, visibility: 'applicant' })

export const Choice = Type.Object({ note: Type.Optional(Type.String({ title: '说明', maxLength: 2000, visibility: 'applicant' })) }, closed)

/** One permit out of the package: it goes on by itself, or is withdrawn, as the enterprise chooses. */
export const TakenOut = Type.Object({
  lane: Type.String({ title: '哪一个证', minLength: 1, maxLength: 64, visibility: 'applicant' }),
  how: Type.Union([Type.Literal('alone', { title: '单独接着办' }), Type.Literal('withdraw', { title: '撤回，以后再办' })], { title: '取出以后', visibility: 'applicant' }),
  note: Type.Optional(Type.String({ title: '说明', maxLength: 2000, visibility: 'applicant' })),
}, closed)
export type TakenOut = Static<typeof TakenOut>

/** The joint opinion meeting (联合会商): a dated step, so that nobody has to ask whether it was held and what came of it. */
export const Meeting = Type.Object({
  on: Type.String({ title: '会商日期', pattern: '^\\d{4}-\\d{2}-\\d{2}$', visibility: 'applicant' }),
  present: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { title: '到会的部门和人员（一行一个）', minItems: 1, maxItems: 50, visibility: 'handling' }),
  opinions: Type.Array(Type.String({ minLength: 2, maxLength: 1000 }), { title: '各证的意见（一行一个证）', minItems: 1, maxItems: 20, visibility: 'handling' }),
  conclusion: forApplicant('会商结论（申请人看得到）'),
}, closed)

export const JointExtension = Type.Object({
  days: Type.Integer({ title: '延长工作日', minimum: 1, maximum: JOINT_EXTENSION_MAX, visibility: 'applicant' }),
  reason: forApplicant('延长的理由'),
  approval: Type.String({ title: '本级人民政府负责人批准的文号', minLength: 2, maxLength: 100, visibility: 'handling' }),
}, closed)
