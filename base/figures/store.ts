import { runSql, type Tx } from '#platform/database'
import type { CaseFact } from './case-fact.ts'
import type { Stay } from './stay.ts'
import type { Counter } from './tally.ts'

/** Facts as the table keeps them, by case. */
export async function factsOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CaseFact>> {
  const rows = await runSql<CaseFact>(tx, 'select * from figures.case_fact where case_id = any($1::uuid[])', [caseIds])
  return new Map(rows.map((row) => [row.case_id, row]))
}

export async function openStaysOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Stay>> {
  const rows = await runSql<Stay>(tx, 'select * from figures.stay where case_id = any($1::uuid[]) and left_at is null', [caseIds])
  return new Map(rows.map((row) => [row.case_id, row]))
}

/** What stays the same from the first event on is not written again. */
const MOVING = [
  'state', 'accepted_on', 'accepted_at', 'accepted_by', 'is_deemed', 'due_on', 'statutory_due_on', 'decided_on', 'decided_at', 'decided_by', 'decided_name',
  'resolved_on', 'resolved_at', 'outcome', 'on_time', 'within_statutory', 'working_days',
  'waiting_days', 'paused_days', 'late_stages', 'corrections', 'specials',
  'extensions', 'returns', 'handovers', 'closed_on', 'reopenings', 'reopened_on',
  'issued_on', 'deliver_by', 'delivered_on', 'rating', 'rated_on', 'last_at', 'last_seq',
  'last_staff', 'visited', 'clock',
] as const satisfies readonly (keyof CaseFact)[]
const STAY_MOVING = ['due_on', 'left_at', 'left_on', 'left_by', 'left_step', 'working_days', 'is_late', 'late_days'] as const satisfies readonly (keyof Stay)[]

export async function storeFacts(tx: Tx, facts: readonly CaseFact[]): Promise<void> {
  await upsert(tx, facts, { table: 'figures.case_fact', key: 'case_id', moving: MOVING })
}

export async function storeStays(tx: Tx, stays: readonly Stay[]): Promise<void> {
  await upsert(tx, stays, { table: 'figures.stay', key: 'case_id, seq', moving: STAY_MOVING })
}

interface Target { table: string; key: string; moving: readonly string[] }

async function upsert(tx: Tx, rows: readonly object[], { table, key, moving }: Target): Promise<void> {
  if (rows.length === 0) return
  await runSql(tx, `
    insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)
    on conflict (${key}) do update set (${moving.join(', ')}) = row(${moving.map((column) => `excluded.${column}`).join(', ')})`, [JSON.stringify(rows)])
}

/** Adds to the counters; one that comes to nothing is taken away, so that a rebuild gives the same rows. */
export async function addCounters(tx: Tx, counters: readonly Counter[]): Promise<void> {
  if (counters.length === 0) return
  const columns = columnsOf(counters)
  await runSql(tx, `
    insert into figures.measure (grain, start, measure, organisation, item_code, place, n, total) select * from unnest(${UNNESTED})
    on conflict (measure, grain, organisation, item_code, place, start) do update
      set n = measure.n + excluded.n, total = measure.total + excluded.total`, columns)
  const taken = counters.filter(({ n, total }) => n < 0 || total < 0)
  if (taken.length > 0) await runSql(tx, `
    delete from figures.measure using unnest(${UNNESTED}) as taken (grain, start, measure, organisation, item_code, place, n, total)
    where (measure.measure, measure.grain, measure.organisation, measure.item_code, measure.place, measure.start)
      = (taken.measure, taken.grain, taken.organisation, taken.item_code, taken.place, taken.start) and measure.n = 0 and measure.total = 0`, columnsOf(taken))
}

const UNNESTED = '$1::text[], $2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[]'

/** One array for each column, in the order of the statements. */
export function columnsOf(counters: readonly Counter[]): unknown[] {
  return (['grain', 'start', 'measure', 'organisation', 'item_code', 'place', 'n', 'total'] as const).map((name) => counters.map((counter) => counter[name]))
}

/** The histogram of these stays; of services that have ended only. */
const histogramOf = (stays: string): string => `
  select date_trunc('month', left_on)::date as month, state, turn, organisation, item_code, place, working_days, count(*) as n
  from ${stays} where left_on is not null and kind = 'service' group by 1, 2, 3, 4, 5, 6, 7`

/** The whole of figures.stay_days, counted from the stays. */
export const HISTOGRAM = histogramOf('figures.stay')

/** Stays that have ended never change, so their histogram only grows. */
export async function addStayDays(tx: Tx, ended: readonly Stay[]): Promise<void> {
  if (ended.length === 0) return
  const rows = ended.map(({ left_on, kind, state, turn, organisation, item_code, place, working_days }) => ({
    left_on,
    kind,
    state,
    turn,
    organisation,
    item_code,
    place,
    working_days,
  }))
  await runSql(tx, `
    insert into figures.stay_days ${histogramOf('json_populate_recordset(null::figures.stay, $1::json)')} order by 1, 2, 5, 4, 6, 3, 7
    on conflict (month, state, item_code, organisation, place, turn, working_days) do update set n = stay_days.n + excluded.n`, [JSON.stringify(rows)])
}
