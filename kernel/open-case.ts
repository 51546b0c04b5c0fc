import { sql } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import type { Tx } from '#platform/database'
import { dayAt } from '#platform/day'
import { sm3Hex } from '#platform/sm'
import type { Actor } from './actor.ts'
import type { Call, Moment } from './types.ts'
import type { Case } from './case.ts'
import { caseNumber } from './case-number.ts'
import { refuseTakenKey } from './command.ts'
import type { ClockHistory } from './clock/index.ts'
import { clockReceived, complete, type Move } from './decide.ts'
import { CHAIN_START } from './hash.ts'
import { newQueryPassword, queryPasswordFor, queryPasswordHash } from './query-password.ts'
import { afterMove } from './reactions.ts'
import { relationsOf } from './relations.ts'
import { workflowOf } from './workflow.ts'
import { writeOpening, type Command } from './write.ts'

/** What a module says to open a case. */
export interface Opening {
  /** Chosen beforehand where something is sealed for this case; a new one otherwise. */
  id?: string
  type: string
  item: { code: string; version: number; name: string }
  applicant: Case['applicant']
  agentId: string | null
  ownerOrganisation: string
  receivingOrganisation: string
  place: string
  form: Record<string, unknown>
  traits: Record<string, unknown>
  limits: Omit<ClockHistory, 'events'>
  /** What the log keeps of the opening beside the form. */
  data?: Record<string, unknown>
  parentId?: string
  /** No limit of the law runs on this case: it is not for who takes it in to accept it (异地代收). */
  isUnclocked?: true
  /** The applicant has been handed the parent's document. */
  withoutDocument?: true
  sealed?: boolean
}

/** A new case, received now. The password is shown once; only its hash is kept. */
export async function openCase(call: Call, opening: Opening, command: Command | null = null): Promise<{ opened: Case; queryPassword: string }> {
  const draft = draftOf(call, opening, await nextSerial(call.tx))
  const queryPassword = command ? queryPasswordFor(draft.id, command.key) : newQueryPassword()
  const passwordHash = queryPasswordHash(draft.number, queryPassword)
  const move = firstMove(call, draft, { ...opening, passwordHash })
  await writeOpening(call.tx, move, { command, queryPasswordHash: passwordHash }).catch(refuseTakenKey)
  await afterMove(call, move.event, move.after)
  return { opened: move.after, queryPassword }
}

/** The same before anything is written: the case, its first event and its document, under a serial number given beforehand. */
export function openingMove(call: Moment, opening: Opening, serial: number): { move: Move; queryPasswordHash: string } {
  const draft = draftOf(call, opening, serial)
  const passwordHash = queryPasswordHash(draft.number, newQueryPassword())
  return { move: firstMove(call, draft, { ...opening, passwordHash }), queryPasswordHash: passwordHash }
}

function firstMove({ kernel, actor }: Moment, draft: Case, opening: Received): Move {
  const workflow = workflowOf(kernel, opening.type)
  const document = opening.withoutDocument ? undefined : workflow.opening?.document
  return complete(kernel, workflow, { before: draft, moved: draft, event: firstEvent(actor, draft, opening), document })
}

function draftOf(call: Moment, opening: Opening, serial: number): Case {
  const workflow = workflowOf(call.kernel, opening.type)
  return {
    id: opening.id ?? randomUUIDv7(), number: caseNumber(opening.place.slice(0, 6), call.today, serial),
    type: opening.type, workflowVersion: workflow.version,
    itemCode: opening.item.code, itemVersion: opening.item.version, title: opening.item.name,
    applicant: opening.applicant, agentId: opening.agentId, ownerOrganisation: opening.ownerOrganisation,
    receivingOrganisation: opening.receivingOrganisation, place: opening.place, parentId: opening.parentId ?? null,
    state: workflow.initial, version: 1, form: opening.form, traits: opening.traits,
    clock: opening.isUnclocked ? { ...opening.limits, events: [] } : clockReceived(opening.limits, call.today),
    acceptedOn: null, dueOn: null, statutoryDueOn: null, reminderOn: null, queue: null, queueDueOn: null,
    handlerId: null, sealed: opening.sealed ?? false, openedAt: call.now, closedAt: null, lastAt: call.now, lastHash: CHAIN_START, nextTimerAt: null,
  }
}

type Received = Opening & { passwordHash: string }

function firstEvent(actor: Actor, draft: Case, opening: Received): Parameters<typeof complete>[2]['event'] {
  return {
    caseId: draft.id, seq: 1, at: draft.openedAt, on: draft.clock.events[0]?.on ?? dayAt(draft.openedAt), kind: `${draft.type}.open`, step: 'open',
    actor: { id: actor.id, name: actor.name, organisation: actor.organisation },
    relation: relationsOf(actor, draft)[0] ?? 'system', fromState: null, toState: draft.state,
    data: { ...opening.data, form: draft.form, traits: draft.traits, subject: subjectOf(draft, opening) },
    clockEvent: draft.clock.events[0] ?? null, previousHash: CHAIN_START,
  }
}

/** What later readers of the log need to know of the case, so that they need not look it up. */
function subjectOf(draft: Case, { limits, item, passwordHash }: Received): Record<string, unknown> {
  return {
    number: draft.number, workflowVersion: draft.workflowVersion, item, owner: draft.ownerOrganisation, receiving: draft.receivingOrganisation,
    place: draft.place, parentId: draft.parentId, applicantKind: draft.applicant.kind, passwordSm3: sm3Hex(passwordHash), ...limits,
    ...(draft.sealed && { sealed: true }),
  }
}

async function nextSerial(tx: Tx): Promise<number> {
  const { rows } = await sql<{ serial: number }>`select nextval('kernel.case_serial')::int8 as serial`.execute(tx)
  return Number(rows[0]?.serial)
}
