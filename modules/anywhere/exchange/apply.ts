import { randomUUID } from 'node:crypto'
import { isDay } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { findCase, SYSTEM, takeStep, type Call, type Case } from '#kernel'
import { checklistOf, itemInForce } from '#base/catalog'
import { placeOf } from '../places.ts'
import { openElsewhere } from '../receiving/opening.ts'
import { listDigest, papersOf } from '../receiving/papers.ts'
import { findReceiptByRef, type Receipt } from '../receiving/receipt.ts'
import type { BodyOf, Kind, Message } from './messages.ts'

interface Standing { call: Call; receipt: Receipt; found: Case; result: Case | undefined; at: Message }
type Applying = { [One in Exclude<Kind, 'materials'>]: {
  from: 'owner' | 'window' | 'both'; apply: (standing: Standing, body: BodyOf<One>) => Promise<unknown>
} }

/** Which step of which of our cases a message is. The other side speaks only for its own part: an owner decides, a window receives. */
const APPLYING: Applying = {
  signed: { from: 'owner', apply: ({ call, found }, { listSm3 }) => {
    if (listSm3 !== listDigest(papersOf(found))) throw new Refusal('invalid', '签收的清单与寄出的清单摘要不一致')
    return take(call, found, 'signFor')
  } },
  accepted: { from: 'owner', apply: ({ call, found }, { dueOn }) => take(call, found, 'ownerAccepts', { ...soundDue(dueOn) }) },
  correction: { from: 'owner', apply: ({ call, found }, { problems, dueOn }) => take(call, found, 'ownerAsks', { problems, ...soundDue(dueOn) }) },
  decided: { from: 'owner', apply: ({ call, found }, { outcome, resultName }) => take(call, found, 'decide', { outcome, resultName }) },
  resultSent: { from: 'owner', apply: ({ call, result }, { parcel }) => {
    const lost = result?.state === 'lost'
    return take(call, result, lost ? 'resendResult' : 'sendResult', { way: 'parcel', parcel, ...(lost && { replaced: '由发证部门补办' }) })
  } },
  handedBack: { from: 'owner', apply: ({ call, found }) => take(call, found, 'handBack') },
  more: { from: 'window', apply: async ({ call, found }, { papers, listSm3, parcel }) => {
    if (listSm3 !== listDigest(papers)) throw new Refusal('invalid', '清单的摘要与清单不一致')
    return take(call, found, 'arriveMore', { way: 'parcel', parcel, papers })
  } },
  resent: { from: 'window', apply: ({ call, found }, { parcel, replaced }) => take(call, found, 'resend', { way: 'parcel', parcel, replaced }) },
  withdraw: { from: 'window', apply: ({ call, found }) => take(call, found, 'withdraw') },
  ask: { from: 'window', apply: async () => undefined },
  arrived: { from: 'window', apply: ({ call, result }) => take(call, result, 'arrive') },
  given: { from: 'window', apply: ({ call, result }, { recipient }) => take(call, result, 'give', { recipient, isSamePerson: true }) },
  lost: { from: 'both', apply: ({ call, found, result }, { thing, reason }) => take(call, thing === 'papers' ? found : result, 'declareLost', { reason }) },
}

/** Does what the message says, as the system. @throws Refusal where it may not be: nothing is changed then */
export async function applyMessage(call: Call, message: Message): Promise<void> {
  const own: Call = { ...call, actor: SYSTEM }
  // Safe: the inbox has checked kind and body against the schema of that kind.
  if (message.kind === 'materials') return openArrival(own, message, message.body as BodyOf<'materials'>)
  const receipt = await findReceiptByRef(call.tx, message.from, message.ref)
  const found = receipt && await findCase(call.tx, receipt.caseId)
  if (!receipt || !found) throw new Refusal('not-found', `没有编号为 ${message.ref} 的件`)
  // Safe: the inbox takes only kinds there are, and materials have gone another way.
  const { from, apply } = APPLYING[message.kind as keyof Applying]
  const speaker = receipt.direction === 'outward' ? 'owner' : 'window'
  if (from !== 'both' && from !== speaker) throw new Refusal('forbidden', `“${message.kind}”不该由这一方发来`)
  // Crossed on the way: the applicant has taken it back, and what the owner had decided before it knew changes nothing.
  if (isTakenBack(found) && message.kind !== 'handedBack' && speaker === 'owner') return
  const result = receipt.resultId === null ? undefined : await findCase(call.tx, receipt.resultId)
  // Safe: the body was checked against the schema of the kind whose row this is.
  await (apply as (standing: Standing, body: unknown) => Promise<unknown>)({ call: own, receipt, found, result, at: message }, message.body)
}

/** A window of another district has taken in papers for a department of ours; the parcel is on its way. */
async function openArrival(
  call: Call,
  { from, ref }: Message,
  { itemCode, answers, applicant: { kind, name }, returnPlace, papers, listSm3, parcel, form }: BodyOf<'materials'>,
): Promise<void> {
  if (await findReceiptByRef(call.tx, from, ref)) throw new Refusal('conflict', `编号 ${ref} 已经有一件了`)
  if (listSm3 !== listDigest(papers)) throw new Refusal('invalid', '清单的摘要与清单不一致')
  const item = await itemInForce(call.tx, itemCode, call.today)
  checklistOf(item, answers)
  const back = placeOf(returnPlace)
  if (back.kind === 'district' && back.code !== from) throw new Refusal('invalid', '领取地点要在收件的区，或者在花都')
  const applicant = { kind, id: `elsewhere:${from}:${randomUUID()}`, name }
  const { caseId } = await openElsewhere(call, {
    item,
    plan: { ownerPlace: '440114', returnPlace, answers },
    receiving: placeOf(from),
    applicant,
    agentId: null,
    sent: { peer: from, ref, papers, form },
  })
  await takeStep(call, caseId, 'arrive', { data: { way: 'parcel', parcel } })
}

async function take(call: Call, found: Case | undefined, step: string, data?: Record<string, unknown>): Promise<void> {
  if (!found) throw new Refusal('conflict', '还没有到这一步')
  await takeStep(call, found.id, step, data && { data })
}

const isTakenBack = ({ state }: Case): boolean => state === 'handingBack' || state === 'withdrawn'

function soundDue(dueOn: string | undefined): { dueOn?: string } {
  if (dueOn !== undefined && !isDay(dueOn)) throw new Refusal('invalid', `没有 ${dueOn} 这一天`)
  return dueOn === undefined ? {} : { dueOn }
}
