import { randomUUIDv7 } from 'node:crypto'
import { Refusal, type FieldError } from '#platform/refusal'
import { openCase, sealedForm, SYSTEM, takeStep, type Call, type Case, type Opening } from '#kernel'
import { checkForm, checklistOf, fieldRulesOfForm, itemsInForce, laneAnswers, type Checklist, type Item, type JointMatter, type Lane } from '#base/catalog'
import { childSubmission, dataChecks, lanesFor, parentLimits, startable, type LaneEntry, type Merged } from '#base/joint'
import { applicantFor } from '#base/people'
import { placeOfFiling } from './filing-place.ts'
import { keepGiven } from './given.ts'
import type { ApplicationTables } from './tables.ts'

type Command = Parameters<typeof openCase>[2]
interface Filing { item: Item; joint: JointMatter; checklist: Checklist; merged: Merged; received: Record<string, unknown>[] }

/** Opens the parent of a joint matter and the applications that can be made at once, or nothing. */
export async function fileTogether(call: Call, filing: Filing, command: Command = null): Promise<{ opened: Case; queryPassword: string }> {
  const lanes = await lanesOf(call, filing)
  const { opened, queryPassword } = await openCase(call, await openingOf(call, filing, lanes), command)
  await call.tx.withTables<ApplicationTables>().insertInto('applications.application')
    .values({ case_id: opened.id, answers: JSON.stringify(filing.merged.answers) }).execute()
  await keepGiven(call, opened.id, filing.merged.materials)
  const first = startable({ parent: opened, children: [] }).map(({ id }) => id)
  const parent = await takeStep({ ...call, actor: SYSTEM }, opened.id, 'startLanes', { data: { lanes: first } })
  return { opened: parent, queryPassword }
}

/** Whatever is wrong with the joint matter itself stops it here, and not a clerk who issues a certificate months later. */
async function lanesOf({ tx, today }: Call, { item, joint, merged }: Filing): Promise<LaneEntry[]> {
  if (joint.readiness === 'draft') throw new Refusal('rule', `“${item.name}”还在完善，现在不能一起申请；其中的事项可以分别申请`)
  const lanes = lanesFor(joint, merged.answers)
  if (lanes.length === 0) throw new Refusal('invalid', '请至少选一项要办的事', [{ path: 'answers', message: '按这些回答没有要办的事项' }])
  const members = await itemsInForce(tx, lanes.map(({ itemCode }) => itemCode), today)
  const missing = lanes.filter(({ itemCode }) => !members.has(itemCode))
  if (missing.length > 0) throw new Refusal('rule', `其中的事项（${missing.map(({ itemCode }) => itemCode).join('、')}）现在不在办理，请先分别申请其他事项，或者拨打咨询电话`)
  const both = lanes.flatMap((lane) => { const member = members.get(lane.itemCode); return member ? [{ lane, member }] : [] })
  const faults = both.flatMap((one) => laneFaults(joint, one, { merged, today }))
  if (faults.length > 0) throw new Refusal('invalid', '申请还不完整，请按提示补全后再提交', faults)
  return both.map((one) => entryOf(lanes, one, merged))
}

export interface One { lane: Lane; member: Item }

/** What a single item would refuse, said of the merged field or material it comes from. */
export function laneFaults(joint: JointMatter, { lane, member }: One, { merged, today }: { merged: Merged; today: string }): FieldError[] {
  const own = childSubmission(joint, { lane, item: member }, merged)
  const { form, materials } = checklistOf(member, own.answers)
  const field = (into: string) => joint.fields.find((link) => link.lane === lane.id && link.into === into)?.field
  const given = new Set(own.materials.map(({ materialId }) => materialId))
  const lacking = materials.filter(({ id, need, source }) => need === 'required' && source !== 'shared' && !given.has(id) && !Object.hasOwn(own.produced, id))
  return [
    ...checkForm(form, own.form, today)
      .map(({ path, message }) => ({ path: `form.${field(path) ?? `${lane.id}.${path}`}`, message: `${member.name}：${message}` })),
    ...lacking.map(({ id, name }) => ({
      path: `materials.${joint.materials.find((link) => link.lane === lane.id && link.as === id)?.material ?? `${lane.id}.${id}`}`,
      message: `${member.name}：请上传“${name}”`,
    })),
  ]
}

function entryOf(lanes: readonly Lane[], { lane, member }: One, { answers }: Merged): LaneEntry {
  const { promisedWorkingDays, statutoryWorkingDays } = checklistOf(member, laneAnswers(lane, member, answers))
  return {
    id: lane.id, itemCode: member.code, itemVersion: member.version, name: member.name, organisation: member.organisation, outcome: member.outcome.name,
    promisedWorkingDays, statutoryWorkingDays, after: lane.after.filter((edge) => lanes.some(({ id }) => id === edge.lane)),
  }
}

async function openingOf(call: Call, { item, joint, checklist, merged, received }: Filing, lanes: LaneEntry[]): Promise<Opening> {
  const { applicant, agentId } = await applicantFor(call, item)
  const [id, rules] = [randomUUIDv7(), fieldRulesOfForm(item.form)]
  return {
    id, type: joint.caseType, item: { code: item.code, version: item.version, name: item.name }, applicant, agentId,
    ownerOrganisation: joint.lead, receivingOrganisation: item.receivingOrganisation, place: placeOfFiling(item, merged.form),
    form: sealedForm(call.kernel.vault, id, { form: merged.form, rules }), limits: parentLimits(lanes),
    traits: {
      ...(Object.keys(rules).length > 0 && { fields: rules }), licence: item.type === '01', outcome: item.outcome.name,
      materials: Object.fromEntries(checklist.materials.map((material) => [material.id, material.name])), promised: {},
      lanes, begun: [], ended: {}, ready: {}, answers: merged.answers, checks: dataChecks(joint.checks, merged.form, call.today),
    },
    data: { answers: merged.answers, received },
  }
}
