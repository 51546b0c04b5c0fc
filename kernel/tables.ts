import type { ColumnType, Generated } from 'kysely'
import type { Issued } from './case.ts'
import type { ClockEvent, ClockHistory } from './clock/index.ts'

export type KernelTables = {
  'kernel.case': CaseTable
  'kernel.event': EventTable
  'kernel.document': DocumentTable
  'kernel.command': CommandTable
  'kernel.checkpoint': CheckpointTable
}

/** JSON goes in as text and comes out parsed. */
type Json<Value> = ColumnType<Value, string, string>

export interface CaseTable {
  id: string
  number: string
  type: string
  workflow_version: number
  item_code: string
  item_version: number
  title: string
  applicant_kind: 'person' | 'organisation'
  applicant_id: string
  applicant_name: string
  agent_id: string | null
  owner_organisation: string
  receiving_organisation: string
  place: string
  parent_id: string | null
  state: string
  version: number
  form: Json<Record<string, unknown>>
  traits: Json<Record<string, unknown>>
  clock: Json<ClockHistory>
  accepted_on: string | null
  due_on: string | null
  statutory_due_on: string | null
  reminder_on: string | null
  queue: string | null
  queue_due_on: string | null
  handler_id: string | null
  sealed: Generated<boolean>
  query_password_hash: string
  opened_at: Date
  closed_at: Date | null
  last_at: Date
  last_hash: string
  next_timer_at: Date | null
}

export interface EventTable {
  case_id: string
  seq: number
  xid: Generated<string>
  position: Generated<number>
  at: Date
  on_day: string
  kind: string
  actor_id: string
  actor_name: string
  actor_organisation: string | null
  on_behalf_id: string | null
  on_behalf_name: string | null
  relation: string
  from_state: string | null
  to_state: string
  data: Json<Record<string, unknown>>
  clock_event: Json<ClockEvent | null>
  issued: Json<Issued | null>
  case_sm3: string
  previous_hash: string
  hash: string
  field_marks: string | null
}

export interface DocumentTable {
  case_id: string
  id: string
  seq: number
  kind: string
  number: string
  issued_at: Date
  facts: Json<Record<string, unknown>>
}

export interface CommandTable { actor_id: string; key: string; case_id: string; request_hash: string; at: Date }
export interface CheckpointTable { projection: string; xid: string; position: number }
