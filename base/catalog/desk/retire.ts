import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { noteChanges, type Author } from '../changes.ts'
import { retireItem } from '../items.ts'

export interface Retiring { code: string; /** The first day on which it is no longer offered. */ on: Day; reason: string }

/**
 * Takes an item out of force from a day on: from now where the day is today, otherwise nothing changes until then. Cases that run
 * keep their version and go on. Refuses with `not-found` when nothing is published, with `invalid` a day that has passed.
 */
export async function retireFrom(tx: Tx, { code, on, reason }: Retiring, { today, by }: { today: Day; by: Author }): Promise<void> {
  if (!isDay(on)) throw new Refusal('invalid', `“${on}”不是真实的日子，请按“年-月-日”写`, [{ path: 'on', message: '请写真实的日子' }])
  if (on < today) throw new Refusal('invalid', '停用日期不能早于今天，请选今天或以后的日子', [{ path: 'on', message: `请选 ${today} 或以后的日子` }])
  await (on === today ? retireItem(tx, code) : endBefore(tx, code, on))
  await sql`
    insert into catalog.retirement (code, retired_on, reason, decided_at, decided_by, decided_by_name) values (${code}, ${on}, ${reason}, ${by.at}, ${by.id}, ${by.name})
    on conflict (code) do update set retired_on = excluded.retired_on, reason = excluded.reason, decided_at = excluded.decided_at,
      decided_by = excluded.decided_by, decided_by_name = excluded.decided_by_name`.execute(tx)
  await noteChanges(tx, by, [{ code, what: 'retire', version: null, words: [`自 ${on} 起停用：${reason}`] }])
}

/** Nothing of it holds on that day or later; versions that were to begin later never do. */
async function endBefore(tx: Tx, code: string, on: Day): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    update catalog.item set changed_at = now(),
      status = case when effective_from >= ${on}::date then 'retired' else status end,
      effective_to = case when effective_from >= ${on}::date then effective_to else least(effective_to, ${on}::date - 1) end
    where code = ${code} and status = 'published' returning version`.execute(tx)
  if (rows.length === 0) throw new Refusal('not-found', `没有在用的事项“${code}”，请核对编码`)
}
