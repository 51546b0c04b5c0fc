import { inTransaction, runSql, type Database } from '#platform/database'
import { dayAt, startOf, addCalendarDays, type Day } from '#platform/day'
import { maskName } from '#platform/mask'
import { findCases, openedForm, type Case, type Kernel } from '#kernel'

/** Cases read together, each with all that belongs to it, as they stood at one moment. */
export const EXPORT_BATCH = 500

/** What is written, a file each. */
export const PARTS = ['cases', 'events', 'documents', 'statistics'] as const
export type Part = (typeof PARTS)[number]

export type Cell = string | number | boolean | null | object
export type Row = Readonly<Record<string, Cell>>

export interface Selection {
  /** By the day the case was filed, both ends included. */
  from: Day
  until: Day
  /** With what is personal: names in full, forms opened, what was written in each step. */
  personal: boolean
}

export interface Batch { rows: Readonly<Record<Part, readonly Row[]>>; last: string }

/** The next cases after this one, in the order of their numbers in the database; undefined when there are no more. Sealed ones are not among them. */
export async function nextBatch(database: Database, kernel: Kernel, { after, selection }: { after: string; selection: Selection }): Promise<Batch | undefined> {
  return inTransaction(database, async (tx) => {
    const picked = await runSql<{ id: string }>(
      tx,
      `select id from kernel.case where id > $1 and not sealed and opened_at >= $2 and opened_at < $3 order by id limit ${EXPORT_BATCH}`,
      [after, startOf(selection.from), startOf(addCalendarDays(selection.until, 1))],
    )
    const ids = picked.map(({ id }) => id)
    const last = ids.at(-1)
    if (last === undefined) return undefined
    const [cases, events, documents, statistics] = await Promise.all([
      findCases(tx, ids), runSql<EventRow>(tx, EVENTS, [ids]), runSql<DocumentRow>(tx, DOCUMENTS, [ids]), runSql<Row>(tx, STATISTICS, [ids]),
    ])
    const numbers = new Map([...cases.values()].map((found) => [found.id, found.number]))
    const numbered = <Found extends { caseId: string }>({ caseId, ...rest }: Found) => ({ number: numbers.get(caseId) ?? '', ...rest })
    return {
      last,
      rows: {
        cases: ids.flatMap((id) => {
          const found = cases.get(id)
          return found ? [caseRow(kernel, found, selection)] : []
        }),
        events: events.map((row) => eventRow(kernel, numbered(row), selection)),
        documents: documents.map((row) => numbered({ ...row, issuedAt: row.issuedAt.toISOString() })),
        statistics,
      },
    }
  }, 'repeatable read')
}

interface EventRow {
  caseId: string; seq: number; at: Date; on: Day; kind: string; actorId: string; actorName: string; organisation: string | null; relation: string
  fromState: string | null; toState: string; data: object; document: string | null; previousHash: string; hash: string
}
interface DocumentRow { caseId: string; seq: number; kind: string; documentNumber: string; issuedAt: Date }

const EVENTS = `select case_id as "caseId", seq, at, on_day as on, kind, actor_id as "actorId", actor_name as "actorName", actor_organisation as organisation, relation,
  from_state as "fromState", to_state as "toState", data, issued->>'number' as document, previous_hash as "previousHash", hash
  from kernel.event where case_id = any($1::uuid[]) order by case_id, seq`

const DOCUMENTS = `select case_id as "caseId", seq, kind, number as "documentNumber", issued_at as "issuedAt" from kernel.document
  where case_id = any($1::uuid[]) order by case_id, seq, id`

const STATISTICS = `select number, type, item_code as "itemCode", item_name as "itemName", organisation, receiving, place, state, received_on as "receivedOn", due_on as "dueOn",
  resolved_on as "resolvedOn", outcome, on_time as "onTime", working_days as "workingDays", rating
  from figures.case_fact where kind in ('service', 'joint') and case_id = any($1::uuid[]) order by case_id`

function caseRow(kernel: Kernel, found: Case, { personal }: Selection): Row {
  const { applicant, ownerOrganisation: owner, receivingOrganisation: receiving } = found
  const states = kernel.workflows.get(found.type)?.find(({ version }) => version === found.workflowVersion)?.states ?? {}
  const whole = personal ? { applicantId: applicant.id, agentId: found.agentId, form: openedForm(kernel.vault, found) } : {}
  return {
    number: found.number,
    type: found.type,
    workflowVersion: found.workflowVersion,
    itemCode: found.itemCode,
    itemVersion: found.itemVersion,
    title: found.title,
    applicantKind: applicant.kind,
    applicantName: personal ? applicant.name : maskName(applicant.name),
    owner,
    ownerName: kernel.nameOf(owner),
    receiving,
    receivingName: kernel.nameOf(receiving),
    place: found.place,
    state: found.state,
    stateLabel: states[found.state]?.label ?? found.state,
    steps: found.version,
    openedAt: found.openedAt.toISOString(),
    openedOn: dayAt(found.openedAt),
    acceptedOn: found.acceptedOn,
    dueOn: found.dueOn,
    statutoryDueOn: found.statutoryDueOn,
    closedAt: found.closedAt?.toISOString() ?? null,
    lastHash: found.lastHash,
    ...whole,
  }
}

/** Members of staff act in office and are named; who applies is masked like the applicant of the case. */
function eventRow(kernel: Kernel, { number, actorId, actorName, data, ...row }: Omit<EventRow, 'caseId'> & { number: string }, { personal }: Selection): Row {
  const [type = '', step = ''] = row.kind.split('.')
  const label = kernel.workflows.get(type)?.at(-1)?.steps[step]?.label ?? step
  return {
    number, seq: row.seq, at: row.at.toISOString(), on: row.on, kind: row.kind, label,
    actorName: personal || row.organisation !== null ? actorName : maskName(actorName),
    organisation: row.organisation, relation: row.relation, fromState: row.fromState,
    toState: row.toState, document: row.document, previousHash: row.previousHash, hash: row.hash,
    ...(personal && { actorId, data }),
  }
}
