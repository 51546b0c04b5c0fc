import { sql } from 'kysely'
import { Refusal } from '#platform/refusal'
import { openedForm, type Call, type Case } from '#kernel'
import { checkForm, checklistOf, itemVersion } from '#base/catalog'
import { revisedForm, type Supplement } from '#base/materials'
import { answersOf } from './application.ts'
import { entryFaults, keepGiven, refuseForeignFiles } from './given.ts'

/** A supplement is a fresh receipt: it must hold something, and what it holds must be right. */
export async function recordSupplement(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against Supplement.
  const { materials = [], form, cleared = [] } = data as Supplement
  if (materials.length + cleared.length === 0 && Object.keys(form ?? {}).length === 0) throw new Refusal('invalid', '请补交材料或改正填写的内容后再提交')
  await refuseWrong(call, found, { materials, cleared, ...(form && { form }) })
  await refuseForeignFiles(call, materials)
  await replaceGiven(call, found, materials)
}

/** What came with the parent's supplement has been looked at there. */
export async function recordTogether(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against Supplement.
  const { materials = [] } = data as Supplement
  await replaceGiven(call, found, materials)
}

async function replaceGiven(call: Call, found: Case, materials: NonNullable<Supplement['materials']>): Promise<void> {
  await sql`update applications.material set replaced = true where case_id = ${found.id} and material_id = any(${materials.map((entry) => entry.materialId)})`.execute(call.tx)
  await keepGiven(call, found.id, materials)
}

async function refuseWrong(call: Call, found: Case, { materials, form, cleared }: Pick<Supplement, 'materials' | 'form' | 'cleared'>): Promise<void> {
  const [item, answers] = await Promise.all([itemVersion(call.tx, found.itemCode, found.itemVersion), answersOf(call.tx, found.id)])
  const checklist = checklistOf(item, answers)
  const faults = [
    ...entryFaults(checklist.materials, materials ?? [], call.today),
    ...(form || cleared?.length
      ? checkForm(checklist.form, openedForm(call.kernel.vault, { id: found.id, form: revisedForm(found, { form, cleared }) }), call.today).map(
          ({ path, message }) => ({ path: `form.${path}`, message }),
        )
      : []),
  ]
  if (faults.length > 0) throw new Refusal('invalid', '补正的内容有误，请按提示修改后再提交', faults)
}
