import { inTransaction } from '#platform/database'
import type { Upload } from '#platform/endpoint'
import { Refusal, type FieldError } from '#platform/refusal'
import { caseFor, eventsOf, openedForm, takeStep, type Call, type Case } from '#kernel'
import { checklistOf, itemVersion, readFormFields, type ItemForm } from '#base/catalog'
import { filesById, ownFiles, receiveFile } from '#base/materials'
import { faultsOf, tidyText } from '#base/pages'
import { answersOf } from '../../application.ts'
import type { Correction } from '#base/materials'
import type { Kept, Problem } from './supplement-page.ts'

export interface Correcting { found: Case; form: ItemForm; problems: Problem[]; note: string | undefined }

/** What the notice of this case asked for, as its log keeps it. */
export async function correctingOf(call: Call, caseId: string): Promise<Correcting> {
  const { found: kept } = await caseFor(call, caseId, ['applicant', 'agent'])
  const found = { ...kept, form: openedForm(call.kernel.vault, kept) }
  const [item, answers, events] = await Promise.all([
    itemVersion(call.tx, found.itemCode, found.itemVersion), answersOf(call.tx, found.id), eventsOf(call.tx, found.id),
  ])
  const { materials, form } = checklistOf(item, answers)
  // Safe: the kernel has checked the data of this step against Correction before it wrote the event.
  const data = (events.findLast(({ step }) => step === 'requestCorrection')?.data ?? {}) as Partial<Correction>
  const problems = (data.materials ?? []).map((entry) => {
    const listed = materials.find(({ id }) => id === entry.materialId)
    const name = listed?.name ?? entry.name ?? entry.materialId
    return { materialId: entry.materialId, name, problems: entry.problems, isListed: listed !== undefined }
  })
  return { found, form, problems, note: data.note === '' ? undefined : data.note }
}

/** What one press of the button brought. */
export interface Parcel { key: string; note: string; values: Record<string, unknown>; blank: string[]; kept: Kept[]; faults: FieldError[] }

/**
 * Reads the request to its end: files that can be taken are kept, also when others are refused. An upload knows the fields
 * that came before it; the page ends with a file field that stays empty, so that the last one knows them all.
 */
export async function unpack(call: Call, { form, problems }: Pick<Correcting, 'form' | 'problems'>, uploads: AsyncIterable<Upload>): Promise<Parcel> {
  const fresh: { materialId: string; fileId: string }[] = []
  const faults: FieldError[] = []
  let fields: Readonly<Record<string, string>> = {}
  try {
    for await (const upload of uploads) {
      fields = upload.fields
      const problem = problems.find(({ materialId }) => upload.field === `file.${materialId}`)
      if (problem === undefined || upload.fileName === '') continue
      const taken = await receiveOrFault(call, upload)
      if (typeof taken === 'string') fresh.push({ materialId: problem.materialId, fileId: taken })
      else faults.push(...taken)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    faults.push({ path: '', message: error.message })
  }
  const entries = [...Object.entries(fields).flatMap(([name, value]) => (name.startsWith('kept.') ? keptEntry(value) : [])), ...fresh]
  const { key = '', note = '' } = fields
  return { key, note: note.trim(), values: valuesOf(form, fields), blank: blankIn(form, fields), kept: await keptOf(call, entries), faults }
}

/** Hands everything in as one step; the same parcel twice has one effect. */
export async function handIn(call: Call, { found, problems }: Correcting, { key, note, values, blank, kept, faults }: Parcel): Promise<void> {
  const changed = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== found.form[name]))
  const cleared = blank.filter((name) => Object.hasOwn(found.form, name))
  const isExplained = note !== '' || Object.keys(changed).length + cleared.length > 0
  const missing = isExplained ? [] : problems
    .filter(({ materialId, isListed }) => isListed && !kept.some((one) => one.materialId === materialId))
    .map(({ materialId, name }) => ({ path: `file.${materialId}`, message: `请上传改好的“${name}”；交不了的，请在说明里写明` }))
  const all = [...faults, ...missing.filter(({ path }) => !faults.some((fault) => fault.path === path))]
  if (all.length > 0) throw new Refusal('invalid', '请改正标出的地方', all)
  const data = {
    materials: kept.map(({ materialId, file }) => ({ materialId, fileId: file.fileId })),
    ...(Object.keys(changed).length > 0 && { form: changed }), ...(cleared.length > 0 && { cleared }), ...(note !== '' && { note }),
  }
  const idempotencyKey = key === '' ? undefined : key
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, found.id, 'supplement', { data, idempotencyKey }))
}

async function receiveOrFault(call: Call, upload: Upload): Promise<string | FieldError[]> {
  try {
    return (await receiveFile(call, upload)).fileId
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
    return faultsOf(error).map(({ message }) => ({ path: upload.field, message: `${upload.fileName}：${message}` }))
  }
}

function keptEntry(text: string): { materialId: string; fileId: string }[] {
  const at = text.lastIndexOf(':')
  return at < 0 ? [] : [{ materialId: text.slice(0, at), fileId: text.slice(at + 1) }]
}

/** Only the actor's own files: a hidden field is no proof. */
async function keptOf(call: Call, entries: readonly { materialId: string; fileId: string }[]): Promise<Kept[]> {
  const own = new Set(await ownFiles(call, entries.map(({ fileId }) => fileId)))
  const files = await filesById(call.tx, [...own])
  return entries.flatMap(({ materialId, fileId }) => {
    const file = files.get(fileId)
    return file === undefined ? [] : [{ materialId, file }]
  })
}

/** The fields that were on the page and left, or made, empty. */
function blankIn(form: ItemForm, fields: Readonly<Record<string, string>>): string[] {
  return Object.keys(form.properties).filter((name) => fields[`form.${name}`]?.trim() === '')
}

function valuesOf(form: ItemForm, fields: Readonly<Record<string, string>>): Record<string, unknown> {
  const typed = Object.entries(form.properties).flatMap(([name, shape]) => {
    const text = fields[`form.${name}`]
    return text === undefined ? [] : [[name, tidyText(shape, text)]]
  })
  return readFormFields(form, Object.fromEntries(typed))
}
