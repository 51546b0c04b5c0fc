/** Nominations as they stand beside their cases. */
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'

export interface Nomination {
  id: string
  campaignId: string
  subject: string
  kind: 'person' | 'post'
  name: string
  organisation: string
  people: string[]
  evidenceVersion: number
  number: string
  state: string
  workflowVersion: number
  version: number
  traits: Record<string, unknown>
  dueOn: string | null
  title: string
}

const COLUMNS = `nomination.case_id as id, nomination.campaign_id as "campaignId", nomination.subject,
  eligible.kind, eligible.name, eligible.organisation, eligible.people, nomination.evidence_version as "evidenceVersion",
  found.number, found.state, found.workflow_version as "workflowVersion", found.version, found.traits, found.queue_due_on as "dueOn", found.title`
const FROM =
  `from awards.nomination nomination join awards.eligible eligible using (campaign_id, subject) join kernel.case found on found.id = nomination.case_id`
const NOMINATIONS_MAX = 2000

export async function nominationOf(tx: Tx, id: string): Promise<Nomination> {
  const [row] = await runSql<Nomination>(tx, `select ${COLUMNS} ${FROM} where nomination.case_id = $1`, [id])
  if (!row) throw noNomination()
  return row
}

/** By unit and name; of one state where it is named. */
export function nominationsIn(tx: Tx, campaignId: string, state: string | null = null): Promise<Nomination[]> {
  return runSql<Nomination>(tx, `
    select ${COLUMNS} ${FROM} where nomination.campaign_id = $1 and ($2::text is null or found.state = $2)
    order by eligible.organisation, eligible.name, nomination.case_id limit ${NOMINATIONS_MAX}`, [campaignId, state])
}

export interface Support {
  nominationId: string
  account: string
  kind: 'self' | 'unit' | 'citizen'
  name: string
  words: string
  caseId: string | null
  caseNumber: string | null
  at: Date
}

export function supportsOf(tx: Tx, nominationIds: readonly string[]): Promise<Support[]> {
  return runSql<Support>(tx, `
    select support.nomination_id as "nominationId", support.account, support.kind, support.name, support.words, support.case_id as "caseId",
      attached.number as "caseNumber", support.given_at as at
    from awards.support support left join kernel.case attached on attached.id = support.case_id
    where support.nomination_id = any($1::uuid[]) order by support.given_at, support.account limit 5000`, [nominationIds])
}

export function noNomination(): Refusal {
  return new Refusal('not-found', '没有这件提名，或者您看不到')
}
