import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { Alteration } from '#kernel'
import { leafOf, rootOf } from './merkle.ts'

/** More than anybody reads; one is enough to fail. */
const NAMED_MAX = 1000

/** What no longer agrees with the published digests, whoever rewrote it and however consistently. */
export async function alteredSinceDigest(tx: Tx): Promise<Alteration[]> {
  const { rows } = await sql<{ caseId: string; number: string | null; seq: number; day: string }>`
    select leaf.case_id as "caseId", c.number, leaf.seq, leaf.day from public_progress.digest_leaf leaf
    left join kernel.case c on c.id = leaf.case_id
    left join lateral (
      select seq, hash from kernel.event e where e.case_id = leaf.case_id and e.on_day = leaf.day order by seq desc limit 1) now on true
    where now.hash is distinct from leaf.hash or now.seq is distinct from leaf.seq
    union
    select e.case_id, c.number, e.seq, e.on_day from kernel.event e left join kernel.case c on c.id = e.case_id
    where e.on_day <= (select max(day) from public_progress.digest)
      and not exists (select from public_progress.digest_leaf leaf where leaf.case_id = e.case_id and leaf.day = e.on_day)
    order by 1, 3 limit ${NAMED_MAX}`.execute(tx)
  return rows.map(({ caseId, number, seq, day }) => ({ caseId, number: number ?? '', seq, field: 'digest', text: `第 ${seq} 条记录与 ${day} 公布的摘要不符` }))
}

/** The days whose published root is not that of the leaves kept with it. */
export async function* brokenDigests(tx: Tx): AsyncGenerator<string> {
  const { rows: days } = await sql<{ day: string; root: string }>`select day, root from public_progress.digest order by day`.execute(tx)
  for (const { day, root } of days) {
    const { rows: leaves } = await sql<{ caseId: string; seq: number; hash: string }>`
      select case_id as "caseId", seq, hash from public_progress.digest_leaf where day = ${day} order by position`.execute(tx)
    if (rootOf(leaves.map(leafOf)) !== root) yield day
  }
}
