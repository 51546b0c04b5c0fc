import { sql } from 'kysely'
import { Refusal } from '#platform/refusal'
import { caseFor, eventsOf, eventView, findCase, stateRule, workflowOf, type Call, type Case, type Relation } from '#kernel'
import { COMPLAINT_TYPE, RATING_LEVELS, ratedCaseOf } from '#base/ratings'

const PAGE_SIZE = 50
/** Who may open a complaint at the desk: those who were rated, and those who supervise. */
const DESK: readonly Relation[] = ['owner', 'approver', 'supervisor']

interface ComplaintRow {
  id: string
  number: string
  title: string
  organisation: string
  workflowVersion: number
  state: string
  level: number
  openedAt: Date
  queueDueOn: string | null
  closedAt: Date | null
}

/** The complaints this member of staff may see: a supervisor all of them, others those about their own organisation; the nearest day first. */
export async function complaintsFor(call: Call, { closed, page }: { closed: boolean; page: number }) {
  const everywhere = call.actor.roles.includes('supervisor')
  const where = sql`(${everywhere} or found.owner_organisation = ${call.actor.organisation}) and (found.closed_at is not null) = ${closed} and not found.sealed`
  const from = sql`from ratings.complaint complaint join kernel.case found on found.id = complaint.case_id where ${where}`
  const [{ rows }, { rows: counted }] = await Promise.all([
    sql<ComplaintRow>`
      select found.id, found.number, found.title, found.owner_organisation as organisation, found.workflow_version as "workflowVersion", found.state,
        (found.form->>'level')::int as level, found.opened_at as "openedAt", found.queue_due_on as "queueDueOn", found.closed_at as "closedAt"
      ${from} order by found.closed_at desc nulls first, found.queue_due_on, complaint.opened_at desc
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(call.tx),
    sql<{ total: number }>`select count(*)::int as total ${from}`.execute(call.tx),
  ])
  return { today: call.today, total: counted[0]?.total ?? 0, complaints: rows.map((row) => rowView(call, row)) }
}

/** One complaint at the desk: what was said, what was done; to a supervisor also which case it is about. Never who, to those who were rated. */
export async function complaintFor(call: Call, id: string) {
  const { found, relations } = await caseFor(call, id, DESK)
  refuseOther(found)
  const rated = relations.includes('supervisor') ? await ratedOf(call, id) : null
  return { id, ...wordsIn(found), rated }
}

/** The complaint as its rater sees it. */
export async function ownComplaint(call: Call, id: string) {
  const { found, relations } = await caseFor(call, id, ['agent'])
  refuseOther(found)
  const events = (await eventsOf(call.tx, found.id)).map((event) => eventView(call, found, { event, relations }))
  return { found, words: wordsIn(found), events, ratedCaseId: await ratedCaseOf(call.tx, id) ?? null }
}

function rowView(call: Call, { workflowVersion, ...row }: ComplaintRow) {
  const workflow = workflowOf(call.kernel, COMPLAINT_TYPE, workflowVersion)
  return {
    ...row, organisationName: call.kernel.nameOf(row.organisation), stateLabel: stateRule(workflow, row.state).label,
    levelLabel: RATING_LEVELS[row.level] ?? String(row.level), openedAt: row.openedAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null,
    overdue: row.queueDueOn !== null && call.today > row.queueDueOn,
  }
}

/** A supervisor opens the rated case as she may open any; the name stays masked there until a reason is given. */
async function ratedOf(call: Call, id: string): Promise<{ id: string; number: string } | null> {
  const ratedId = await ratedCaseOf(call.tx, id)
  const rated = ratedId === undefined ? undefined : await findCase(call.tx, ratedId)
  return rated ? { id: rated.id, number: rated.number } : null
}

function wordsIn({ form }: Case): { level: number; levelLabel: string; tags: string[]; text: string | null } {
  const { level, tags, text } = form
  return {
    level: Number(level), levelLabel: RATING_LEVELS[Number(level)] ?? '', tags: Array.isArray(tags) ? tags.map(String) : [],
    text: typeof text === 'string' ? text : null,
  }
}

function refuseOther(found: Case): void {
  if (found.type !== COMPLAINT_TYPE) throw new Refusal('not-found', '没有这个办件，或者您与它无关')
}
