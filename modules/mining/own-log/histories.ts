import { runSql, type Database, type Tx } from '#platform/database'
import type { Chosen } from './chosen.ts'
import type { Happening, History, Stay } from './history.ts'

/** Cases read in one go: some thousand events, a few hundredths of a second of work. */
const BATCH = 200

type HappeningRow = Happening & { caseId: string }
type StayRow = Stay & { caseId: string }

const HAPPENINGS = `
  select case_id as "caseId", seq, at, on_day as "on", split_part(kind, '.', 2) as step, relation, case
    when actor_organisation is null then null else actor_id end as who,
    actor_organisation as organisation, from_state as "fromState", to_state as "toState", clock_event->>'what' as what
  from kernel.event where case_id = any($1::uuid[]) order by case_id, seq`
const STAYS = `
  select case_id as "caseId", seq, state, turn, organisation, entered_at as "enteredAt",
    entered_on as "enteredOn", due_on as "dueOn", left_at as "leftAt", left_on as "leftOn"
  from figures.stay where case_id = any($1::uuid[]) order by case_id, seq`

/** The histories of these cases out of the log, some hundreds at a time, in the order of the cases. */
export async function* historiesOf(database: Database | Tx, chosen: readonly Chosen[]): AsyncGenerator<History[]> {
  for (let at = 0; at < chosen.length; at += BATCH) {
    const batch = chosen.slice(at, at + BATCH)
    const ids = [batch.map(({ caseId }) => caseId)]
    const happenings = Map.groupBy(await runSql<HappeningRow>(database, HAPPENINGS, ids), ({ caseId }) => caseId)
    const stays = Map.groupBy(await runSql<StayRow>(database, STAYS, ids), ({ caseId }) => caseId)
    yield batch.map((one) => ({ ...one, happenings: happenings.get(one.caseId) ?? [], stays: stays.get(one.caseId) ?? [] }))
  }
}
