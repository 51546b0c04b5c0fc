import type { Day } from '#platform/day'
import type { ClockHistory, Rules, Workflow } from '#kernel'
import { JOINT_TYPES } from '#base/joint'

/** What a type of case is for the figures. Only services are counted as matters of applicants; what the platform opens for itself never is. */
export type Kind = 'service' | 'joint' | 'internal'

/** How a matter ended: decided (granted, refused), before a decision, or otherwise (ended: what is no application). */
export type Outcome = 'granted' | 'refused' | 'notAccepted' | 'withdrawn' | 'terminated' | 'ended'
export type Turn = 'window' | 'owner' | 'approver' | 'applicant' | 'parent'

/** What the figures know of one case: a row of figures.case_fact. */
export interface CaseFact {
  case_id: string
  number: string
  type: string
  kind: Kind
  workflow_version: number
  parent_id: string | null
  organisation: string
  receiving: string
  place: string
  item_code: string
  item_name: string
  applicant_kind: string
  channel: 'online' | 'window' | 'system'
  state: string
  received_on: Day
  received_at: Date
  accepted_on: Day | null
  accepted_at: Date | null
  accepted_by: string | null
  is_deemed: boolean
  due_on: Day | null
  statutory_due_on: Day | null
  limit_days: number
  statutory_days: number
  decided_on: Day | null
  decided_at: Date | null
  decided_by: string | null
  decided_name: string | null
  resolved_on: Day | null
  resolved_at: Date | null
  outcome: Outcome | null
  on_time: boolean | null
  within_statutory: boolean | null
  /** Working days of the office's own time: pauses and waiting for the applicant are not in it. */
  working_days: number | null
  waiting_days: number
  paused_days: number
  late_stages: number
  corrections: number
  specials: number
  extensions: number
  returns: number
  handovers: number
  closed_on: Day | null
  reopenings: number
  reopened_on: Day | null
  issued_on: Day | null
  deliver_by: Day | null
  delivered_on: Day | null
  rating: number | null
  rated_on: Day | null
  last_at: Date
  last_seq: number
  last_staff: string | null
  visited: string[]
  turns: Record<string, Turn> | null
  clock: ClockHistory
}

/** A bundle (环评打捆) is one approval for several units, so it stands with the wholes. */
const JOINT: readonly string[] = [...JOINT_TYPES, 'bundled-eia']

export function kindOf(type: string): Kind {
  if (type === 'application') return 'service'
  return JOINT.includes(type) ? 'joint' : 'internal'
}

/** What stands before the names of the measures of this type of case: '', 'joint.', 'complaint.' … */
export function prefixOf({ kind, type }: { kind: Kind; type: string }): string {
  if (kind === 'service') return ''
  return kind === 'joint' ? 'joint.' : `${type}.`
}

/** The workflow a case runs under; undefined where no module declares it any more. */
export function declared({ workflows }: Rules, { type, workflow_version }: Pick<CaseFact, 'type' | 'workflow_version'>): Workflow | undefined {
  return workflows.get(type)?.find(({ version }) => version === workflow_version)
}

export function isClosedState(workflow: Workflow, state: string): boolean {
  const rule = workflow.states[state]
  return rule !== undefined && 'closed' in rule
}
