import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { Actor, Role } from './actor.ts'
import { COUNT_MAX } from './queues.ts'
import { relationsOf, type Standpoint } from './relations.ts'

/** Who learns how many cases of the whole district stand where; the others count those of their own office. */
const OF_DISTRICT: readonly Role[] = ['leader', 'supervisor', 'bureau']

export const seesDistrict = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.some((role) => OF_DISTRICT.includes(role))

export interface LiveCount { type: string; version: number; state: string; live: number }

/** How many open cases stand in each state of each workflow, as far as the actor may know. Sealed cases are in no number. */
export async function liveCounts(tx: Tx, actor: Actor): Promise<LiveCount[]> {
  const { rows } = await sql<LiveCount>`
    select type, workflow_version as version, state, count(*)::int as live from kernel.case
    where closed_at is null and ${isKnownTo(actor)} group by type, workflow_version, state`.execute(tx)
  return rows
}

export interface LiveCase {
  caseId: string
  number: string
  title: string
  owner: string
  openedAt: Date
  queueDueOn: Day | null
  /** Whether the actor stands in a relation to the case and may open it; a number alone opens nothing. */
  mayOpen: boolean
}

const PAGE_SIZE = 50

interface Asked { type: string; version: number; state: string; page: number }

/** The cases a count counts, the most urgent first: matter, office and days, not whose they are. */
export async function liveCases(tx: Tx, actor: Actor, { type, version, state, page }: Asked): Promise<{ total: number; size: number; cases: LiveCase[] }> {
  const which = sql`from kernel.case where closed_at is null and type = ${type} and state = ${state} and workflow_version = ${version} and ${isKnownTo(actor)}`
  const [{ rows }, { rows: counted }] = await Promise.all([
    sql<Row>`select id as "caseId", number, title, owner_organisation as "ownerOrganisation", receiving_organisation as "receivingOrganisation", opened_at as "openedAt",
      queue_due_on as "queueDueOn", applicant_kind as "applicantKind", applicant_id as "applicantId",
      item_code as "itemCode", agent_id as "agentId", handler_id as "handlerId", sealed
      ${which} order by queue_due_on, id limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(tx),
    sql<{ total: number }>`select count(*)::int as total from (select 1 ${which} limit ${COUNT_MAX}) as counted`.execute(tx),
  ])
  return { total: counted[0]?.total ?? 0, size: PAGE_SIZE, cases: rows.map((row) => liveCase(actor, row)) }
}

interface Row extends Omit<Standpoint, 'applicant'>, Pick<LiveCase, 'caseId' | 'number' | 'title' | 'openedAt' | 'queueDueOn'> {
  applicantKind: Standpoint['applicant']['kind']
  applicantId: string
}

function liveCase(actor: Actor, { applicantKind, applicantId, caseId, number, title, openedAt, queueDueOn, ...found }: Row): LiveCase {
  const relations = relationsOf(actor, { ...found, applicant: { kind: applicantKind, id: applicantId, name: '' } })
  return { caseId, number, title, owner: found.ownerOrganisation, openedAt, queueDueOn, mayOpen: relations.length > 0 }
}

function isKnownTo(actor: Actor): RawBuilder<boolean> {
  if (seesDistrict(actor)) return sql<boolean>`not sealed`
  const own = actor.organisation ?? ''
  const owns = actor.roles.includes('reviewer') || actor.roles.includes('approver')
  return sql<boolean>`not sealed and ((${owns} and owner_organisation = ${own}) or (${actor.roles.includes('window')} and receiving_organisation = ${own}))`
}
