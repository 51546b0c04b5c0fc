import { runSql, type Database, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { CASES_DEFAULT, type Asked } from '../surveys/asked.ts'

export interface Chosen {
  caseId: string
  number: string
  version: number
  itemName: string
  organisation: string
  receivedOn: Day
  workingDays: number | null
}

const WHICH = `
  from figures.case_fact fact join kernel.case held on held.id = fact.case_id and not held.sealed
  where fact.type = $1 and ($2::text is null or fact.item_code = $2) and ($3::text is null or fact.organisation = $3) and ($4::text is null or fact.place = $4)
    and ($5::date is null or fact.received_on >= $5) and ($6::date is null or fact.received_on <= $6)`

/** The cases a survey is about, the newest first, and how many there are in all. Sealed ones are in no survey. */
export async function chosenCases(database: Database | Tx, asked: Asked): Promise<{ matching: number; chosen: Chosen[] }> {
  const { type, item = null, organisation = null, place = null, from = null, to = null, cases = CASES_DEFAULT } = asked
  const given = [type, item, organisation, place, from, to]
  const chosen = await runSql<Chosen>(database, `
    select fact.case_id as "caseId", fact.number, fact.workflow_version as version, fact.item_name as "itemName", fact.organisation, fact.received_on as "receivedOn",
      fact.working_days as "workingDays" ${WHICH} order by fact.received_on desc, fact.case_id limit $7`, [...given, cases])
  if (chosen.length < cases) return { matching: chosen.length, chosen }
  const [counted] = await runSql<{ matching: number }>(database, `select count(*)::int as matching ${WHICH}`, given)
  return { matching: counted?.matching ?? chosen.length, chosen }
}
