import { sql } from 'kysely'
import { Refusal } from '#platform/refusal'
import type { Call, Case } from '#kernel'
import { materialName, type Correction } from '#base/materials'
import type { ApplicationTables } from './tables.ts'

/** Keeps what is wrong beside each material, where the applicant will mend it. */
export async function recordCorrection(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against Correction.
  const { materials } = data as Correction
  refuseNameless(found, materials)
  await sql`
    insert into applications.problem (case_id, material_id, problems)
    select ${found.id}, entry->>'materialId', array(select jsonb_array_elements_text(entry->'problems'))
    from jsonb_array_elements(${JSON.stringify(materials)}::jsonb) entry
    on conflict (case_id, material_id) do update set problems = applications.problem.problems || excluded.problems
  `.execute(call.tx.withTables<ApplicationTables>())
}

/** The notice names every material; what is not on the case's list has to be given its name here. */
function refuseNameless(found: Case, materials: Correction['materials']): void {
  const nameless = materials.flatMap(({ materialId, name }, index) => (materialName(found, materialId) || name?.trim() ? [] : [index]))
  const fields = nameless.map((index) => ({ path: `materials.${index}.name`, message: '这份材料不在本办件的材料清单里，请写明它的名称' }))
  if (fields.length > 0) throw new Refusal('invalid', '补正告知书要写明每份材料的名称，请补上', fields)
}
