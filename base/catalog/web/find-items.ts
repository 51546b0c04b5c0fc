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

/** Owners of the items with their names and how many items each has, those with most first. */
export function ownersOf(items: readonly ItemSummary[], nameOf: (id: string) => string): { id: string; name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { organisation } of items) counts.set(organisation, (counts.get(organisation) ?? 0) + 1)
  const owners = [...counts].map(([id, count]) => ({ id, name: nameOf(id), count }))
  return owners.toSorted((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1))
}

/** What one gets, for the items of one page of results. */
export async function outcomesOf({ tx, today }: Call, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await tx.withTables<CatalogTables>().selectFrom('catalog.item')
    .select(['code', sql<string>`document->'outcome'->>'name'`.as('outcome')])
    .where('code', 'in', codes).where('status', '=', 'published').where('effective_from', '<=', today)
    .orderBy('version').limit(codes.length * VERSIONS_MAX).execute()
  return new Map(rows.map(({ code, outcome }) => [code, outcome]))
}

const VERSIONS_MAX = 50
