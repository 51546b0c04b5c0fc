import type { Call, KernelTables } from '#kernel'
import { filesById, type FileFacts } from '#base/materials'
import type { ApplicationTables } from '../../tables.ts'

/** A file the applicant has handed in before, with the matter it was for. */
export interface EarlierFile { file: FileFacts; materialId: string; from: string; givenOn: string }

const FILES_MAX = 20

/**
 * What the applicant gave in earlier cases and may use again, newest first; the same material first of all. Nobody should
 * have to hand in twice what the government has.
 */
export async function earlierFiles(call: Call, materialId: string): Promise<EarlierFile[]> {
  const { id, party, agency } = call.actor
  const parties = agency ? [agency.party] : [id, ...(party === null ? [] : [party])]
  const rows = await call.tx.withTables<ApplicationTables & KernelTables>().selectFrom('applications.material as material')
    .innerJoin('kernel.case as earlier', 'earlier.id', 'material.case_id')
    .select(['material.file_id as fileId', 'material.material_id as materialId', 'material.given_on as givenOn', 'earlier.title as from'])
    .where('earlier.applicant_id', 'in', parties).where('material.file_id', 'is not', null)
    // An agent has only what she has handed in herself for the firm.
    .where((row) => (agency ? row('earlier.agent_id', '=', id) : row.lit(true)))
    .orderBy((row) => row('material.material_id', '=', materialId), 'desc')
    .orderBy('material.given_on', 'desc').orderBy('material.id', 'desc')
    .limit(FILES_MAX).execute()
  const files = await filesById(call.tx, rows.flatMap(({ fileId }) => fileId ?? []))
  const seen = new Set<string>()
  return rows.flatMap(({ fileId, ...row }) => {
    const file = files.get(fileId ?? '')
    if (file === undefined || seen.has(file.fileId)) return []
    seen.add(file.fileId)
    return [{ file, ...row }]
  })
}
