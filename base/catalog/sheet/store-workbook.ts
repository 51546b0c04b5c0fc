import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { canonicalJson } from '#platform/sm'
import type { RuleContext } from '../consistency-rule.ts'
import { problemsOf } from '../consistency.ts'
import { shown } from '../import/finding.ts'
import type { SourceRow } from '../import/source-row.ts'
import type { Item } from '../item.ts'
import type { CatalogTables } from '../tables.ts'
import { planEditions, storeEditions, type Edition, type Progress, type Stored } from '../versions.ts'
import { noteChanges, type Author } from '../changes.ts'
import { findingAt, type SheetFinding } from './finding.ts'
import type { ReadWorkbook, SheetItem } from './read-workbook.ts'

export interface Storing {
  today: Day
  organisations: RuleContext['organisations']
  isDryRun: boolean
  /** Who imports, for the history of each item. */
  by: Author
  onProgress?: Progress
}

/** What became of each item, or why not one of them was stored. */
export interface StoredWorkbook { stored: Stored[]; errors: SheetFinding[] }

/**
 * Second phase: all items of a workbook or none. An item that says what its newest version says is left alone, so the same file
 * twice has one effect; what is new or changed must pass the rules for publishing. A day that has passed does not begin anything
 * anew: what is changed holds from today. Items from the provincial portal are taken as the portal gives them.
 */
export async function storeWorkbook(tx: Tx, { items, imported }: ReadWorkbook, {
  today, organisations, isDryRun, by, onProgress,
}: Storing): Promise<StoredWorkbook> {
  await sql`lock table catalog.item in share row exclusive mode`.execute(tx)
  const newest = await newestOf(tx, items.map(({ item }) => item.code))
  const whole = items.map((own) => ({ ...own, item: withJoint(own.item, newest.get(own.item.code)) }))
  const settled = whole.map((own) => ({ ...own, ...settle(own.item, newest.get(own.item.code), today) }))
  const itemOf = await joinedBy(tx, whole.map(({ item }) => item))
  const errors = settled.filter(({ isSame }) => !isSame).flatMap((own) => findingsOf(own, { organisations, itemOf }))
  if (errors.length > 0) return { stored: [], errors }
  const editions: Edition[] = [...settled.map(({ edition }) => edition), ...imported]
  if (isDryRun) return { stored: await planEditions(tx, editions), errors }
  const stored = await storeEditions(tx, editions, onProgress)
  const changes = stored.filter(({ outcome }) => outcome !== 'unchanged')
  await noteChanges(tx, by, changes.map(({ code, version, outcome }) => ({ code, version, what: 'import', words: [outcome === 'new' ? '由表格新增' : '由表格更新'] })))
  return { stored, errors }
}

interface Newest { document: Item; source: SourceRow | null; status: string }
interface Settled { edition: Edition; isSame: boolean }

async function newestOf(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, Newest>> {
  const rows = await tx.withTables<CatalogTables>().selectFrom('catalog.item').distinctOn('code').select(['code', 'document', 'source', 'status'])
    .where('code', '=', sql<string>`any(${codes})`).orderBy('code').orderBy('version', 'desc').execute()
  return new Map(rows.map(({ code, ...row }) => [code, row]))
}

/** How an item joins others is drawn in the editor; no sheet says it, so that it stays as it was. */
function withJoint(item: Item, newest: Newest | undefined): Item {
  const joint = newest?.document.joint
  return joint ? { ...item, joint } : item
}

/** The items joined by any of these: as the workbook has them, else as published. */
async function joinedBy(tx: Tx, items: readonly Item[]): Promise<NonNullable<RuleContext['itemOf']>> {
  const codes = items.flatMap(({ joint }) => joint?.lanes.map(({ itemCode }) => itemCode) ?? [])
  const published = await newestOf(tx, codes)
  const own = new Map(items.map((item) => [item.code, item]))
  return (code) => own.get(code) ?? published.get(code)?.document
}

function settle(item: Item, newest: Newest | undefined, today: Day): Settled {
  const hasPassed = item.effectiveFrom <= today
  if (newest?.status === 'published') {
    const kept = hasPassed ? { ...item, effectiveFrom: newest.document.effectiveFrom } : item
    if (comparable(kept) === comparable(newest.document)) return { edition: { item: newest.document, source: newest.source }, isSame: true }
  }
  return { edition: { item: newest && hasPassed ? { ...item, effectiveFrom: today } : item, source: null }, isSame: false }
}

/** Neither the number of the version nor the order in which required fields are named is content. */
function comparable({ version: _, form, ...content }: Item): string {
  return canonicalJson({ ...content, form: { ...form, required: form.required.toSorted() } })
}

function findingsOf({ item, placeOf }: SheetItem, context: RuleContext): SheetFinding[] {
  return problemsOf(item, context).map(({ path, text, cure }) =>
    findingAt(placeOf(path), { value: shown(valueAt(item, path)), reason: text, suggestion: cure, severity: 'error' }))
}

function valueAt(item: Item, path: string): unknown {
  const found = path.split('.').reduce<unknown>((holder, name) => Object(holder)[name], item)
  return typeof found === 'object' ? undefined : found
}
