import { runSql, type Database } from '#platform/database'
import organisations from '../../data/organisations.json' with { type: 'json' }
import { TOWNS } from '../../modules/screens/towns.ts'
import { TODAY } from '../ground.ts'

/** As after three years of a district: one case in nine open, a fifth of it with the busiest department, every matter one department's. */
const DAYS = 1100
const ITEMS = 240
const OWNERS = organisations.filter(({ kind }) => kind === 'department').map(({ id }) => id)
const PLACES = [...TOWNS.map(({ code }) => code), '440114']

/** Fills the tables of the figures as the projection would, but set by set: facts, the stays of each, and the counters the screens read. */
export async function fillFigures(database: Database, cases: number): Promise<void> {
  // In memory, and the indexes at the end: otherwise loading would take most of the time.
  await runSql(database, "set work_mem = '384MB'")
  await runSql(database, "set maintenance_work_mem = '384MB'")
  const indexes = await runSql<{ name: string; definition: string }>(database, INDEXES)
  for (const { name } of indexes) await runSql(database, `drop index figures.${name}`)
  await runSql(database, 'select setseed(0.20260310)')
  await runSql(database, FACTS, [cases, TODAY, OWNERS, PLACES])
  await runSql(database, STAYS)
  for (const { measure, day, total, where } of COUNTED) await runSql(database, counters({ measure, day, total, where, source: 'figures.case_fact' }))
  await runSql(database, counters({ measure: "'stage.' || state", day: 'left_on', total: 'working_days', where: 'true', source: 'figures.stay' }))
  await runSql(database, MONTHS)
  await runSql(database, `
    insert into figures.stay_days
    select date_trunc('month', left_on)::date, state, turn, organisation, item_code, place, working_days, count(*)
    from figures.stay group by 1, 2, 3, 4, 5, 6, 7`)
  for (const { definition } of indexes) await runSql(database, definition)
  await runSql(database, "insert into kernel.checkpoint (projection) values ('figures') on conflict do nothing")
  for (const table of ['case_fact', 'stay', 'measure', 'stay_days']) await runSql(database, `vacuum analyze figures.${table}`)
}

const INDEXES = `
  select indexname as name, indexdef as definition from pg_indexes
  where schemaname = 'figures' and tablename in ('case_fact', 'stay') and indexname not like '%pkey'`

const FACTS = `
  insert into figures.case_fact (case_id, number, type, kind, workflow_version,
    organisation, receiving, place, item_code, item_name, applicant_kind, channel, state,
    received_on, received_at, accepted_on, due_on, limit_days, statutory_days, resolved_on,
      outcome, on_time, working_days, rating, rated_on, last_at, last_seq, visited, clock)
  select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'B' || i, 'application', 'service', 3,
    ($3::text[])[1 + item % array_length($3::text[], 1)], 'hall', ($4::text[])[1 + floor(random() * array_length($4::text[], 1))::int],
    'SL44011401' || lpad(item::text, 5, '0'), '测速事项 ' || item, 'person', 'online', case when is_open then 'accepted' else 'archived' end,
    received, received + time '02:00', received, case when is_open then $2::date + (days - 1) else received + 20 end, 10, 20,
    case when is_open then null else received + days end, case when is_open then null else 'granted' end, case when is_open then null else days <= 20 end,
    case when is_open then null else days / 2 end, case when is_open or i % 4 > 0 then null else 5 - i % 5 / 4 end,
    case when is_open or i % 4 > 0 then null else received + days end,
    received + time '02:00', 5, '{}', '{}'
  from (select i, item, is_open, days, $2::date - (case when is_open then days / 2 else days + floor(random() * ${DAYS})::int end) as received from (
    select i, (case when random() < 0.2 then 0 else floor(random() * ${ITEMS}) end)::int as item, random() < 0.11 as is_open, floor(random() * 22)::int as days
    from generate_series(1, $1::int) i) drawn) placed`

/** Four stays of each decided case: taken in, looked into, decided, handed over. */
const STAYS = `
  insert into figures.stay (case_id, seq, type, kind, state, turn, organisation, item_code, place,
    entered_at, entered_on, left_at, left_on, left_step, working_days, is_late, late_days)
  select case_id, seq, type, kind, states.state, states.turn, case when states.turn = 'window' then receiving else organisation end, item_code, place,
    received_at, received_on, received_at, received_on + (resolved_on - received_on) * seq / 4,
      'x', floor(random() * (seq + (hashtext(item_code) % 5 + 5)))::int, false, 0
  from figures.case_fact,
    (values (1, 'submitted', 'window'), (2, 'accepted', 'owner'), (3, 'reviewed', 'approver'), (4, 'issued', 'window')) as states (seq, state, turn)
  where resolved_on is not null`

interface Counted { measure: string; day: string; total: string; where: string }
const COUNTED: readonly Counted[] = [
  { measure: "'received'", day: 'received_on', total: '0', where: 'true' },
  { measure: "'resolved'", day: 'resolved_on', total: '0', where: 'resolved_on is not null' },
  { measure: "'decided'", day: 'resolved_on', total: 'working_days', where: 'on_time is not null' },
  { measure: "'onTime'", day: 'resolved_on', total: '0', where: 'on_time' },
  { measure: "'late'", day: 'resolved_on', total: '0', where: 'not on_time' },
  { measure: "'rated'", day: 'rated_on', total: 'rating', where: 'rated_on is not null' },
  { measure: "'rated' || rating", day: 'rated_on', total: '0', where: 'rated_on is not null' },
]

/** Every counter of a day in its four groupings, as base/figures keeps them. */
function counters({ measure, day, total, where, source }: Counted & { source: string }): string {
  return `
    insert into figures.measure (grain, start, measure, organisation, item_code, place, n, total)
    select 'day', ${day}, ${measure} as measure, coalesce(organisation, ''), coalesce(item_code, ''), coalesce(place, ''), count(*), coalesce(sum(${total}), 0)
    from ${source} where ${where}
    group by grouping sets ((2, 3), (2, 3, place), (2, 3, organisation), (2, 3, organisation, item_code))`
}

const MONTHS = `
  insert into figures.measure (grain, start, measure, organisation, item_code, place, n, total)
  select 'month', date_trunc('month', start)::date, measure, organisation, item_code, place, sum(n), sum(total) from figures.measure group by 1, 2, 3, 4, 5, 6`
