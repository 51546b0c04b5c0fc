import { caseFor, factsOf, stepFor, workflowOf, type Call, type Case } from '#kernel'
import { isApplication, materialsOf, type MaterialState } from './application.ts'
import { CORRECTION_DEFAULT_WORKING_DAYS, materialName, promisedOf } from '#base/materials'
import { PROMISE_RULE } from './promise-rule.ts'
import { brokenOf } from './promised.ts'
import { SPECIAL_DEFAULT_WORKING_DAYS } from './special-procedure.ts'

/** Remedies are the same for every decision: whom to turn to is set here once. 行政复议法第二十条、行政诉讼法第四十六条. */
export const REMEDIES =
  '如不服本决定，可以自收到本决定之日起六十日内向广州市花都区人民政府申请行政复议，也可以自收到本决定之日起六个月内依法向人民法院提起行政诉讼。'

type Draft = (facts: { found: Case; materials: readonly MaterialState[] }) => Record<string, unknown>

/** What a step's form opens with: filled in from what is known, so that the clerk reads and presses once. */
const DRAFTS: Readonly<Record<string, Draft>> = {
  accept: ({ materials }) => ({ opinion: '材料齐全，符合法定形式，予以受理。', checked: materials.map(({ id }) => id) }),
  refuseAcceptance: () => ({ remedies: REMEDIES }),
  requestCorrection: ({ materials }) => ({ materials: materials.filter(isLacking).map(correctionOf), withinWorkingDays: CORRECTION_DEFAULT_WORKING_DAYS }),
  receivePromised: ({ found }) => ({ received: Object.keys(promisedOf(found)).map((id) => materialName(found, id) ?? id) }),
  awaitPromised: ({ found }) => ({
    furtherWorkingDays: PROMISE_RULE.furtherWorkingDays, reason: `您承诺补交的${brokenNames(found)}没有按期收到，请在期限内补交；逾期不补的，将终止办理。`,
  }),
  terminate: ({ found }) => (brokenOf(found).length > 0 ? { reason: `申请人承诺补交的${brokenNames(found)}逾期没有补交。` } : {}),
  startSpecialProcedure: () => ({ expectedWorkingDays: SPECIAL_DEFAULT_WORKING_DAYS }),
  review: ({ found }) => ({ opinion: `经审查，${found.title}的申请符合法定条件、标准，建议准予。`, recommendation: 'approve' }),
  approve: () => ({ opinion: '同意。' }),
  deny: () => ({ remedies: REMEDIES }),
  deliver: ({ found }) => ({ method: '当场领取', recipient: found.applicant.name }),
}

function brokenNames(found: Case): string {
  return brokenOf(found).map((id) => `“${materialName(found, id) ?? id}”`).join('、')
}

/** The drafted form of a step this actor may take now. */
export async function draftOf(call: Call, caseId: string, name: string): Promise<Record<string, unknown>> {
  const { found } = await caseFor(call, caseId, ['window', 'owner', 'approver'])
  stepFor(workflowOf(call.kernel, found.type, found.workflowVersion), name, factsOf(call, found))
  if (!isApplication(found)) return {}
  const { materials } = await materialsOf(call.tx, found)
  return DRAFTS[name]?.({ found, materials }) ?? {}
}

function isLacking({ given, source, need }: MaterialState): boolean {
  return source !== 'shared' && need !== 'optional' && !given.some((entry) => !entry.replaced)
}

function correctionOf({ id, name }: MaterialState): Record<string, unknown> {
  return { materialId: id, name, problems: ['没有提交，请补交'] }
}
