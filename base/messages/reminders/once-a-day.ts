import { runSql } from '#platform/database'
import type { Call } from '#kernel'

/**
 * Whether this is the first time today. Stands or falls with the transaction of the call: work that fails is tried again, and of
 * several processes one does it.
 */
export async function isFirstToday({ tx, today }: Call, name: string): Promise<boolean> {
  const rows = await runSql(tx, 'insert into messages.day_done (name, on_day) values ($1, $2) on conflict do nothing returning name', [name, today])
  return rows.length > 0
}
