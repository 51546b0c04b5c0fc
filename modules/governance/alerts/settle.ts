import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import type { Call } from '#kernel'

const BATCH = 2000

/**
 * Settles the alerts whose ground is gone: the case was decided, the stage was done, a reminder has become a yellow card. Where only
 * the day has moved (an extension, a corrected calendar) the alert was none and counts nowhere. Returns how many.
 */
export async function settleAlerts(database: Database, { today }: Pick<Call, 'today'>): Promise<number> {
  let settled = 0
  for (let after = '0'; ;) {
    const batch = await inTransaction(database, (tx) => settleBatch(tx, today, after))
    settled += batch.settled
    if (batch.last === null || batch.seen < BATCH) return settled
    after = batch.last
  }
}

interface Settled { settled: number; seen: number; last: string | null }

const DECIDED = `c.closed_at is not null or c.clock @> '{"events": [{"what": "decided"}]}'`

/** Situations (deemed, no-reason …) are settled by people: what happened stays. */
const SETTLE = `
  with standing as materialized (
    select id, rule, case_id, due_on, occurrence from governance.alert where settled_on is null and id > $2::bigint
    order by id limit ${BATCH} for update skip locked),
  judged as (
    select standing.id, case
      when standing.rule = 'stage' then case
        when c.closed_at is not null or c.state <> split_part(standing.occurrence, ':', 1) then 'done'
        when c.queue_due_on is distinct from standing.due_on then 'moved' end
      when standing.rule in ('reminder', 'overdue', 'overdue-red') then case
        when ${DECIDED} then 'done'
        when c.due_on is distinct from standing.due_on then 'moved'
        when standing.rule = 'reminder' and c.due_on < $1::date then 'overtaken' end
      end as how
    from standing join kernel.case c on c.id = standing.case_id),
  settled as (
    update governance.alert alert set settled_on = $1::date, settled_how = judged.how from judged
    where alert.id = judged.id and judged.how is not null returning alert.id)
  select (select count(*) from settled)::int as settled, (select count(*) from standing)::int as seen, (select max(id)::text from standing) as last`

async function settleBatch(tx: Tx, today: string, after: string): Promise<Settled> {
  const [row] = await runSql<Settled>(tx, SETTLE, [today, after])
  if (!row) throw new Error('a statement without a table answers with one row')
  return row
}
