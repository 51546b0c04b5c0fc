/** What a matter on its way looks like to whoever may see it: both sides of it read the same. */
import { runSql } from '#platform/database'
import { caseFor, caseView, documentsOf, findCase, findCases, isClosed, stateRule, workflowOf, type Call, type Case, type Relation } from '#kernel'
import { Refusal } from '#platform/refusal'
import { findPlace } from '../places.ts'
import { custodyOf, type Custody } from './custody.ts'
import { papersOf } from './papers.ts'
import { findReceipt, findReceiptOfResult } from './receipt.ts'
import { RESULT } from './result-workflow.ts'
import { ELSEWHERE } from './workflow.ts'

export const TYPES = [ELSEWHERE, RESULT] as const
const SEERS: readonly Relation[] = ['applicant', 'agent', 'window', 'owner', 'approver', 'handler', 'supervisor']
const ROOM_MAX = 200

export interface Hands {
  thing: string; thingLabel: string; holder: Custody['holder']; words: string; parcel: string | null; since: string; until: string | null
}

/** The matter of a case that the actor may see: from either of its two cases. */
export async function matterFor(call: Call, caseId: string, allowed: readonly Relation[] = SEERS) {
  const { found, relations } = await caseFor(call, caseId, allowed)
  const receipt = found.type === RESULT ? await findReceiptOfResult(call.tx, found.id) : await findReceipt(call.tx, found.id)
  const root = receipt && await findCase(call.tx, receipt.caseId)
  if (!receipt || !root) throw new Refusal('not-found', '没有这一件，或者它不是异地代收的')
  const result = receipt.resultId === null ? undefined : await findCase(call.tx, receipt.resultId)
  const application = receipt.applicationId === null ? undefined : await findCase(call.tx, receipt.applicationId)
  const [custody, documents] = await Promise.all([custodyOf(call.tx, root.id), documentsOf(call.tx, root.id)])
  return { found, relations, receipt, root, result, application, custody: custody.map((one) => handsOf(call, root, one)), documents }
}

export type Matter = Awaited<ReturnType<typeof matterFor>>

/** The same for programs and the staff's page. */
export function matterView(call: Call, { root, result, application, receipt, custody, documents }: Matter) {
  return {
    id: root.id,
    number: root.number,
    title: root.title,
    direction: receipt.direction,
    ref: receipt.ref,
    answers: receipt.answers,
    isSimulated: receipt.peer !== null,
    receivingPlace: placeName(receipt.receivingPlace),
    returnPlace: placeName(receipt.returnPlace),
    owner: call.kernel.nameOf(root.ownerOrganisation),
    state: stateLabel(call, root),
    result: result ? { id: result.id, state: stateLabel(call, result) } : null,
    application: application
      ? {
          id: application.id,
          number: application.number,
          state: stateLabel(call, application),
          dueOn: application.dueOn,
          statutoryDueOn: application.statutoryDueOn,
        }
      : null,
    papers: papersOf(root).map(({ fileId: _, ...paper }) => paper),
    custody,
    documents: documents.map(({ id, number, issuedAt }) => ({ id, number, issuedAt: issuedAt.toISOString() })),
  }
}

/** Every open matter of this organisation: what is to be done first comes first. Supervisors and the bureau see all. */
export async function roomOf(call: Call) {
  const own = call.actor.roles.some((role) => role === 'supervisor' || role === 'bureau') ? null : call.actor.organisation ?? ''
  const rows = await runSql<{ id: string }>(call.tx, `
    select id from kernel.case
    where type = any($1) and closed_at is null and not sealed and ($2::text is null or receiving_organisation = $2 or owner_organisation = $2)
    order by queue_due_on, id limit ${ROOM_MAX}`, [TYPES, own])
  const cases = await findCases(call.tx, rows.map(({ id }) => id))
  return rows.flatMap(({ id }) => { const found = cases.get(id); return found ? [roomRow(call, found)] : [] })
}

function roomRow(call: Call, found: Case) {
  const { id, number, title, stateLabel: state, turn, queueDueOn, steps, applicant, relations } = caseView(call, found)
  const part = PARTS[`${found.type}.${found.state}`] ?? 'waiting'
  return {
    id, number, title, state, part, turn, dueOn: queueDueOn, isOverdue: queueDueOn !== null && queueDueOn < call.today, applicant: applicant.name,
    receivingPlace: placeName(String(found.traits['receivingPlace'] ?? '')),
    returnPlace: placeName(String(found.traits['returnPlace'])), direction: found.traits['direction'],
    mayOpen: relations.length > 0, parcel: found.traits['parcel'] ?? null, steps: steps.map(({ step, label }) => ({ step, label })),
  }
}

/** On which of the lists of the room it stands. */
const PARTS: Readonly<Record<string, string>> = {
  [`${ELSEWHERE}.planned`]: 'receive', [`${ELSEWHERE}.received`]: 'send',
  [`${ELSEWHERE}.lost`]: 'send', [`${ELSEWHERE}.sent`]: 'way', [`${ELSEWHERE}.correcting`]: 'receive',
  [`${ELSEWHERE}.handingBack`]: 'back', [`${RESULT}.ready`]: 'back', [`${RESULT}.returning`]: 'way', [`${RESULT}.lost`]: 'back', [`${RESULT}.arrived`]: 'back',
}

function stateLabel({ kernel }: Call, found: Case): { state: string; label: string; closed: boolean; dueOn: string | null } {
  const rule = stateRule(workflowOf(kernel, found.type, found.workflowVersion), found.state)
  return { state: found.state, label: rule.label, closed: isClosed(rule), dueOn: found.queueDueOn }
}

export const placeName = (code: string): string => findPlace(code)?.name ?? '未载明'

/** In whose hands, in words for the applicant. */
function handsOf({ kernel }: Call, root: Case, { thing, holder, place, parcel, since, until }: Custody): Hands {
  const number = thing.split('-')[1]
  const where: Readonly<Record<Custody['holder'], string>> = {
    applicant: '申请人手里', window: `${findPlace(place)?.name ?? kernel.nameOf(place)}的收件窗口`,
    carrier: parcel === null ? `路上（${place}）` : `路上（${place}，邮件编号 ${parcel}）`,
    owner: `主管部门（${kernel.nameOf(place)}）`, nobody: '遗失，正在补齐',
  }
  const thingLabel = thing === 'result' ? '结果' : number === '1' ? '申请材料' : `第 ${number} 批材料（补正）`
  return { thing, thingLabel, holder, words: where[holder], parcel, since: since.toISOString(), until: until?.toISOString() ?? null }
}

