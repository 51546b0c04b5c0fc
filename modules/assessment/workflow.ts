import { Type } from 'typebox'
import { defineWorkflow, type Call, type Case } from '#kernel'
import { appealedValue, correctValue, RightFigure, type Figure } from './correct.ts'
import { dueAfter } from './deadlines.ts'

export const APPEAL_TYPE = 'assessment-appeal'
const TEXT_MAX = 2000
const closed = { additionalProperties: false } as const
const words = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })
const BASIS = '考核办法（默认值，可改）：先核实，再决定；采纳的按更正办理，留痕'

/**
 * 申诉: 提出 → 核实 → 采纳 or 不采纳. The assessed unit is the owner and raises it, its approver may take it back; the
 * supervision receives it ('window' is its desk), verifies and decides. Adopting it corrects the value in the same transaction.
 */
export const appealWorkflow = defineWorkflow({
  caseType: APPEAL_TYPE,
  version: 1,
  label: '考核申诉',
  initial: 'submitted',
  opening: { label: '提出申诉' },
  states: {
    submitted: { label: '申诉待核实', turn: 'window', dueOn: dueAfter('verify') },
    verified: { label: '已核实，待决定', turn: 'window', dueOn: dueAfter('decide') },
    adopted: { label: '已采纳', closed: true },
    rejected: { label: '不采纳', closed: true },
    takenBack: { label: '已撤回', closed: true },
  },
  steps: {
    verify: {
      label: '核实', from: ['submitted'], to: 'verified', by: ['supervisor'], basis: BASIS, form: { schema: Type.Object({ finding: words('核实情况') }, closed) },
    },
    adopt: {
      label: '采纳并更正', from: ['verified'], to: 'adopted', by: ['supervisor'], basis: BASIS,
      form: { schema: Type.Object({ ...RightFigure, reason: words('更正的理由') }, closed), record: correctAppealed },
    },
    reject: { label: '不采纳', from: ['verified'], to: 'rejected', by: ['supervisor'], basis: BASIS, form: {
      schema: Type.Object({ reason: words('不采纳的理由（单位看得到）') }, closed),
    } },
    takeBack: { label: '撤回申诉', from: ['submitted', 'verified'], to: 'takenBack', by: ['approver'] },
  },
})

async function correctAppealed(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has just checked the data against the schema of the step.
  const { reason, ...figure } = data as unknown as Figure & { reason: string }
  await correctValue(call, { ...await appealedValue(call.tx, found.id), figure, reason, appealId: found.id })
}
