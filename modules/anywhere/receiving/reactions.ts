/** What follows from the steps on the way, in the same transaction: the owner's case, the case of the result, and back. */
import { findCase, openCase, SYSTEM, takeStep, type Call, type Case, type CaseEvent, type WithinReaction } from '#kernel'
import { laneOf } from '#base/joint'
import { placeOf } from '../places.ts'
import { RULES } from '../rules.ts'
import type { OwnerDesk } from './owner-desk.ts'
import { sentFormPlace } from './opening.ts'
import { papersOf } from './papers.ts'
import { findReceipt, findReceiptOfResult, nameApplication, nameResult, type Receipt } from './receipt.ts'
import { RESULT } from './result-workflow.ts'
import { bundleOf, ELSEWHERE } from './workflow.ts'

/** The owner here has signed: its own case begins today, or goes on with what came after the correction. */
export const reachOwner = (desk: OwnerDesk): WithinReaction => ({
  name: 'anywhere.reach-owner',
  on: [`${ELSEWHERE}.signFor`, `${ELSEWHERE}.withdraw`],
  react: async (call, event, found) => {
    const receipt = await findReceipt(call.tx, found.id)
    if (!receipt || receipt.direction === 'outward') return
    const { applicationId } = receipt
    if (event.step === 'withdraw') { if (applicationId !== null) await desk.withdraw(call, applicationId) }
    else if (applicationId !== null) await desk.supply(call, applicationId, papersOf(found))
    else await nameApplication(call.tx, found.id, await desk.file(call, takenInOf(call, found, receipt)))
  },
})

function takenInOf({ kernel }: Call, found: Case, { answers, ref }: Receipt) {
  const sent = found.traits['sentForm']
  const form: Record<string, unknown> = typeof sent === 'string' ? JSON.parse(kernel.vault.open(sentFormPlace(ref), sent)) : {}
  return { elsewhere: found, itemCode: found.itemCode, answers, form, papers: papersOf(found) }
}

interface Answer { step: string; data?: (event: CaseEvent, application: Case) => Record<string, unknown> }

/** What the owner's own case says to ours. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  accept: { step: 'ownerAccepts', data: dueOf },
  deemAccepted: { step: 'ownerAccepts', data: dueOf },
  requestCorrection: {
    step: 'ownerAsks',
    data: (event, application) => ({ problems: problemsIn(event), ...(application.queueDueOn !== null && { dueOn: application.queueDueOn }) }),
  },
  supplement: { step: 'ownerGoesOn' },
  issue: { step: 'decide', data: (_event, { traits }) => ({ outcome: '准予', resultName: String(traits['outcome'] ?? '办理结果') }) },
  deny: { step: 'decide', data: () => ({ outcome: '不予批准', resultName: '不予批准的决定书' }) },
  refuseAcceptance: { step: 'decide', data: () => ({ outcome: '不予受理', resultName: '不予受理通知书' }) },
  terminate: { step: 'decide', data: () => ({ outcome: '终止办理', resultName: '终止办理通知书' }) },
  withdraw: { step: 'withdraw' },
}

/** The application moved by itself: ours follows. Where ours has brought it about, there is nothing left to follow. */
export const followOwner: WithinReaction = {
  name: 'anywhere.follow-owner',
  on: Object.keys(ANSWERS).map((step) => `application.${step}`),
  onlyChildren: true,
  isShareable: true,
  react: async (call, event, application) => {
    if (laneOf(application) !== undefined) return
    const answer = ANSWERS[event.step]
    const parent = application.parentId === null ? undefined : await findCase(call.tx, application.parentId)
    if (!answer || parent?.type !== ELSEWHERE || !mayFollow(parent, answer.step)) return
    await takeStep({ ...call, actor: SYSTEM }, parent.id, answer.step, { data: answer.data?.(event, application) })
  },
}

const FROM: Readonly<Record<string, readonly string[]>> = {
  ownerAccepts: ['handedOver'], ownerAsks: ['handedOver'], ownerGoesOn: ['correcting'], decide: ['handedOver', 'underReview', 'correcting'],
  withdraw: ['handedOver', 'underReview', 'correcting'],
}
const mayFollow = (parent: Case, step: string): boolean => FROM[step]?.includes(parent.state) === true

/** The decision opens the case that brings the result to where she wants to fetch it. */
export const bringResult: WithinReaction = {
  name: 'anywhere.bring-result',
  on: [`${ELSEWHERE}.decide`],
  react: async (call, event, found) => {
    const receipt = await findReceipt(call.tx, found.id)
    if (!receipt) return
    const back = placeOf(receipt.returnPlace)
    const workingDays = RULES.resultSending.workingDays
    const { opened } = await openCase({ ...call, actor: SYSTEM }, {
      type: RESULT, item: { code: found.itemCode, version: found.itemVersion, name: `异地取件：${String(event.data['resultName'])}` }, applicant: found.applicant,
      agentId: found.agentId, ownerOrganisation: found.ownerOrganisation,
      receivingOrganisation: back.kind === 'district' ? found.receivingOrganisation : back.organisation,
      place: found.place, parentId: found.id, form: {},
      limits: { limitWorkingDays: workingDays, statutoryWorkingDays: workingDays, joint: false }, isUnclocked: true,
      traits: {
        direction: receipt.direction, receivingPlace: receipt.receivingPlace,
        returnPlace: receipt.returnPlace, outcome: event.data['outcome'], bundle: bundleOf(found),
      },
    })
    await nameResult(call.tx, found.id, opened.id)
  },
}

/** The result is in the applicant's hands: the owner's case is delivered with it. */
export const deliverWithResult = (desk: OwnerDesk): WithinReaction => ({
  name: 'anywhere.deliver-with-result',
  on: [`${RESULT}.give`],
  react: async (call, event, found) => {
    const receipt = await findReceiptOfResult(call.tx, found.id)
    if (!receipt?.applicationId) return
    await desk.deliver(call, receipt.applicationId, { recipient: String(event.data['recipient']), place: placeOf(receipt.returnPlace).name })
  },
})

function dueOf(_event: CaseEvent, { dueOn }: Case): Record<string, unknown> {
  return dueOn === null ? {} : { dueOn }
}

/** The one notice as a text: each material with what is wrong with it. */
function problemsIn({ data }: CaseEvent): string {
  const materials: { name?: string; materialId: string; problems: string[] }[] = Array.isArray(data['materials']) ? data['materials'] : []
  const lines = materials.map(({ name, materialId, problems }) => `${name ?? materialId}：${problems.join('；')}`)
  return [...lines, ...(typeof data['note'] === 'string' ? [data['note']] : [])].join('\n').slice(0, 4000) || '见补正告知书'
}

