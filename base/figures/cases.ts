import assert from 'node:assert/strict'
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { conditionOf, type CaseCondition } from './case-conditions.ts'
import { sourceOf } from './sources.ts'

/** The cases counted by any of these and by none of those; the same period and scope as the number itself. */
export interface BehindAsked {
  plus: readonly string[]
  minus?: readonly string[] | undefined
  from: Day
  to: Day
  organisation?: string | undefined
  item?: string | undefined
  place?: string | undefined
  /** The office that took it in; not together with the three above. */
  window?: string | undefined
  page?: number | undefined
  /** What is open as things stand is judged by this day. */
  today: Day
}

/** How a case went; neither who applied nor what was filled in. */
export interface BehindCase {
  caseId: string
  number: string
  type: string
  workflowVersion: number
  itemName: string
  organisation: string
  place: string
  state: string
  receivedOn: Day
  acceptedOn: Day | null
  dueOn: Day | null
  resolvedOn: Day | null
  outcome: string | null
  onTime: boolean | null
  workingDays: number | null
  limitDays: number
  waitingDays: number
  pausedDays: number
  rating: number | null
}

export const BEHIND_PAGE_SIZE = 50

const COLUMNS = `case_id as "caseId", number, type, workflow_version as "workflowVersion", item_name as "itemName", organisation, place, state, received_on as "receivedOn",
  accepted_on as "acceptedOn", due_on as "dueOn", resolved_on as "resolvedOn", outcome, on_time as "onTime", working_days as "workingDays", limit_days as "limitDays",
  waiting_days as "waitingDays", paused_days as "pausedDays", rating`

/** Whether a number of this measure can be opened to cases. */
export function opensToCases(measure: string): boolean {
  return (sourceOf(measure)?.cases ?? conditionOf(measure)) !== undefined
}

/** The list behind a number, the latest first, fifty a page. */
export async function casesBehind(tx: Tx, asked: BehindAsked): Promise<{ total: number; page: number; size: number; cases: BehindCase[] }> {
  const page = asked.page ?? 1
  const scope = [asked.from, asked.to, asked.organisation ?? null, asked.item ?? null, asked.place ?? null, asked.today, asked.window ?? null]
  const isAtWindow = asked.window !== undefined
  const any = asked.plus.map((measure) => condition(measure, isAtWindow))
  const none = (asked.minus ?? []).map((measure) => `(${condition(measure, isAtWindow)}) is not true`)
  const where = `(${any.join(' or ')})${none.map((one) => ` and ${one}`).join('')}
    and ($4::text is null or fact.item_code = $4) and ($5::text is null or fact.place = $5) and ($7::text is null or fact.receiving = $7) and ${TYPED}`
  const [cases, [counted]] = await Promise.all([
    runSql<BehindCase>(tx, `
      select ${COLUMNS} from figures.case_fact fact where ${where} order by received_on desc, case_id
      limit ${BEHIND_PAGE_SIZE} offset ${(page - 1) * BEHIND_PAGE_SIZE}`, scope),
    runSql<{ total: number }>(tx, `select count(*)::int as total from figures.case_fact fact where ${where}`, scope),
  ])
  return { total: counted?.total ?? 0, page, size: BEHIND_PAGE_SIZE, cases }
}

/** Not every condition asks for everything; the server has to know what the values are all the same. */
const TYPED = '$1::date <= $2::date and ($3::text is null or true) and $6::date is not null'

/** Whether a row `fact` is counted by any of these in the period from $1 to $2, for the organisation $3 (null: whichever): SQL. */
export function countedBy(measures: readonly string[]): string {
  return `(${measures.map((measure) => condition(measure)).join(' or ')})`
}

/** Of stays, only those count for a window in which it is the window's turn. */
function condition(measure: string, isAtWindow = false): string {
  const found: CaseCondition | undefined = sourceOf(measure)?.cases ?? conditionOf(measure)
  assert(found, `nobody says which cases ${measure} counts`)
  const { day, where, stay } = found
  if (stay !== undefined) {
    return `(${where} and fact.case_id in (
      select stay.case_id from figures.stay stay where ${stay}${isAtWindow ? " and stay.turn = 'window'" : ''}
      and stay.left_on between $1 and $2 and ($3::text is null or stay.organisation = $3)))`
  }
  return `(${where}${day === null ? '' : ` and fact.${day} between $1 and $2`} and ($3::text is null or fact.organisation = $3))`
}

/** Cases that somebody has picked out, in the order given. */
export async function casesById(tx: Tx, ids: readonly string[]): Promise<BehindCase[]> {
  return runSql<BehindCase>(tx, `select ${COLUMNS} from figures.case_fact where case_id = any($1::uuid[]) order by array_position($1::uuid[], case_id)`, [ids])
}

/** What items are called, as the latest case of each has it. */
export async function itemNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await runSql<{ code: string; name: string }>(tx, `
    select code, latest.item_name as name from unnest($1::text[]) code
      cross join lateral (select item_name from figures.case_fact where item_code = code order by received_on desc limit 1) latest`, [codes])
  return new Map(rows.map(({ code, name }) => [code, name]))
}
