import { runSql, type Tx } from '#platform/database'
import type { Counter } from './tally.ts'

/** A table beside the kept one, for this transaction only: what is counted afresh, chunk by chunk, added up by whoever reads it. */
export async function createAside(tx: Tx): Promise<void> {
  await runSql(tx, 'drop table if exists pg_temp.figures_aside')
  await runSql(tx, 'create temporary table figures_aside (like figures.measure) on commit drop')
}

export async function addAside(tx: Tx, counters: readonly Counter[]): Promise<void> {
  if (counters.length === 0) return
  await runSql(tx, `
    insert into figures_aside (grain, start, measure, organisation, item_code, place, n, total)
    select * from unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])`, columnsOf(counters))
}

/** One array for each column, in the order of the statements. */
export function columnsOf(counters: readonly Counter[]): unknown[] {
  return (['grain', 'start', 'measure', 'organisation', 'item_code', 'place', 'n', 'total'] as const).map((name) => counters.map((counter) => counter[name]))
}
