import { addCalendarDays, startOf, type Day } from '#platform/day'
import { runSql, type Tx } from '#platform/database'
import { isClosed, isWorkingDay, stateRule, workflowOf, type Calendar, type ClockEvent, type Kernel } from '#kernel'
import { historyBuilder, MARKS, type GivenCase, type GivenVisit, type History } from './model/history.ts'
import { DAY } from './model/office-hours.ts'

/** China keeps one time. */
export const CHINA_OFFSET = 8 * 3_600_000
/** Cases of these types are what windows and departments work on; wholes are counted through their parts. */
const TYPES = ['application'] as const
const PAGE = 2000

interface CaseRow {
  id: string
  type: string
  workflow_version: number
  item_code: string
  owner_organisation: string
  receiving_organisation: string
  opened_at: Date
  promised: number
  statutory: number
}
interface EventRow {
  case_id: string
  at: Date
  kind: string
  actor_id: string
  relation: string
  from_state: string | null
  to_state: string
  what: ClockEvent['what'] | null
  days: number | null
}

export interface Reading {
  /** Cases that came in from this day on, or were open then. */
  from: Day
  /** Nothing from this day on is read. */
  until: Day
  onProgress?: (cases: number) => void
}

/** The own log as a history, page by page: only what the model learns from leaves the database, nothing personal. */
export async function historyFromLog(tx: Tx, kernel: Pick<Kernel, 'workflows'>, { from, until, onProgress }: Reading): Promise<History> {
  const builder = historyBuilder()
  let [after, count] = ['00000000-0000-0000-0000-000000000000', 0]
  for (;;) {
    const cases = await runSql<CaseRow>(tx, CASES, [after, startOf(from), startOf(until), TYPES, PAGE])
    const last = cases.at(-1)
    if (!last) break
    const events = Map.groupBy(await runSql<EventRow>(tx, EVENTS, [cases.map(({ id }) => id), startOf(until)]), ({ case_id: id }) => id)
    for (const row of cases) builder.add(caseOf(row, events.get(row.id) ?? [], kernel))
    count += cases.length
    onProgress?.(count)
    if (cases.length < PAGE) break
    after = last.id
  }
  return builder.history(startOf(until).getTime(), startOf(from).getTime())
}

const CASES = `
  select id, type, workflow_version, item_code, owner_organisation, receiving_organisation, opened_at,
    (clock->>'limitWorkingDays')::int as promised, (clock->>'statutoryWorkingDays')::int as statutory
  from kernel.case where id > $1::uuid and opened_at < $3 and (closed_at is null or closed_at >= $2) and type = any($4) and not sealed
  order by id limit $5`

const EVENTS = `
  select case_id, at, kind, actor_id, relation, from_state, to_state, clock_event->>'what' as what, (clock_event->>'days')::int as days
  from kernel.event where case_id = any($1::uuid[]) and at < $2 order by case_id, seq`

const ROLES: Readonly<Record<string, string>> = { window: 'window', owner: 'owner', handler: 'owner', approver: 'approver' }
const MARK_OF: Readonly<Partial<Record<ClockEvent['what'], number>>> = {
  accepted: MARKS.accepted, decided: MARKS.decided, 'pause-start': MARKS.paused, 'pause-end': MARKS.resumed, extended: MARKS.extended,
}
const BYTE_MAX = 255

/** Up to its first closed state: what is filed or rated afterwards is nobody's waiting. */
function caseOf(row: CaseRow, [, ...events]: readonly EventRow[], kernel: Pick<Kernel, 'workflows'>): GivenCase {
  const workflow = workflowIn(kernel, row)
  const visits = new Array<GivenVisit>()
  let [isOver, isPaused] = [false, false]
  for (const event of events) {
    if (isOver) break
    const isAutomatic = event.relation === 'system'
    visits.push({
      step: event.kind.slice(event.kind.indexOf('.') + 1), at: event.at.getTime(), actor: isAutomatic ? null : event.actor_id, isAutomatic,
      role: isPaused ? '' : roleOf(event, workflow),
      mark: event.what ? MARK_OF[event.what] ?? MARKS.none : MARKS.none, days: Math.min(BYTE_MAX, event.days ?? 0),
    })
    if (event.what === 'pause-start' || event.what === 'pause-end') isPaused = event.what === 'pause-start'
    isOver = isClosed(stateRule(workflow, event.to_state))
  }
  return {
    class: { type: row.type, item: row.item_code, organisationOf: {
      window: row.receiving_organisation, owner: row.owner_organisation, approver: row.owner_organisation,
    } },
    openedAt: row.opened_at.getTime(), isClosed: isOver, limitWorkingDays: Math.min(row.promised, row.statutory), visits,
  }
}

/** Whose turn it was: of who took the step; where the system took it because nobody had, of who should have. */
function roleOf({ relation, from_state: state }: EventRow, workflow: ReturnType<typeof workflowOf>): string {
  const known = ROLES[relation]
  if (known !== undefined) return known
  if (relation !== 'system' || state === null) return ''
  const takers = Object.values(workflow.steps).filter(({ from }) => from.includes(state)).flatMap(({ by }) => by)
  return takers.map((taker) => ROLES[taker]).find((role) => role !== undefined) ?? ''
}

function workflowIn({ workflows }: Pick<Kernel, 'workflows'>, { type, workflow_version: version }: CaseRow) {
  const versions = workflows.get(type) ?? []
  const found = versions.find((workflow) => workflow.version === version) ?? versions.at(-1)
  if (!found) throw new Error(`no workflow ${type}`)
  return found
}

/** By the number of a day since 1970-01-01. */
export function workingDaysIn(calendar: Calendar): (day: number) => boolean {
  const known = new Map<number, boolean>()
  return (day) => {
    const found = known.get(day) ?? isWorkingDay(calendar, addCalendarDays('1970-01-01', day))
    known.set(day, found)
    return found
  }
}

export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY
}
