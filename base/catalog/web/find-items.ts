import { sql } from 'kysely'
import type { Call } from '#kernel'
import { guide } from '../routes.ts'
import type { ItemSummary } from '../guide.ts'
import type { CatalogTables } from '../tables.ts'

const ITEMS_MAX = 20_000

/** Every item in force, from memory. */
export async function allItems(call: Call): Promise<ItemSummary[]> {
  return (await guide.find(call.tx, { page: 1, size: ITEMS_MAX }, call)).items
}

/** The name of an item's owner; imported items bring the names of owners that are not on record here. */
export function ownerNameOf({ kernel }: Pick<Call, 'kernel'>, item: Pick<ItemSummary, 'organisation' | 'organisationName'>): string {
  return item.organisationName ?? kernel.nameOf(item.organisation)
}

/** Owners of the items with their names and how many items each has, those with most first. */
export function ownersOf(call: Pick<Call, 'kernel'>, items: readonly ItemSummary[]): { id: string; name: string; count: number }[] {
  const owners = Map.groupBy(items, ({ organisation }) => organisation)
  const rows = [...owners].map(([id, own]) => ({ id, name: own[0] === undefined ? id : ownerNameOf(call, own[0]), count: own.length }))
  return rows.toSorted((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1))
}

/** What a list of results says of an item beside its summary. */
export interface ResultDetails { outcome: string; unstated: readonly string[] }

/** The details of the items of one page of results. */
export async function detailsOf({ tx, today }: Call, codes: readonly string[]): Promise<Map<string, ResultDetails>> {
  if (codes.length === 0) return new Map()
  const rows = await tx.withTables<CatalogTables>().selectFrom('catalog.item')
    .select(['code', sql<string>`document->'outcome'->>'name'`.as('outcome'), sql<string[] | null>`document->'unstated'`.as('unstated')])
    .where('code', 'in', codes).where('status', '=', 'published').where('effective_from', '<=', today)
    .orderBy('version').limit(codes.length * VERSIONS_MAX).execute()
  return new Map(rows.map(({ code, outcome, unstated }) => [code, { outcome, unstated: unstated ?? [] }]))
}

const VERSIONS_MAX = 50
