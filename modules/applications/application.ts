import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { caseFor, type Call, type Case } from '#kernel'
import { checklistOf, itemVersion, type Item } from '#base/catalog'
import { isJoint } from '#base/joint'
import { filesById, type FileFacts } from '#base/materials'
import type { ApplicationTables } from './tables.ts'

const ROWS_MAX = 500

/** How the applicant answered the questions of the guide; fixed for the life of the case. */
export async function answersOf(tx: Tx, caseId: string): Promise<Record<string, string>> {
  const row = await tx.withTables<ApplicationTables>().selectFrom('applications.application').select('answers').where('case_id', '=', caseId).executeTakeFirst()
  return row?.answers ?? {}
}

export interface MaterialState {
  id: string
  name: string
  need: string
  source: string
  guidance: string | null
  /** What the window checks, line by line. */
  checks: string[]
  /** What the correction notice said of it. */
  problems: string[]
  /** Nobody is asked for it: another item of the same matter makes it; with the number of its case where that was known when this one began. */
  produced: { number: string | null } | null
  given: { file: FileFacts | null; promisedBy: string | null; givenOn: string; replaced: boolean; onPaper: boolean; brokenOn: string | null }[]
}

/** Cases of other kinds are about an item too (咨询, 差评), but nobody was asked its questions or handed in its materials. */
export const APPLICATION_TYPE = 'application'

/** One's own, or made with others as one. */
export function isApplication(found: Pick<Case, 'type'>): boolean {
  return found.type === APPLICATION_TYPE || isJoint(found)
}

/** Each material of the case's own checklist with what was given for it and what was found wrong: nothing has to be looked up twice. */
export async function materialsOf(tx: Tx, found: Case): Promise<{ item: Item; answers: Record<string, string>; materials: MaterialState[] }> {
  const tables = tx.withTables<ApplicationTables>()
  const [item, answers, given, problems] = await Promise.all([
    itemVersion(tx, found.itemCode, found.itemVersion),
    answersOf(tx, found.id),
    tables.selectFrom('applications.material').selectAll().where('case_id', '=', found.id).orderBy('id').limit(ROWS_MAX).execute(),
    tables.selectFrom('applications.problem').selectAll().where('case_id', '=', found.id).limit(ROWS_MAX).execute(),
  ])
  const files = await filesById(tx, given.flatMap((row) => row.file_id ?? []))
  const materials = checklistOf(item, answers).materials.map((material): MaterialState => ({
    id: material.id, name: material.name, need: material.need, source: material.source, guidance: material.guidance ?? null, checks: material.checks,
    problems: problems.find((row) => row.material_id === material.id)?.problems ?? [], produced: producedIn(found).get(material.id) ?? null,
    given: given.filter((row) => row.material_id === material.id).map((row) => ({
      file: files.get(row.file_id ?? '') ?? null, promisedBy: row.promised_by, givenOn: row.given_on, replaced: row.replaced,
      onPaper: row.on_paper, brokenOn: row.broken_on,
    })),
  }))
  return { item, answers, materials }
}

/** Materials that are the outcome of another item of a joint matter. Where both began at once, the name of its lane is kept instead of a number. */
function producedIn({ traits: { produced } }: Case): ReadonlyMap<string, { number: string | null }> {
  return new Map(Object.entries(produced ?? {}).map(([material, from]) => [material, { number: isCaseNumber(from) ? from : null }]))
}

function isCaseNumber(text: unknown): text is string {
  return typeof text === 'string' && /^\d{19}$/.test(text)
}

/** Who may open the papers of a case: both sides of it, not those who only supervise. */
export const MATERIAL_READERS = ['applicant', 'agent', 'window', 'owner', 'approver', 'handler'] as const

/** The file, if it belongs to this case and the actor may read the case's papers. */
export async function fileOfCase(call: Call, caseId: string, fileId: string): Promise<string> {
  const { found } = await caseFor(call, caseId, MATERIAL_READERS)
  const row = await call.tx.withTables<ApplicationTables>().selectFrom('applications.material').select('file_id')
    .where('case_id', '=', found.id).where('file_id', '=', fileId).limit(1).executeTakeFirst()
  if (!row?.file_id) throw new Refusal('not-found', '本办件没有这个文件')
  return row.file_id
}
