/** Applications whose papers a window elsewhere has taken in (异地代收代办): opened when the owner has them, and not before. */
import { Refusal } from '#platform/refusal'
import { findCase, openCase, SYSTEM, takeStep, type Actor, type Call, type Case } from '#kernel'
import { checklistOf, itemInForce } from '#base/catalog'
import type { ApplicationTables } from './tables.ts'
import { openingOf } from './submission.ts'

interface Paper { materialId: string; fileId?: string; originals: number; copies: number }
interface TakenIn { elsewhere: Case; itemCode: string; answers: Record<string, string>; form: Record<string, unknown>; papers: readonly Paper[] }

/** Nothing is refused for being incomplete: that is told in the one correction notice, within five working days from today. */
export async function fileReceived(call: Call, { elsewhere, itemCode, answers, form, papers }: TakenIn): Promise<string> {
  const item = await itemInForce(call.tx, itemCode, call.today)
  const checklist = checklistOf(item, answers)
  const known = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (isFilled(value) && Object.hasOwn(checklist.form.properties, name) ? [[name, value]] : [])),
  )
  const opening = await openingOf({ ...call, actor: applicantOf(elsewhere) }, { itemCode, answers, form: known }, { item, checklist })
  const { applicant, agentId } = elsewhere
  const received = papers.map(({ materialId, originals, copies }) =>
    ({ material: checklist.materials.find(({ id }) => id === materialId)?.name ?? materialId, originals, copies }))
  const { opened } = await openCase({ ...call, actor: applicantOf(elsewhere) }, {
    ...opening, applicant, agentId, parentId: elsewhere.id, data: { answers, received },
  })
  await call.tx.withTables<ApplicationTables>().insertInto('applications.application')
    .values({ case_id: opened.id, answers: JSON.stringify(answers) }).execute()
  await keepPapers(call, opened.id, papers)
  return opened.id
}

/** What the one correction asked for has come with the papers of the other window. */
export async function supplyReceived(call: Call, applicationId: string, papers: readonly Paper[]): Promise<void> {
  const found = await applicationAt(call, applicationId)
  if (found.state !== 'correcting') return
  await keepPapers(call, applicationId, papers)
  await takeStep(throughParent(call, found), applicationId, 'supplementTogether', { data: { note: '补正材料由收件窗口转来' } })
}

export async function withdrawReceived(call: Call, applicationId: string): Promise<void> {
  const found = await applicationAt(call, applicationId)
  if (found.closedAt === null) await takeStep(throughParent(call, found), applicationId, 'withdrawTogether')
}

/** Another window has handed the result over in the place of the owner's own. */
export async function deliverReceived(call: Call, applicationId: string, { recipient }: { recipient: string; place: string }): Promise<void> {
  const found = await applicationAt(call, applicationId)
  if (found.state === 'issued') await takeStep(throughParent(call, found), applicationId, 'deliverTogether', { data: { method: '当场领取', recipient } })
}

const throughParent = (call: Call, { parentId }: Case): Call => ({ ...call, actor: SYSTEM, ...(parentId !== null && { through: parentId }) })

async function applicationAt(call: Call, id: string): Promise<Case> {
  const found = await findCase(call.tx, id)
  if (!found) throw new Refusal('not-found', '没有这个办件')
  return found
}

/** The application is opened in her name. */
function applicantOf({ applicant: { kind, id, name } }: Pick<Case, 'applicant'>): Actor {
  return { id, name, roles: [], organisation: null, party: kind === 'organisation' ? id : null }
}

const isFilled = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

async function keepPapers({ tx, today }: Call, caseId: string, papers: readonly Paper[]): Promise<void> {
  if (papers.length === 0) return
  await tx.withTables<ApplicationTables>().insertInto('applications.material').values(papers.map(({ materialId, fileId }) => ({
    case_id: caseId, material_id: materialId, given_on: today, file_id: fileId ?? null, promised_by: null, on_paper: fileId === undefined,
  }))).execute()
}
