import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { CatalogTables } from './tables.ts'

export interface Retirement { on: Day; reason: string; name: string }

/** Why an item is not offered, or from when on it will not be; undefined where it simply holds, or never was. */
export async function retirementOf(tx: Tx, code: string): Promise<Retirement | undefined> {
  const row = await tx.withTables<CatalogTables>().selectFrom('catalog.retirement as retirement')
    .innerJoin('catalog.item as item', 'item.code', 'retirement.code')
    .select(['retirement.retired_on as on', 'retirement.reason', 'item.name', 'item.status', 'item.effective_to as endsOn'])
    .where('retirement.code', '=', code).orderBy('item.version', 'desc').limit(1).executeTakeFirst()
  if (!row) return undefined
  // Published again since, so that nothing ends on that day any more.
  const holds = row.status === 'published' && (row.endsOn === null || row.endsOn >= row.on)
  return holds ? undefined : { on: row.on, reason: row.reason, name: row.name }
}

/** The sentence for people: what is no more, since when, why, and what becomes of those who have applied. */
export function retirementWords({ on, reason, name }: Retirement, today: Day): string {
  const when = on <= today ? `“${name}”从 ${on} 起不再办理` : `“${name}”办到 ${on} 前一天为止，${on} 起不再办理`
  return `${when}。原因：${reason.replace(/[。．.]+$/, '')}。已经提交的申请照常办完`
}
