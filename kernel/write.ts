import { runSql, sendSql, type Tx } from '#platform/database'
import type { Case } from './case.ts'
import type { Move } from './decide.ts'
import { fieldMarksOf } from './field-marks.ts'
import { gathered } from './gathered.ts'

/** An Idempotency-Key to be remembered with the step, or null. */
export interface Command { actorId: string; key: string; requestHash: string }

export interface Written { move: Move; command: Command | null }

/** Writes a move in one statement: one round trip, however much is in it; with those of other cases that are written in the same turn. */
export const writeMove: (tx: Tx, written: Written) => Promise<void> = gathered(async (tx, all) => { await writeMoves(tx, all); return [] })

/** The same for moves of different cases. */
export async function writeMoves(tx: Tx, written: readonly Written[]): Promise<void> {
  if (written.length > 0) await runSql(tx, MOVE, [JSON.stringify(written.map(rowOf))])
}

/** Sends moves of different cases in one statement and waits for no answer: a fault in it fails the transaction. */
export async function sendMoves(tx: Tx, written: readonly Written[]): Promise<void> {
  await sendSql(tx, MOVE, [JSON.stringify(written.map(rowOf))])
}

/** Writes a new case with its first event. */
export async function writeOpening(tx: Tx, move: Move, { command, queryPasswordHash }: { command: Command | null; queryPasswordHash: string }): Promise<void> {
  const { after } = move
  const row = {
    ...rowOf({ move, command }), form: after.form, traits: after.traits, query_password_hash: queryPasswordHash,
    number: after.number, type: after.type, workflow_version: after.workflowVersion, item_code: after.itemCode, item_version: after.itemVersion,
    title: after.title, applicant_kind: after.applicant.kind, applicant_id: after.applicant.id, applicant_name: after.applicant.name,
    agent_id: after.agentId, owner_organisation: after.ownerOrganisation, receiving_organisation: after.receivingOrganisation,
    place: after.place, parent_id: after.parentId, sealed: after.sealed, opened_at: after.openedAt,
  }
  await runSql(tx, OPENING, [JSON.stringify([row])])
}

/** The rows travel as one JSON text: a parameter for each column of each row would cost both sides more. */
function rowOf({ move: { before, after, event, document }, command }: Written): object {
  return {
    id: after.id, was: before.version, state: after.state, version: after.version,
    // What has not changed is not sent: forms are large.
    form: after.form === before.form ? null : after.form, traits: after.traits === before.traits ? null : after.traits, clock: after.clock,
    accepted_on: after.acceptedOn, due_on: after.dueOn, statutory_due_on: after.statutoryDueOn, reminder_on: after.reminderOn,
    queue: after.queue, queue_due_on: after.queueDueOn, handler_id: after.handlerId, closed_at: after.closedAt, last_at: after.lastAt,
    last_hash: after.lastHash, next_timer_at: after.nextTimerAt,
    at: event.at, on_day: event.on, kind: event.kind, actor_id: event.actor.id, actor_name: event.actor.name,
    actor_organisation: event.actor.organisation, on_behalf_id: event.actor.onBehalfOf?.id, on_behalf_name: event.actor.onBehalfOf?.name,
    relation: event.relation, from_state: event.fromState, to_state: event.toState,
    data: event.data, clock_event: event.clockEvent, issued: event.issued, previous_hash: event.previousHash, hash: event.hash, case_sm3: event.caseSm3,
    field_marks: fieldMarksOf(event),
    document_id: document?.id, document_kind: document?.kind, document_number: document?.number, facts: document?.facts,
    command_actor: command?.actorId, command_key: command?.key, request_hash: command?.requestHash,
  }
}

const MOVED = `
  state text, version int, clock jsonb, accepted_on date, due_on date, statutory_due_on date, reminder_on date,
  queue text, queue_due_on date, handler_id text, closed_at timestamptz, last_at timestamptz, last_hash text, next_timer_at timestamptz`
const LOGGED = `
  at timestamptz, on_day date, kind text, actor_id text, actor_name text, actor_organisation text, on_behalf_id text,
  on_behalf_name text, relation text, from_state text, to_state text,
  data jsonb, clock_event jsonb, issued jsonb, previous_hash text, hash text, case_sm3 text, field_marks text`
const BESIDE = 'document_id uuid, document_kind text, document_number text, facts jsonb, command_actor text, command_key text, request_hash text'
const OPENED = `
  number text, type text, workflow_version int, item_code text, item_version int, title text, applicant_kind text, applicant_id text, applicant_name text,
  agent_id text, owner_organisation text, receiving_organisation text, place text, parent_id uuid, sealed boolean, opened_at timestamptz, query_password_hash text`

/**
 * Never before the event it follows: a transaction that wrote to another case first may be older than the one that made
 * the step before. Readers of the log then still get the events of each case in their order.
 */
const ORDER = 'greatest(pg_current_xact_id(), (select xid from kernel.event before where before.case_id = given.id and before.seq = given.version - 1))'

const MOVE = statement(`id uuid, was int, ${MOVED}, ${LOGGED}, ${BESIDE}`, `
  update kernel.case c set (form, traits, ${namesIn(MOVED)}) = row(coalesce(given.form, c.form), coalesce(given.traits, c.traits), ${namesIn(MOVED, 'given.')})
  from given where c.id = given.id and c.version = given.was returning c.id`)
const OPENING = statement(`id uuid, ${MOVED}, ${LOGGED}, ${BESIDE}, ${OPENED}`, `
  insert into kernel.case (id, form, traits, ${namesIn(MOVED)}, ${namesIn(OPENED)})
  select id, form, traits, ${namesIn(MOVED)}, ${namesIn(OPENED)} from given returning id`)

/** Both statements: the case, then its event, document and command. It fails as a whole when a case is no longer as it was. */
function statement(columns: string, moved: string): string {
  return `
    with given as materialized (select * from json_to_recordset($1::json) as given (form jsonb, traits jsonb, ${columns})),
    moved as (${moved}),
    logged as (
      insert into kernel.event (case_id, seq, ${namesIn(LOGGED)}, xid)
      select id, version, ${namesIn(LOGGED)}, ${ORDER} from given join moved using (id)),
    issued as (
      insert into kernel.document (case_id, id, seq, kind, number, issued_at, facts)
      select id, document_id, version, document_kind, document_number, at, facts from given join moved using (id) where document_id is not null),
    remembered as (
      insert into kernel.command (actor_id, key, case_id, request_hash, at)
      select command_actor, command_key, id, request_hash, at from given join moved using (id) where command_key is not null)
    select 1 / (count(*) = json_array_length($1::json))::int from moved`
}

/** 'state text, version int' → 'state, version', each with the prefix. */
function namesIn(columns: string, prefix = ''): string {
  return columns.trim().split(/,\s*/).map((column) => prefix + column.split(' ')[0]).join(', ')
}
