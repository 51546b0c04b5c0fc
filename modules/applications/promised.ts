import { Type, type Static } from 'typebox'
import { sql } from 'kysely'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import type { Call, Case, StepFacts, StepInput } from '#kernel'
import { GIVEN_MAX, materialName, promisedOf } from '#base/materials'
import { keepGiven, refuseForeignFiles } from './given.ts'
import { PROMISE_RULE } from './promise-rule.ts'

const NOTE_MAX = 2000
const closed = { additionalProperties: false } as const
const note = Type.Optional(Type.String({ title: '说明', maxLength: NOTE_MAX, visibility: 'applicant' }))

/** What the applicant hands in after acceptance, as she promised. */
export const HandIn = Type.Object({
  materials: Type.Array(Type.Object({ materialId: Type.String({ minLength: 1, maxLength: 64 }), fileId: Id }, closed),
    { title: '补交的材料', minItems: 1, maxItems: GIVEN_MAX, visibility: 'applicant' }),
  note,
}, closed)

/** What the window has taken in on paper: the names of the materials, as they stand on the list. */
export const OnPaper = Type.Object({
  received: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { title: '收到的纸质材料（一行一份）', minItems: 1, maxItems: GIVEN_MAX, visibility: 'applicant' }),
  note,
}, closed)

/** Taken by the system the day after a promise ran out. */
export const Broken = Type.Object({
  materials: Type.Array(Type.Object({ materialId: Type.String(), name: Type.String(), promisedBy: Type.String() }, closed), {
    title: '逾期没有补交的材料', visibility: 'applicant',
  }),
  reason: Type.String({ title: '说明', visibility: 'applicant' }),
}, closed)

/** The review stands still until the material is there. */
export const Wait = Type.Object({
  furtherWorkingDays: Type.Optional(Type.Integer({ title: '再等几个工作日', minimum: 1, maximum: 60, visibility: 'applicant' })),
  reason: Type.String({ title: '告诉申请人的话', minLength: 2, maxLength: NOTE_MAX, visibility: 'applicant' }),
}, closed)

export async function recordHandIn(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against HandIn.
  const { materials } = data as Static<typeof HandIn>
  const promised = promisedOf(found)
  const strange = materials.flatMap(({ materialId }, index) =>
    (Object.hasOwn(promised, materialId) ? [] : [{ path: `materials.${index}.materialId`, message: '这份材料没有约定补交，请去掉' }]))
  if (strange.length > 0) throw new Refusal('invalid', '只能补交约定补交的材料', strange)
  await refuseForeignFiles(call, materials)
  await settle(call, found, materials.map(({ materialId }) => materialId))
  await keepGiven(call, found.id, materials)
}

export async function recordOnPaper(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  const ids = idsOnPaper(found, data)
  await settle(call, found, ids)
  await sql`insert into applications.material (case_id, material_id, given_on, on_paper)
    select ${found.id}::uuid, id, ${call.today}::date, true from unnest(${ids}::text[]) id`.execute(call.tx)
}

/** Marks the promises as broken; the mark stays when the material comes after all. */
export async function recordBroken(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against Broken.
  const { materials } = data as Static<typeof Broken>
  await sql`update applications.material set broken_on = ${call.today}
    where case_id = ${found.id} and promised_by is not null and not replaced and material_id = any(${materials.map(({ materialId }) => materialId)})`.execute(call.tx)
}

/** What is handed in is promised no longer. */
export function afterHandIn({ found, data }: StepInput): Pick<Case, 'traits'> {
  // Safe: the kernel has checked the data against HandIn.
  return without(found, (data as Static<typeof HandIn>).materials.map(({ materialId }) => materialId))
}

export function afterOnPaper({ found, data }: StepInput): Pick<Case, 'traits'> {
  return without(found, idsOnPaper(found, data))
}

/** The promises that ran out: from now on the department may act on them. */
export function afterBroken({ found, data }: StepInput): Pick<Case, 'traits'> {
  // Safe: the kernel has checked the data against Broken.
  const ids = (data as Static<typeof Broken>).materials.map(({ materialId }) => materialId)
  return { traits: { ...found.traits, broken: [...new Set([...brokenOf(found), ...ids])] } }
}

/** The materials whose promise was broken and that have not come since. */
export function brokenOf({ traits }: Pick<Case, 'traits'>): string[] {
  const broken = traits['broken']
  return Array.isArray(broken) ? broken.filter((id) => typeof id === 'string') : []
}

export function nothingPromised({ found }: Pick<StepFacts, 'found'>): string | undefined {
  return Object.keys(promisedOf(found)).length > 0 ? undefined : '本办件没有约定以后补交的材料'
}

/** A licence is not granted on a promise: 容缺 is for acceptance. */
export function stillPromised({ found }: Pick<StepFacts, 'found'>): string | undefined {
  const names = Object.keys(promisedOf(found)).map((id) => `“${materialName(found, id) ?? id}”`)
  return names.length > 0 ? `申请人约定补交的${names.join('、')}还没有收到，收到后再继续` : undefined
}

export function waitRefusal({ found }: Pick<StepFacts, 'found'>): string | undefined {
  if (brokenOf(found).length === 0) return '没有逾期未补的材料，不能暂停审查'
  return PROMISE_RULE.afterBroken.includes('wait') ? undefined : '按本机关的规定，逾期未补的不再等待，请终止办理'
}

async function settle(call: Call, found: Case, ids: readonly string[]): Promise<void> {
  await sql`update applications.material set replaced = true where case_id = ${found.id} and material_id = any(${ids})`.execute(call.tx)
}

function idsOnPaper(found: Case, data: Record<string, unknown>): string[] {
  // Safe: the kernel has checked the data against OnPaper.
  const { received } = data as Static<typeof OnPaper>
  const promised = Object.keys(promisedOf(found))
  const ids = received.map((line) => promised.find((id) => id === line.trim() || materialName(found, id) === line.trim()))
  const strange = ids.flatMap((id, index) =>
    (id === undefined ? [{ path: `received.${index}`, message: `“${received[index] ?? ''}”不在约定补交的材料里，请照材料清单上的名称写` }] : []))
  if (strange.length > 0) throw new Refusal('invalid', '有的材料不在约定补交的材料里', strange)
  return [...new Set(ids.flatMap((id) => id ?? []))]
}

function without(found: Case, ids: readonly string[]): Pick<Case, 'traits'> {
  const promised = Object.fromEntries(Object.entries(promisedOf(found)).filter(([id]) => !ids.includes(id)))
  return { traits: { ...found.traits, promised, broken: brokenOf(found).filter((id) => !ids.includes(id)) } }
}
