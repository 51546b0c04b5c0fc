import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { Refusal } from '#platform/refusal'
import { claimCommand, findCase, openCase, queryPasswordFor, requestHashOf, sealedForm, type Call, type Case, type Kernel, type Opening } from '#kernel'
import { applicantFor } from '#base/people'
import { checkForm, checklistOf, fieldRulesOfForm, itemInForce, type Checklist, type Item, type JointMatter } from '#base/catalog'
import { GIVEN_MAX, GivenMaterial, promisedAfter } from '#base/materials'
import { givenFaults, keepGiven, refuseForeignFiles } from './given.ts'
import { placeOfFiling } from './filing-place.ts'
import { fileTogether } from './joint-filing.ts'
import type { ApplicationTables } from './tables.ts'

export const Submission = Type.Object({
  itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
  answers: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }))),
  form: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()]))),
  materials: Type.Optional(Type.Array(GivenMaterial, { maxItems: GIVEN_MAX })),
}, { additionalProperties: false })
export type Submission = Static<typeof Submission>

export interface Receipt { caseId: string; number: string; queryPassword: string }

/**
 * Files an application (收件): everything wrong is named at once, and nothing is kept unless all is right.
 * The same idempotency key gives the same case and the same receipt, so that nobody loses hers with a broken connection.
 */
export async function submitApplication(call: Call, submission: Submission, idempotencyKey?: string): Promise<Receipt> {
  const command = idempotencyKey === undefined ? null : { actorId: call.actor.id, key: idempotencyKey, requestHash: requestHashOf(submission) }
  const earlier = command && await claimCommand(call.tx, command)
  if (earlier) return receiptAgain(call, earlier, command.key)
  const { item, checklist } = await readSubmission(call, submission)
  await refuseForeignFiles(call, submission.materials ?? [])
  if (item.joint) return receiptOf(await fileTogether(call, filingOf(item.joint, submission, { item, checklist }), command))
  const { opened, queryPassword } = await openCase(call, await openingOf(call, submission, { item, checklist }), command)
  await call.tx.withTables<ApplicationTables>().insertInto('applications.application')
    .values({ case_id: opened.id, answers: JSON.stringify(submission.answers ?? {}) }).execute()
  await keepGiven(call, opened.id, submission.materials ?? [])
  return receiptOf({ opened, queryPassword })
}

function receiptOf({ opened: { id, number }, queryPassword }: { opened: Case; queryPassword: string }): Receipt {
  return { caseId: id, number, queryPassword }
}

function filingOf(joint: JointMatter, { answers = {}, form = {}, materials = [] }: Submission, { item, checklist }: Read): Parameters<typeof fileTogether>[1] {
  return { item, joint, checklist, merged: { answers, form, materials }, received: receivedOf(checklist, materials) }
}

async function receiptAgain(call: Call, caseId: string, key: string): Promise<Receipt> {
  const found = await findCase(call.tx, caseId)
  assert(found, 'a command is remembered with the case it opened')
  return { caseId, number: found.number, queryPassword: queryPasswordFor(caseId, key) }
}

interface Read { item: Item; checklist: Checklist }

async function readSubmission(call: Call, { itemCode, answers = {}, form = {}, materials = [] }: Submission): Promise<Read> {
  const item = await itemInForce(call.tx, itemCode, call.today)
  const checklist = checklistOf(item, answers)
  const faults = [
    ...checkForm(checklist.form, form, call.today).map(({ path, message }) => ({ path: `form.${path}`, message })),
    ...givenFaults(item.joint ? withoutPromises(checklist.materials) : checklist.materials, materials, call.today),
  ]
  if (faults.length > 0) throw new Refusal('invalid', '申请还不完整，请按提示补全后再提交', faults)
  return { item, checklist }
}

/** One paper serves several departments, and each of them would have to wait for it: nothing is promised for later (容缺) here. */
function withoutPromises(materials: Checklist['materials']): Checklist['materials'] {
  return materials.map((material) => (material.need === 'deferrable' ? { ...material, need: 'required' } : material))
}

/** How an application that has been read opens its case. */
export async function openingOf(call: Call, submission: Submission, { item, checklist }: Read): Promise<Opening> {
  return openingBy(call.kernel, await applicantFor(call, item), submission, { item, checklist })
}

/** The same where it is known who applies. */
export function openingBy(
  { vault }: Pick<Kernel, 'vault'>,
  { applicant, agentId }: Pick<Opening, 'applicant' | 'agentId'>,
  submission: Submission,
  { item, checklist }: Read,
): Opening {
  const [id, rules] = [randomUUIDv7(), fieldRulesOfForm(item.form)]
  return {
    id,
    type: 'application',
    item: { code: item.code, version: item.version, name: item.name },
    applicant,
    agentId,
    ownerOrganisation: item.organisation,
    receivingOrganisation: item.receivingOrganisation,
    place: placeOfFiling(item, submission.form ?? {}),
    form: sealedForm(vault, id, { form: submission.form ?? {}, rules }),
    traits: {
      ...(Object.keys(rules).length > 0 && { fields: rules }),
      decidedAtWindow: item.decidedAtWindow,
      licence: item.type === '01',
      outcome: item.outcome.name,
      materials: Object.fromEntries(checklist.materials.map(({ id, name }) => [id, name])),
      promised: promisedAfter({}, submission.materials ?? []),
    },
    limits: { limitWorkingDays: checklist.promisedWorkingDays, statutoryWorkingDays: checklist.statutoryWorkingDays, joint: false },
    data: { answers: submission.answers ?? {}, received: receivedOf(checklist, submission.materials ?? []) },
  }
}

/** The list on the receipt (材料接收凭证): one line for each material that was handed over. */
function receivedOf(checklist: Checklist, given: readonly GivenMaterial[]): { material: string; originals: number; copies: number }[] {
  const files = (id: string) => given.filter((entry) => entry.materialId === id && 'fileId' in entry).length
  return checklist.materials.filter(({ id }) => files(id) > 0).map(({ id, name }) => ({ material: name, originals: 0, copies: files(id) }))
}
