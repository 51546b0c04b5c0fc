import { isDay } from '#platform/day'
import { Refusal, type FieldError } from '#platform/refusal'
import type { Call } from '#kernel'
import { ownFiles, type GivenMaterial } from '#base/materials'
import type { Checklist } from '#base/catalog'
import type { ApplicationTables } from './tables.ts'

type ListedMaterial = Checklist['materials'][number]

/** What is wrong with the materials as a whole, everything at once; empty when the case may be filed. Pure. */
export function givenFaults(listed: readonly ListedMaterial[], given: readonly GivenMaterial[], today: string): FieldError[] {
  return [...entryFaults(listed, given, today), ...missing(listed, given)]
}

/** What is wrong with single materials, whether or not all are there. Pure. */
export function entryFaults(listed: readonly ListedMaterial[], given: readonly GivenMaterial[], today: string): FieldError[] {
  return [...given.flatMap((entry, index) => entryFault(listed, entry, { index, today })), ...tooMany(listed, given)]
}

/** Refuses files that are not the applicant's own: a file's id is no key to somebody else's papers. */
export async function refuseForeignFiles(call: Call, given: readonly GivenMaterial[]): Promise<void> {
  const wanted = given.flatMap((entry) => ('fileId' in entry ? [entry.fileId] : []))
  const own = new Set(await ownFiles(call, wanted))
  const foreign = given.flatMap((entry, index) =>
    ('fileId' in entry && !own.has(entry.fileId) ? [{ path: `materials.${index}.fileId`, message: '没有这个文件，请重新上传' }] : []))
  if (foreign.length > 0) throw new Refusal('invalid', '有的材料文件找不到，请重新上传后再提交', foreign)
}

/** Keeps what was given; an earlier file for the same material stays on record as replaced. */
export async function keepGiven(call: Call, caseId: string, given: readonly GivenMaterial[]): Promise<void> {
  if (given.length === 0) return
  await call.tx.withTables<ApplicationTables>().insertInto('applications.material').values(given.map((entry) => ({
    case_id: caseId, material_id: entry.materialId, given_on: call.today,
    file_id: 'fileId' in entry ? entry.fileId : null, promised_by: 'promisedBy' in entry ? entry.promisedBy : null,
  }))).execute()
}

function entryFault(listed: readonly ListedMaterial[], entry: GivenMaterial, { index, today }: { index: number; today: string }): FieldError[] {
  const material = listed.find(({ id }) => id === entry.materialId)
  if (!material) return [{ path: `materials.${index}.materialId`, message: '这件事不需要这份材料，请去掉' }]
  if ('fileId' in entry) return []
  const path = `materials.${index}.promisedBy`
  if (material.need !== 'deferrable') return [{ path, message: `“${material.name}”不能容缺，请上传材料` }]
  if (!isDay(entry.promisedBy) || entry.promisedBy <= today) return [{ path, message: `请填写今天以后的日期，承诺在那一天前补交“${material.name}”` }]
  return []
}

/** A receipt has two digits for the copies of one material. */
const FILES_A_MATERIAL_MAX = 99

function tooMany(listed: readonly ListedMaterial[], given: readonly GivenMaterial[]): FieldError[] {
  return listed
    .filter(({ id }) => given.filter((entry) => entry.materialId === id).length > FILES_A_MATERIAL_MAX)
    .map(({ id, name }) => ({ path: `materials.${id}`, message: `“${name}”最多 ${FILES_A_MATERIAL_MAX} 个文件，请合并后再上传` }))
}

function missing(listed: readonly ListedMaterial[], given: readonly GivenMaterial[]): FieldError[] {
  return listed
    .filter(({ id, need, source }) => need !== 'optional' && source !== 'shared' && !given.some((entry) => entry.materialId === id))
    .map(({ id, name, need }) => ({ path: `materials.${id}`, message: need === 'deferrable' ? `请上传“${name}”，或者承诺补交的日期` : `请上传“${name}”` }))
}
