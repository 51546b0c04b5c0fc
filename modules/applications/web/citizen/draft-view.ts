import type { FieldError } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import type { Call } from '#kernel'
import { applicantFor } from '#base/people'
import {
  checkForm, checklistOf, itemInForce, lanesBy, namedLanes, nextSituation, servedBy, settledAnswers, type Answers, type Checklist, type Item, type Material,
  type NamedLane,
} from '#base/catalog'
import { isSimple, visitOf } from '#base/pages'
import { draftFor, type Draft } from '../../drafts.ts'
import type { GivenMaterial } from '#base/materials'
import { givenFaults } from '../../given.ts'
import { oneFieldPerPage, pageWith } from './form-shape.ts'

/** Whose browser asks. */
export type Reader = Parameters<typeof visitOf>[1]

/** A draft beside the item as it is in force today. */
export interface DraftView {
  draft: Draft
  item: Item
  owner: string
  answers: Answers
  checklist: Checklist
  applicant: { kind: 'person' | 'organisation'; name: string }
  today: string
  /** One thing is asked on a page (长者版). */
  isSimple: boolean
  /** The items a joint matter applies for under these answers, and those they leave out; none for an ordinary item. */
  lanes: { taken: readonly NamedLane[]; left: readonly NamedLane[] }
}

/** The draft to go on with, or where to go instead: the case it became, or the questions a new edition of the item asks. */
export async function openDraft(call: Call, id: string, reader: Reader): Promise<DraftView | { elsewhere: Reply }> {
  const draft = await draftFor(call, id)
  if (draft.caseId !== null) return { elsewhere: seeOther(`/receipt/${draft.caseId}`) }
  return viewOf(call, draft, reader)
}

/** @param reader in 长者版 the form asks one thing on a page */
export async function viewOf(call: Call, draft: Draft, reader: Reader = { cookies: {} }): Promise<DraftView | { elsewhere: Reply }> {
  const item = await itemInForce(call.tx, draft.itemCode, call.today)
  const { applicant } = await applicantFor(call, item)
  const answers = settledAnswers(item, draft.answers)
  if (nextSituation(item, answers) !== undefined) return { elsewhere: seeOther(questionsPath(item, answers)) }
  const asked = checklistOf(item, answers)
  const simple = isSimple(visitOf(call, reader))
  const checklist = simple ? { ...asked, form: oneFieldPerPage(asked.form) } : asked
  const owner = item.organisationName ?? call.kernel.nameOf(item.organisation)
  const lanes = lanesBy(await namedLanes(call, item), answers)
  return { draft, item, owner, answers, checklist, applicant, today: call.today, isSimple: simple, lanes }
}

/** The questions again, with the answers that still hold, or one of them to be changed; the way is the guide's own. */
export function questionsPath({ code }: Item, answers: Answers, change?: string): string {
  const given = Object.entries(answers).map(([id, option]): [string, string] => ['a', `${id}.${option}`])
  const query = new URLSearchParams(given)
  if (change !== undefined) query.set('change', change)
  return query.size === 0 ? `/items/${code}/questions` : `/items/${code}/questions?${query.toString()}`
}

/** What is filed of a draft: only what the checklist asks for. Earlier answers may have left more behind. */
export function filedPartOf({ draft, checklist }: Pick<DraftView, 'draft' | 'checklist'>): Pick<Draft, 'form' | 'materials'> {
  const listed = new Set(checklist.materials.map(({ id }) => id))
  return {
    form: Object.fromEntries(Object.entries(draft.form).filter(([name]) => Object.hasOwn(checklist.form.properties, name))),
    materials: draft.materials.filter(({ materialId }) => listed.has(materialId)),
  }
}

export interface Open { path: string; message: string; href: string }

/** Everything still missing or wrong in the order of the pages, each with the page where it is put right. */
export function openPoints(view: DraftView): Open[] {
  const { form, materials } = filedPartOf(view)
  const order = view.checklist.form['x-pages'].flatMap(({ fields }) => fields)
  const ofForm = checkForm(view.checklist.form, form, view.today)
    .toSorted((one, other) => order.indexOf(one.path) - order.indexOf(other.path))
    .map(({ path, message }) => ({ path: `form.${path}`, message }))
  const faults = [...ofForm, ...givenFaults(view.checklist.materials, materials, view.today)]
  return faults.map((fault) => ({ ...fault, href: placeOf(view, fault) }))
}

/** The page of a fault: form.NAME, materials.ID, or materials.INDEX.promisedBy. */
function placeOf({ draft, checklist, ...view }: DraftView, { path }: FieldError): string {
  const [part, name = '', detail] = path.split('.')
  const start = `/apply/${draft.id}`
  if (part === 'form') return `${start}/form/${pageWith(checklist.form, name)}?from=check`
  const id = detail === undefined ? name : filedPartOf({ draft, checklist, ...view }).materials[Number(name)]?.materialId
  return `${start}/materials/${id ?? ''}`
}

/** The first page, or the first that is not complete yet; the check page when all is there. */
export function resumePath(view: DraftView): string {
  const [first] = openPoints(view)
  const start = `/apply/${view.draft.id}`
  if (Object.keys(view.draft.form).length === 0 && view.checklist.form['x-pages'].length > 0) return `${start}/form/1`
  if (first === undefined) return `${start}/check`
  return first.path.startsWith('form.') ? first.href.replace('?from=check', '') : `${start}/materials`
}

/** Whether the item is meant for an applicant of this kind; a person may still apply for her firm, so this only warns. */
export function isForApplicant({ item, applicant }: Pick<DraftView, 'item' | 'applicant'>): boolean {
  return item.audience.includes(applicant.kind === 'person' ? 'person' : 'enterprise')
}

export function isAsked({ source }: Material): boolean {
  return source !== 'shared'
}

/** What one material of a joint matter is used for; nothing where it serves the only item. */
export function servesWords({ item, lanes }: Pick<DraftView, 'item' | 'lanes'>, materialId: string): string | undefined {
  const names = servedBy(item, lanes.taken, materialId)
  return names.length === 0 ? undefined : `用于：${names.join('、')}`
}

export function isPromise(given: GivenMaterial): given is Extract<GivenMaterial, { promisedBy: string }> {
  return 'promisedBy' in given
}
