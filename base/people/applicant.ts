import { sql } from 'kysely'
import type { Applicant, Call } from '#kernel'

/** For whom the actor applies: for herself, or as agent (经办人) for the body she acts for. */
export async function applicantFor({ tx, actor }: Call): Promise<{ applicant: Applicant; agentId: string | null }> {
  if (actor.party === null) return { applicant: { kind: 'person', id: actor.id, name: actor.name }, agentId: null }
  const { rows } = await sql<{ name: string }>`select name from people.party where id = ${actor.party}`.execute(tx)
  const name = rows[0]?.name ?? actor.name
  return { applicant: { kind: 'organisation', id: actor.party, name }, agentId: actor.id }
}
