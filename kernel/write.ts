import { CompiledQuery } from 'kysely'
import assert from 'node:assert/strict'
import type { Tx } from '#platform/database'
import type { Case } from './case.ts'
import type { Move } from './decide.ts'

/** An Idempotency-Key to be remembered with the step, or null. */
export interface Command { actorId: string; key: string; requestHash: string }

/** Writes a move in one statement: one round trip, however much of it there is. */
export async function writeMove(tx: Tx, move: Move, command: Command | null): Promise<void> {
  const rows = await run(tx, MOVE, [move.before.version, ...caseColumns(move.after), ...eventColumns(move), ...commandColumns(move, command)])
  assert.equal(rows, 1, `case ${move.after.id} moved under a lock`)
}

/** Writes a new case with its first event. */
export async function writeOpening(tx: Tx, move: Move, { command, queryPasswordHash }: { command: Command | null; queryPasswordHash: string }): Promise<void> {
  const { after } = move
  const values = [
    ...caseColumns(after), ...eventColumns(move), ...commandColumns(move, command),
    after.number, after.type, after.workflowVersion, after.itemCode, after.itemVersion, after.title, after.applicant.kind,
    after.applicant.id, after.applicant.name, after.agentId, after.ownerOrganisation, after.receivingOrganisation, after.place,
    after.parentId, after.sealed, after.openedAt, queryPasswordHash,
  ]
  assert.equal(await run(tx, OPENING, values), 1)
}

async function run(tx: Tx, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await tx.executeQuery(CompiledQuery.raw(sql, values))
  return rows.length
}

function caseColumns(found: Case): unknown[] {
  return [
    found.id, found.state, found.version, JSON.stringify(found.form), JSON.stringify(found.traits), JSON.stringify(found.clock),
    found.acceptedOn, found.dueOn, found.statutoryDueOn, found.reminderOn, found.queue, found.queueDueOn, found.handlerId,
    found.closedAt, found.lastAt, found.lastHash, found.nextTimerAt,
  ]
}

function eventColumns({ event, document }: Move): unknown[] {
  return [
    event.at, event.on, event.kind, event.actor.id, event.actor.name, event.actor.organisation, event.relation, event.fromState,
    event.toState, JSON.stringify(event.data), event.clockEvent && JSON.stringify(event.clockEvent), event.issued && JSON.stringify(event.issued),
    event.previousHash, event.hash, event.caseSm3,
    document?.id ?? null, document?.kind ?? null, document?.number ?? null, document && JSON.stringify(document.facts),
  ]
}

function commandColumns(move: Move, command: Command | null): unknown[] {
  return [command?.actorId ?? null, command?.key ?? null, command?.requestHash ?? null].concat(move.event.at.toISOString())
}

const CASE_TYPES = [
  'uuid', 'text', 'int', 'jsonb', 'jsonb', 'jsonb', 'date', 'date', 'date', 'date', 'text', 'date', 'text', 'timestamptz', 'timestamptz', 'text', 'timestamptz',
]
const EVENT_TYPES = [
  'timestamptz', 'date', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'jsonb', 'jsonb', 'jsonb', 'text', 'text', 'text',
  'uuid', 'text', 'text', 'jsonb',
]
const COMMAND_TYPES = ['text', 'text', 'text', 'timestamptz']

/**
 * Never before the event it follows: a transaction that wrote to another case first may be older than the one that made
 * the step before. Readers of the log then still get the events of each case in their order.
 */
const ORDER = `greatest(pg_current_xact_id(), (select xid from kernel.event where case_id = moved.id and seq = moved.version - 1))`

const MOVE = statement({ first: 2, moved: moveCase })
const OPENING = statement({ first: 1, moved: insertCase })

type At = (index: number) => string

/** The shared shape of both statements; parameters are numbered from `first` on: case, event, command. */
function statement({ first, moved }: { first: number; moved: (c: At, next: number) => string }): string {
  const at = (offset: number, types: string[]): At => (index) => `$${first + offset + index}::${types[index]}`
  const c = at(0, CASE_TYPES)
  const e = at(CASE_TYPES.length, EVENT_TYPES)
  const k = at(CASE_TYPES.length + EVENT_TYPES.length, COMMAND_TYPES)
  const next = first + CASE_TYPES.length + EVENT_TYPES.length + COMMAND_TYPES.length
  return `
    with moved as (${moved(c, next)}),
    logged as (
      insert into kernel.event (case_id, seq, at, on_day, kind, actor_id, actor_name, actor_organisation, relation, from_state, to_state,
        data, clock_event, issued, previous_hash, hash, case_sm3, xid)
      select id, ${c(2)}, ${Array.from({ length: 15 }, (_, index) => e(index)).join(', ')}, ${ORDER} from moved),
    issued as (
      insert into kernel.document (case_id, id, seq, kind, number, issued_at, facts)
      select id, ${e(15)}, ${c(2)}, ${e(16)}, ${e(17)}, ${e(0)}, ${e(18)} from moved where ${e(15)} is not null),
    remembered as (
      insert into kernel.command (actor_id, key, case_id, request_hash, at)
      select ${k(0)}, ${k(1)}, id, ${k(2)}, ${k(3)} from moved where ${k(1)} is not null)
    select id from moved`
}

function moveCase(c: At): string {
  return `
      update kernel.case set state = ${c(1)}, version = ${c(2)}, form = ${c(3)}, traits = ${c(4)}, clock = ${c(5)}, accepted_on = ${c(6)},
        due_on = ${c(7)}, statutory_due_on = ${c(8)}, reminder_on = ${c(9)}, queue = ${c(10)}, queue_due_on = ${c(11)}, handler_id = ${c(12)},
        closed_at = ${c(13)}, last_at = ${c(14)}, last_hash = ${c(15)}, next_timer_at = ${c(16)}
      where id = ${c(0)} and version = $1::int returning id, version`
}

function insertCase(c: At, next: number): string {
  return `
      insert into kernel.case (id, state, version, form, traits, clock, accepted_on, due_on, statutory_due_on, reminder_on, queue, queue_due_on,
        handler_id, closed_at, last_at, last_hash, next_timer_at, number, type, workflow_version, item_code, item_version, title,
        applicant_kind, applicant_id, applicant_name, agent_id, owner_organisation, receiving_organisation, place, parent_id, sealed,
        opened_at, query_password_hash)
      values (${Array.from({ length: 17 }, (_, index) => c(index)).join(', ')}, ${Array.from({ length: 17 }, (_, index) => `$${next + index}`).join(', ')})
      returning id, version`
}
