import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { stateRule, workflowOf, type Call } from '#kernel'
import { OBJECTION_TYPE } from '../nominations/names.ts'

interface Row {
  id: string
  number: string
  nomination: string
  nominee: string
  campaign: string
  state: string
  workflowVersion: number
  openedAt: Date
  dueOn: string | null
  by: string
  asUnit: boolean
  reason: string
  answer: string | null
}

/** Objections with who raised them, for those who answer: the open ones first, by their day. */
export async function objectionsOf(call: Call, { nomination = null, closed = null }: { nomination?: string | null; closed?: boolean | null }) {
  const rows = await runSql<Row>(call.tx, `
    select objection.case_id as id, found.number, objection.nomination_id as nomination, eligible.name as nominee,
      campaign.body->>'title' as campaign, found.state, found.workflow_version as "workflowVersion", objection.opened_at as "openedAt",
      found.queue_due_on as "dueOn", found.applicant_name as by, objection.as_unit as "asUnit",
      objection.reason, objection.answer
    from awards.objection objection join kernel.case found on found.id = objection.case_id
    join awards.nomination nomination on nomination.case_id = objection.nomination_id
    join awards.campaign campaign on campaign.id = nomination.campaign_id
    join awards.eligible eligible on eligible.campaign_id = nomination.campaign_id and eligible.subject = nomination.subject
    where ($1::uuid is null or objection.nomination_id = $1) and ($2::boolean is null or (found.closed_at is not null) = $2)
    order by found.closed_at is not null, found.queue_due_on, objection.opened_at desc, objection.case_id limit 200`, [nomination, closed])
  return rows.map(({ workflowVersion, ...row }) => ({
    ...row, stateLabel: stateRule(workflowOf(call.kernel, OBJECTION_TYPE, workflowVersion), row.state).label,
  }))
}

export interface OwnObjection {
  id: string
  number: string
  nominee: string
  campaign: string
  campaignId: string
  reason: string
  answer: string | null
  state: string
  stateLabel: string
  dueOn: string | null
}

/** One objection, for whoever raised it. */
export async function ownObjection(call: Call, id: string): Promise<OwnObjection> {
  const [row] = await runSql<Omit<OwnObjection, 'stateLabel'> & { workflowVersion: number }>(call.tx, `
    select objection.case_id as id, found.number, eligible.name as nominee, campaign.body->>'title' as campaign, campaign.id as "campaignId",
      objection.reason, objection.answer, found.state, found.workflow_version as "workflowVersion", found.queue_due_on as "dueOn"
    from awards.objection objection join kernel.case found on found.id = objection.case_id
    join awards.nomination nomination on nomination.case_id = objection.nomination_id
    join awards.campaign campaign on campaign.id = nomination.campaign_id
    join awards.eligible eligible on eligible.campaign_id = nomination.campaign_id and eligible.subject = nomination.subject
    where objection.case_id = $1 and objection.raised_by = $2`, [id, call.actor.id])
  if (!row) throw new Refusal('not-found', '没有这件异议，或者不是您提的')
  const { workflowVersion, ...found } = row
  return { ...found, stateLabel: stateRule(workflowOf(call.kernel, OBJECTION_TYPE, workflowVersion), row.state).label }
}
