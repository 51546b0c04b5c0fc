import { sql } from 'kysely'
import { reaches, type Applicant, type Call } from '#kernel'
import { Refusal } from '#platform/refusal'

/** For whom the actor acts at present: herself, the firm whose account this is, or the firm that has empowered her. */
export async function actingFor({ tx, actor }: Pick<Call, 'tx' | 'actor'>): Promise<{ applicant: Applicant; agentId: string | null }> {
  if (actor.agency) return { applicant: { kind: 'organisation', id: actor.agency.party, name: actor.agency.name }, agentId: actor.id }
  if (actor.party === null) return { applicant: { kind: 'person', id: actor.id, name: actor.name }, agentId: null }
  const { rows } = await sql<{ name: string }>`select name from people.party where id = ${actor.party}`.execute(tx)
  const name = rows[0]?.name ?? actor.name
  return { applicant: { kind: 'organisation', id: actor.party, name }, agentId: actor.id }
}

/** Who applies for this matter. Refuses an agent whom the firm has not empowered to file it. */
export async function applicantFor(
  call: Pick<Call, 'tx' | 'actor'>,
  item: { code: string; name: string; organisation: string },
): Promise<{ applicant: Applicant; agentId: string | null }> {
  const { agency } = call.actor
  if (agency && !agency.powers.includes('file')) throw new Refusal('rule', `${agency.name}给您的授权不包括提交申请，请单位加上这一项，或者换成为自己办`)
  if (agency && !reaches(agency, item.code, item.organisation)) {
    throw new Refusal('rule', `${agency.name}没有授权您办“${item.name}”，请单位加上这个事项，或者换成为自己办`)
  }
  return actingFor(call)
}
