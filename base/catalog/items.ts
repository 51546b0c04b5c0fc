import assert from 'node:assert/strict'
import { sql, type SqlBool } from 'kysely'
import { Compile } from 'typebox/compile'
import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { RuleContext } from './consistency-rule.ts'
import { problemsOf } from './consistency.ts'
import type { ImportedItem } from './import-lines.ts'
import { Item } from './item.ts'
import { retirementOf, retirementWords } from './retirement.ts'
import type { CatalogTables } from './tables.ts'
import { planEditions, storeEditions, type Progress, type Stored } from './versions.ts'

const ITEMS_MAX = 20_000
const itemCheck = Compile(Item)
/** The database cannot store it inside JSON. */
const NUL = '\u0000'

/**
 * Publishes an item as its newest version from `effectiveFrom` on; the version is numbered here. Publishing the same
 * content again changes nothing. Refuses with `invalid` what is not an item, with `rule` what breaks a consistency rule.
 */
export async function publishItem(tx: Tx, item: Item, context: RuleContext): Promise<Stored> {
  refuseMalformed(item)
  const problems = problemsOf(item, await withJoined(tx, item, context))
  const fields = problems.map(({ path, text, cure }) => ({ path, message: `${text}，${cure}` }))
  if (fields.length > 0) throw new Refusal('rule', `事项“${item.name}”有 ${fields.length} 处不符合发布规则，请改正后再发布`, fields)
  const [stored] = await storeEditions(tx, [{ item, source: null }])
  assert(stored)
  return stored
}

/** What a joint matter is held against: the items it joins as they are on the day it comes into force, where the caller has none. */
async function withJoined(tx: Tx, { joint, effectiveFrom }: Item, context: RuleContext): Promise<RuleContext> {
  if (!joint || context.itemOf) return context
  const joined = await itemsInForce(tx, joint.lanes.map(({ itemCode }) => itemCode), effectiveFrom)
  return { ...context, itemOf: (code) => joined.get(code) }
}

/** Second phase of an import, after `readImport` has found no error: all items or, if anything fails, none. */
export async function storeImported(tx: Tx, items: readonly ImportedItem[], onProgress?: Progress): Promise<Stored[]> {
  return storeEditions(tx, items, onProgress)
}

/** What storing them would do, for a dry run; writes nothing. */
export async function planImported(tx: Tx, items: readonly ImportedItem[]): Promise<Stored[]> {
  return planEditions(tx, items)
}

/** The version in force on a day; undefined when there is none. */
export async function findItem(tx: Tx, code: string, today: Day): Promise<Item | undefined> {
  const row = await tx.withTables<CatalogTables>().selectFrom('catalog.item').select('document')
    .where('code', '=', code).where(inForce(today)).executeTakeFirst()
  return row?.document
}

/** The version in force on a day; refuses with `not-found` when there is none. */
export async function itemInForce(tx: Tx, code: string, today: Day): Promise<Item> {
  const item = await findItem(tx, code, today)
  if (!item) throw new Refusal('not-found', await whyNotOffered(tx, code, today))
  return item
}

async function whyNotOffered(tx: Tx, code: string, today: Day): Promise<string> {
  const retirement = await retirementOf(tx, code)
  if (retirement === undefined) return `没有编码为“${code}”的事项，或者它现在不在办理，请用名称重新查找`
  return `${retirementWords(retirement, today)}。要办别的，请用名称重新查找`
}

/** The version a case keeps, in force or not. */
export async function itemVersion(tx: Tx, code: string, version: number): Promise<Item> {
  const row = await tx.withTables<CatalogTables>().selectFrom('catalog.item').select('document')
    .where('code', '=', code).where('version', '=', version).executeTakeFirst()
  assert(row, `a case keeps version ${version} of item ${code}, and versions are never deleted`)
  return row.document
}

/** The same of several items at once, by code; each exactly as its case keeps it. */
export async function itemVersions(tx: Tx, wanted: readonly { code: string; version: number }[]): Promise<Map<string, Item>> {
  const { rows } = await sql<{ document: Item }>`
    select item.document from catalog.item item join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted (code text, version int)
      on wanted.code = item.code and wanted.version = item.version`.execute(tx)
  return new Map(rows.map(({ document }) => [document.code, document]))
}

/** Several items in force on a day, by code; those that are not are left out. */
export async function itemsInForce(tx: Tx, codes: readonly string[], today: Day): Promise<Map<string, Item>> {
  const rows = await tx.withTables<CatalogTables>().selectFrom('catalog.item').select('document')
    .where('code', 'in', codes.length > 0 ? [...codes] : ['']).where(inForce(today)).execute()
  return new Map(rows.map(({ document }) => [document.code, document]))
}

/** Every item in force on a day, by code; for the search index and for lists of the whole catalogue. */
export async function listItemsInForce(tx: Tx, today: Day): Promise<Item[]> {
  const rows = await tx.withTables<CatalogTables>().selectFrom('catalog.item').select('document')
    .where(inForce(today)).orderBy('code').limit(ITEMS_MAX).execute()
  return rows.map(({ document }) => document)
}

/** Takes an item out of force from now on; cases that run go on. Refuses with `not-found` when none is published. */
export async function retireItem(tx: Tx, code: string): Promise<void> {
  const { numUpdatedRows } = await tx.withTables<CatalogTables>().updateTable('catalog.item')
    .set({ status: 'retired', changed_at: sql<Date>`now()` })
    .where('code', '=', code).where('status', '=', 'published').executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refusal('not-found', `没有在用的事项“${code}”，请核对编码`)
}

function refuseMalformed(item: Item): void {
  if (!itemCheck.Check(item)) {
    const fields = itemCheck.Errors(item).map(({ instancePath, message }) =>
      ({ path: instancePath.slice(1).replaceAll('/', '.'), message: `这一项不合要求（${message}），请改正` }))
    throw new Refusal('invalid', '事项的内容不完整或类型不对，请按提示改正', fields)
  }
  if (!itemTextIsSound(item)) throw new Refusal('invalid', '事项里有无法保存的字符，请重新输入，不要粘贴特殊符号')
}

function itemTextIsSound(item: Item): boolean {
  const texts: string[] = []
  JSON.stringify(item, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  return texts.every((text) => text.isWellFormed() && !text.includes(NUL))
}

/** Published, begun, not ended, and no later version holds yet. */
function inForce(today: Day) {
  return sql<SqlBool>`status = 'published' and effective_from <= ${today}::date
    and (effective_to is null or effective_to >= ${today}::date)
    and (superseded_on is null or superseded_on > ${today}::date)`
}
