import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { addCalendarDays, type Day } from '#platform/day'
import type { Case } from '#kernel'
import { PROMISE_RULE } from './promise-rule.ts'

const ROWS_MAX = 500
const DAYS_A_MONTH = 31

/** A promised material that has not come yet. */
export interface OpenPromise { caseId: string; materialId: string; promisedBy: Day }
/** No more of the other case than that: who decides here need not stand in any relation to it. */
export interface BrokenPromise { promisedBy: Day; brokenOn: Day }

/** Promises of open cases that run out up to this day, the earliest first. */
export async function promisesUpTo(tx: Tx, day: Day): Promise<OpenPromise[]> {
  const { rows } = await sql<OpenPromise>`
    select material.case_id as "caseId", material_id as "materialId", promised_by as "promisedBy" from applications.material
    join kernel.case c on c.id = material.case_id
    where promised_by <= ${day} and promised_by is not null and not replaced and broken_on is null and c.closed_at is null
    order by promised_by, material.case_id limit ${ROWS_MAX}`.execute(tx)
  return rows
}

/** What this applicant promised and did not keep, in this and in other cases: seen by whoever accepts her next promise. */
export async function brokenPromisesOf(tx: Tx, { applicant }: Pick<Case, 'applicant'>, today: Day): Promise<BrokenPromise[]> {
  const since = addCalendarDays(today, -PROMISE_RULE.rememberMonths * DAYS_A_MONTH)
  const { rows } = await sql<BrokenPromise>`
    select promised_by as "promisedBy", broken_on as "brokenOn" from kernel.case c join applications.material on material.case_id = c.id
    where c.applicant_id = ${applicant.id} and broken_on >= ${since} order by broken_on desc limit ${ROWS_MAX}`.execute(tx)
  return rows
}

/** The promises of open cases that stand at this window or with this department, by the day they run out. */
export async function promisesAt(tx: Tx, organisation: string) {
  const { rows } = await sql<OpenPromise & { number: string; title: string; name: string; state: string; brokenOn: Day | null }>`
    select material.case_id as "caseId", material_id as "materialId", promised_by as "promisedBy", broken_on as "brokenOn", c.number, c.title, c.state,
      coalesce(c.traits->'materials'->>material_id, material_id) as name
    from kernel.case c join applications.material on material.case_id = c.id
    where c.closed_at is null and (c.owner_organisation = ${organisation} or c.receiving_organisation = ${organisation}) and not c.sealed
      and promised_by is not null and not replaced
    order by promised_by, c.id limit ${ROWS_MAX}`.execute(tx)
  return rows
}
