import { runSql, type Database } from '#platform/database'

/** One line of the log of a family, as far as it is looked at here; read past the kernel. */
export interface Line {
  caseId: string
  parentId: string | null
  /** Lines of one transaction have the same. */
  xid: string
  on: string
  step: string
  toState: string
  data: Readonly<Record<string, unknown>>
  clockEvent: unknown
}

/** A row of a case as it stands; read past the kernel. */
export interface Row {
  id: string
  number: string
  type: string
  parentId: string | null
  state: string
  queue: string | null
  traits: Readonly<Record<string, unknown>>
  clock: { limitWorkingDays: number; statutoryWorkingDays: number; joint: boolean }
  acceptedOn: string | null
  dueOn: string | null
  statutoryDueOn: string | null
  reminderOn: string | null
}

/** A parent with its children, and all that happened to them in the order in which it happened. */
export interface Told { parent: Row; children: Row[]; lines: Line[] }

const FAMILIES_TOGETHER = 200

/** Every family of joint matters, a few hundred at a time. */
export async function* families(database: Database): AsyncGenerator<Told> {
  const parents = await runSql<{ id: string }>(database, "select id from kernel.case where type in ('life-event', 'joint-permits') order by id")
  for (let from = 0; from < parents.length; from += FAMILIES_TOGETHER) {
    yield* await some(database, parents.slice(from, from + FAMILIES_TOGETHER).map(({ id }) => id))
  }
}

const ROWS = `
  select id, number, type, parent_id as "parentId", state, queue, traits, clock - 'events' as clock, accepted_on as "acceptedOn", due_on as "dueOn",
    statutory_due_on as "statutoryDueOn", reminder_on as "reminderOn"
  from kernel.case where id = any($1::uuid[]) or parent_id = any($1::uuid[])`
/** Whoever moves a member of a family holds the parent: within a family the position is the order. */
const LINES = `
  select e.case_id as "caseId", c.parent_id as "parentId", e.xid::text as xid, e.on_day as "on", split_part(e.kind, '.', 2) as step, e.to_state as "toState",
    e.data, e.clock_event as "clockEvent"
  from kernel.event e join kernel.case c on c.id = e.case_id where c.id = any($1::uuid[]) or c.parent_id = any($1::uuid[]) order by e.position`

async function some(database: Database, ids: readonly string[]): Promise<Told[]> {
  const [rows, lines] = await Promise.all([runSql<Row>(database, ROWS, [ids]), runSql<Line>(database, LINES, [ids])])
  const linesOf = Map.groupBy(lines, ({ parentId, caseId }) => parentId ?? caseId)
  const childrenOf = Map.groupBy(rows.filter(({ parentId }) => parentId !== null), ({ parentId }) => parentId ?? '')
  return rows.filter(({ parentId }) => parentId === null)
    .map((parent) => ({ parent, children: childrenOf.get(parent.id) ?? [], lines: linesOf.get(parent.id) ?? [] }))
}
