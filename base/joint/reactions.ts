import { Refusal } from '#platform/refusal'
import {
  findCaseTogether, openedForm, SYSTEM, takeHeldSteps, takeStep, type Call, type Case, type CaseEvent, type HeldStep, type WithinReaction,
} from '#kernel'
import { itemVersion, itemVersions, type Item } from '#base/catalog'
import { materialName, type Correction, type Supplement } from '#base/materials'
import { childSubmission } from './child-submission.ts'
import { familyOf, isDecided, isTogether, jointAnswersIn, laneOf, lanesIn, standingChildren, standingFamily, type Family, type JointType } from './family.ts'
import type { JointAcceptance } from './forms.ts'
import { looksBeyondFamily, refuseTooEarly } from './gate.ts'
import { isGrantAlone, nextStep, stepAfterIssue } from './next-step.ts'

const MOVING = ['deemAccepted', 'refuseAcceptance', 'requestCorrection', 'supplement', 'terminate', 'withdraw', 'deliver'] as const
/** What may change where the whole stands, beside the grant. A review concerns the lane alone; one handled separately may not be accepted. */
const TOLD = ['refuseAcceptance', 'deny', 'issue', 'deliver', 'withdraw', 'terminate', 'startSpecialProcedure', 'endSpecialProcedure'] as const

/** What keeps the parent cases of this kind and their children together, in the transaction of every step. */
export function togetherReactions(caseType: JointType): WithinReaction[] {
  const tellsParent = { onlyChildren: true, react: parentFollows(caseType) } as const
  return [
    { name: `${caseType}.children-accepted`, on: [`${caseType}.accept`], isShareable: true, react: childrenFollow },
    { name: `${caseType}.children-follow`, on: MOVING.map((step) => `${caseType}.${step}`), react: childrenFollow },
    { name: `${caseType}.parent-follows`, on: TOLD.map((step) => `application.${step}`), isShareable: true, ...tellsParent },
    // Often refused, because it is too early: that would undo the steps it shares a transaction with.
    { name: `${caseType}.parent-follows-grant`, on: ['application.approve'], ...tellsParent },
  ]
}

async function childrenFollow(call: Call, event: CaseEvent, parent: Case): Promise<void> {
  const family = await familyOf(call.tx, parent.id)
  if (!family || family.children.length === 0) return
  const children = await moveChildren({ ...call, actor: SYSTEM, through: parent.id }, event, family)
  await settle(call, { parent: family.parent, children })
}

function parentFollows(caseType: JointType): WithinReaction['react'] {
  return async (call, event, child) => {
    const { parentId } = child
    if (parentId === null || call.through === parentId || child.traits['joint'] !== caseType) return
    if (event.step === 'issue' && await learnsIssue(call, parentId, child)) return
    if (event.step === 'approve' && looksBeyondFamily(caseType) && isGrantAlone(await standingChildren(call.tx, parentId))) return
    const family = await standingFamily(call.tx, parentId)
    if (!family) return
    if (event.step === 'approve' && isTogether(child)) await refuseTooEarly(call, family, child)
    await settle(call, family)
  }
}

/** Tells the parent of a certificate; whether that was all there was to tell. */
async function learnsIssue(call: Call, parentId: string, child: Case): Promise<boolean> {
  const parent = await findCaseTogether(call.tx, parentId)
  const next = parent && stepAfterIssue(parent, child)
  if (next) await takeStep({ ...call, actor: SYSTEM }, parent.id, next.name, { data: next.data, held: parent })
  return next !== undefined
}

/** Brings the parent up to date after something happened to its children. The caller holds the parent's lock, or that of a child. */
export async function settleParent(call: Call, parentId: string): Promise<void> {
  const family = await standingFamily(call.tx, parentId)
  if (family) await settle(call, family)
}

/** The family as this transaction has just read it: with the parent locked nobody else moves any of its cases. */
async function settle(call: Call, known: Family): Promise<void> {
  const system: Call = { ...call, actor: SYSTEM }
  let family = known
  for (let next = nextStep(family); next; next = nextStep(family)) {
    const parent = await takeStep(system, family.parent.id, next.name, { data: next.data, held: family.parent })
    // Only then there are cases that were not there before.
    family = (next.name === 'startLanes' ? await standingFamily(call.tx, parent.id) : undefined) ?? { ...family, parent }
  }
}

/** What a child does with a step of the parent, or undefined where the step is not for it. */
type Following = { name: string; data: Record<string, unknown> } | undefined

/** The children as they stand afterwards. */
async function moveChildren(call: Call, event: CaseEvent, family: Family<Case>): Promise<Case[]> {
  const follow = await followerOf(call, event, family)
  const steps = family.children.flatMap((held): HeldStep[] => {
    const following = held.closedAt === null && movesWith(held, family.parent) ? follow(held) : undefined
    return following ? [{ held, ...following }] : []
  })
  const moved = new Map((await takeHeldSteps(call, steps)).map((found) => [found.id, found]))
  return family.children.map((child) => moved.get(child.id) ?? child)
}

/** A family that has been separated still belongs to one applicant: she may take all of it back at once. */
function movesWith(child: Case, parent: Case): boolean {
  return isTogether(child) || parent.state === 'separate'
}

async function followerOf(call: Call, { step, data }: CaseEvent, family: Family): Promise<(child: Case) => Following> {
  const { reason, note } = data
  if (step === 'accept') return acceptance(data, family)
  if (step === 'deemAccepted') return inState('submitted', () => ({ name: 'deemTogether', data: {} }))
  if (step === 'refuseAcceptance') return inState('submitted', () => ({ name: 'refuseTogether', data: { reason } }))
  if (step === 'terminate') return inState('correcting', () => ({ name: 'terminateTogether', data: { reason } }))
  if (step === 'deliver') return inState('issued', () => ({ name: 'deliverTogether', data }))
  if (step === 'withdraw') return (child) => (isDecided(child) ? undefined : { name: 'withdrawTogether', data: { ...(typeof note === 'string' && { note }) } })
  const items = await itemsOf(call, family)
  return step === 'requestCorrection' ? correction(data, items) : supplement(call, data, { family, ...items })
}

function inState(state: string, follow: (child: Case) => Following): (child: Case) => Following {
  return (child) => (child.state === state ? follow(child) : undefined)
}

function acceptance(data: Record<string, unknown>, { children, parent }: Family): (child: Case) => Following {
  // Safe: the kernel has checked the data against JointAcceptance.
  const { notAccepted = [] } = data as JointAcceptance
  const waiting = children.filter((child) => child.state === 'submitted' && isTogether(child)).map((child) => laneOf(child) ?? '')
  const strange = notAccepted.filter(({ lane }) => !waiting.includes(lane))
  if (strange.length > 0) {
    const fields = strange.map(({ lane }) => ({ path: `notAccepted.${notAccepted.findIndex((one) => one.lane === lane)}.lane`, message: '这一项现在不在一起受理的事项里' }))
    throw new Refusal('invalid', '不予受理的事项里有现在不受理的，请改正', fields)
  }
  if (waiting.every((id) => notAccepted.some(({ lane }) => lane === id))) {
    throw new Refusal('rule', `“${parent.title}”的各项都不能受理的，请办理“不予受理”`)
  }
  return inState('submitted', (child) => {
    const refused = notAccepted.find(({ lane }) => lane === laneOf(child))
    return refused ? { name: 'refuseTogether', data: { reason: refused.reason } } : { name: 'acceptTogether', data: {} }
  })
}

interface Items { item: Item; members: ReadonlyMap<string, Item> }

/** The joint item and those it joins, by lane, as they were when the matter was filed. */
async function itemsOf({ tx }: Call, { parent }: Family): Promise<Items> {
  const lanes = lanesIn(parent)
  const [item, members] = await Promise.all([
    itemVersion(tx, parent.itemCode, parent.itemVersion), itemVersions(tx, lanes.map(({ itemCode, itemVersion: version }) => ({ code: itemCode, version }))),
  ])
  return { item, members: new Map(lanes.flatMap(({ id, itemCode }) => { const member = members.get(itemCode); return member ? [[id, member]] : [] })) }
}

/** Each item hears of the materials that are its own; one that has none among them waits with the others. */
function correction(data: Record<string, unknown>, { item: { joint } }: Items): (child: Case) => Following {
  // Safe: the kernel has checked the data against Correction.
  const { materials, withinWorkingDays } = data as Correction
  return inState('submitted', (child) => {
    const links = (joint?.materials ?? []).filter(({ lane }) => lane === laneOf(child))
    const own = materials.flatMap(({ materialId, problems }) =>
      links.filter(({ material, as }) => material === materialId && materialName(child, as) !== undefined).map((link) => ({ materialId: link.as, problems })),
    )
    return { name: 'correctTogether', data: { materials: own, ...(withinWorkingDays !== undefined && { withinWorkingDays }) } }
  })
}

function supplement({ kernel }: Call, data: Record<string, unknown>, { family: { parent }, item, members }: Items & { family: Family }): (child: Case) => Following {
  // Safe: the kernel has checked the data against Supplement.
  const { materials = [] } = data as Supplement
  const merged = { answers: jointAnswersIn(parent), form: openedForm(kernel.vault, parent), materials }
  return inState('correcting', (child) => {
    const [lane, member] = [item.joint?.lanes.find(({ id }) => id === laneOf(child)), members.get(laneOf(child) ?? '')]
    if (!item.joint || !lane || !member) return undefined
    const own = childSubmission(item.joint, { lane, item: member }, merged)
    const cleared = Object.keys(child.form).filter((name) => !Object.hasOwn(own.form, name))
    return { name: 'supplementTogether', data: { materials: own.materials, form: own.form, cleared } }
  })
}
