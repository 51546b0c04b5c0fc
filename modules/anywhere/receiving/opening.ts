import { randomUUID } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { Refusal } from '#platform/refusal'
import { addWorkingDays, claimCommand, openCase, requestHashOf, takeStep, type Applicant, type Call } from '#kernel'
import { checklistOf, itemInForce, type Item } from '#base/catalog'
import { applicantFor } from '#base/people'
import { markOn } from '../marks/marks.ts'
import { districtOrganisation, isOurs, placeOf, placeOfOrganisation, type Place } from '../places.ts'
import { RULES } from '../rules.ts'
import { Receiving, type Paper } from './forms.ts'
import { keepReceipt, type Direction } from './receipt.ts'
import { ELSEWHERE } from './workflow.ts'

const closed = { additionalProperties: false } as const
const PlaceCode = Type.String({ pattern: '^\\d{6}(\\d{3})?$' })
const matter = {
  itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }), answers: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }))),
  /** The district whose department decides. */
  ownerPlace: PlaceCode, returnPlace: PlaceCode,
}
export const Plan = Type.Object({ ...matter, receivingPlace: PlaceCode }, closed)
export type Plan = Static<typeof Plan>
/** Somebody comes to the window without having chosen beforehand. */
export const WalkIn = Type.Object(
  {
    ...matter,
    applicant: Type.Object(
      { kind: Type.Union([Type.Literal('person'), Type.Literal('organisation')]), name: Type.String({ minLength: 2, maxLength: 100 }) },
      closed,
    ),
    receiving: Receiving,
  },
  closed,
)
export type WalkIn = Static<typeof WalkIn>

export const HUADU = '440114'

/** The applicant chooses where she hands in and where she fetches the result. The same key opens one case. */
export async function planReceipt(call: Call, plan: Plan, key: string | undefined): Promise<string> {
  const earlier = await commandOf(call, plan, key)
  if (earlier.caseId !== null) return earlier.caseId
  const item = await itemOf(call, plan)
  const applicant = await applicantFor(call, item)
  const receiving = receivingFor(plan, placeOf(plan.receivingPlace))
  const { caseId } = await openElsewhere(call, { item, plan, receiving, ...applicant }, earlier.command)
  return caseId
}

/** A clerk takes in the papers of somebody who stands before her. Answers with what goes on the applicant's receipt. */
export async function receiveWalkIn(
  call: Call,
  { receiving: data, applicant: { kind, name }, ...plan }: WalkIn,
  key: string | undefined,
): Promise<{ caseId: string; number?: string; queryPassword?: string }> {
  const earlier = await commandOf(call, { ...plan, data, kind, name }, key)
  if (earlier.caseId !== null) return { caseId: earlier.caseId }
  const place = placeOfOrganisation(call.actor.organisation)
  if (!place) throw new Refusal('rule', '您的单位不是收件地点，请由大厅或者镇街的窗口收件')
  const item = await itemOf(call, plan)
  const applicant: Applicant = { kind, id: `walk-in:${randomUUID()}`, name }
  const receiving = receivingFor({ ...plan, receivingPlace: place.code }, place)
  const opened = await openElsewhere(call, { item, plan, receiving, applicant, agentId: null }, earlier.command)
  await takeStep(call, opened.caseId, 'receive', { data })
  return opened
}

interface Elsewhere {
  item: Item
  plan: Pick<Plan, 'ownerPlace' | 'returnPlace' | 'answers'>
  receiving: Place
  applicant: Applicant
  agentId: string | null
  /** Of what another district sends us: its code, its number, what it has sent. */
  sent?: { peer: string; ref: string; papers: Paper[]; form: Record<string, unknown> }
}

/** Opens the case and keeps what belongs to it. */
export async function openElsewhere(call: Call, { item, plan, receiving, applicant, agentId, sent }: Elsewhere, command: Parameters<typeof openCase>[2] = null) {
  const direction: Direction = sent ? 'inward' : plan.ownerPlace === HUADU ? 'local' : 'outward'
  const bringBy = addWorkingDays(call.kernel.calendar, call.today, RULES.planned.workingDays)
  const { opened, queryPassword } = await openCase(
    call,
    {
      type: ELSEWHERE,
      item: { code: item.code, version: item.version, name: `异地代收：${item.name}` },
      applicant,
      agentId,
      ownerOrganisation: direction === 'outward' ? districtOrganisation(plan.ownerPlace) : item.organisation,
      receivingOrganisation: sent ? item.receivingOrganisation : receiving.organisation,
      place: sent ? HUADU : receiving.code,
      form: {},
      traits: {
        direction,
        receivingPlace: receiving.code,
        returnPlace: plan.returnPlace,
        bringBy,
        itemName: item.name,
        ...(sent && { papers: sent.papers, bundle: 1, sentForm: call.kernel.vault.seal(sentFormPlace(sent.ref), JSON.stringify(sent.form)) }),
      },
      limits: { limitWorkingDays: RULES.sending.workingDays, statutoryWorkingDays: RULES.sending.workingDays, joint: false },
      isUnclocked: true,
    },
    command,
  )
  const peer = sent?.peer ?? (direction === 'outward' ? plan.ownerPlace : null)
  await keepReceipt(call.tx, {
    caseId: opened.id, direction, receivingPlace: receiving.code, returnPlace: plan.returnPlace,
    peer, ref: sent?.ref ?? opened.number, answers: plan.answers ?? {},
  })
  return { caseId: opened.id, number: opened.number, queryPassword }
}

/** Sealed under the number of the other side: it may hold what is personal. */
export const sentFormPlace = (ref: string): string => `anywhere.sent-form/${ref}`

async function commandOf({ tx, actor }: Call, request: unknown, key: string | undefined) {
  if (key === undefined) return { command: null, caseId: null }
  const command = { actorId: actor.id, key, requestHash: requestHashOf(request) }
  return { command, caseId: await claimCommand(tx, command) ?? null }
}

/** The item, if it may be taken in elsewhere today and its questions are answered. */
async function itemOf(call: Call, { itemCode, answers = {} }: Pick<Plan, 'itemCode' | 'answers'>): Promise<Item> {
  const item = await itemInForce(call.tx, itemCode, call.today)
  if (!(await markOn(call.tx, { itemCode, mode: 'proxy', day: call.today }))) {
    throw new Refusal('rule', `“${item.name}”现在没有标注可以异地代收代办，请在网上申请，或者到办事大厅的窗口办`)
  }
  checklistOf(item, answers)
  return item
}

/** Which ways there are: a town for our own departments; any window of ours for another district. Pure. */
function receivingFor({ ownerPlace, receivingPlace, returnPlace }: Pick<Plan, 'ownerPlace' | 'receivingPlace' | 'returnPlace'>, receiving: Place): Place {
  const [owner, back] = [placeOf(ownerPlace), placeOf(returnPlace)]
  const isHere = owner.code === HUADU
  if (owner.kind === 'town') throw new Refusal('invalid', '请选由哪个区的部门办理', [{ path: 'ownerPlace', message: '请选一个区' }])
  if (!isOurs(receiving)) throw new Refusal('invalid', '外区的窗口要直接去那里交件，本平台只能登记花都的收件地点', [{ path: 'receivingPlace', message: '请选花都的收件地点' }])
  if (isHere && receiving.kind === 'centre') throw new Refusal('invalid', '到区政务服务中心交件就是普通办理，不用代收；请选镇街，或者直接到大厅办', [{ path: 'receivingPlace', message: '请选镇街' }])
  if (!isOurs(back) && back.code !== owner.code)
    throw new Refusal('invalid', `结果可以送到花都的各个地点${isHere ? '' : `，或者就在${owner.name}领`}`, [
      { path: 'returnPlace', message: '请从列出的地点里选' },
    ])
  return receiving
}
