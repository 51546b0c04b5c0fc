import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { dayAt } from '#platform/day'
import type { Actor } from '#kernel'

/**
 * SQL: whether the row `message` is in the actor's inbox: her own, that of the firm whose account hers is, and while she acts for a
 * firm as its agent, what is about cases she may see there and has not been told herself.
 */
export function isInInbox({ id, party, agency }: Actor): RawBuilder<SqlBool> {
  const own = sql<SqlBool>`message.recipient = any(${party === null ? [id] : [id, party]})`
  if (agency === undefined) return own
  const { items, organisations, powers } = agency
  const isEverything = items.length === 0 && organisations.length === 0
  return sql<SqlBool>`(${own} or (message.recipient = ${agency.party} and exists (
    select from kernel.case found where found.id = message.case_id and found.applicant_id = ${agency.party}
      and (${powers.includes('see')} or found.agent_id = ${id})
      and (${isEverything} or found.item_code = any(${[...items]}) or found.owner_organisation = any(${[...organisations]})))
    and not ${isToldHerself(sql`${id}`, { caseId: sql`message.case_id`, eventSeq: sql`message.event_seq` })}))`
}

/**
 * SQL: the accounts that are told of a notice outside of the inbox as well: the person, who holds the firm's own account, and the
 * agent who filed the case, as long as her agency is in force and unless the same event was told to her before.
 */
export function readersOf({ recipient, caseId, eventSeq, at }: { recipient: string; caseId?: string; eventSeq?: number; at: Date }): RawBuilder<unknown> {
  const day = dayAt(at)
  return sql`
    select id from people.account where id = ${recipient} and active
    union
    select account.id from people.party_agent agent join people.account account on account.id = agent.account
    where agent.party = ${recipient} and account.party = ${recipient} and account.active
    union
    select account.id from people.agency agency join people.account account on account.id = agency.agent and account.active
    join kernel.case found on found.id = ${caseId ?? null}::uuid and found.agent_id = agency.agent
    where agency.party = ${recipient} and agency.from_day <= ${day} and agency.until_day >= ${day} and (agency.revoked_at is null or agency.revoked_at > ${at})
      and ((agency.items = '{}' and agency.organisations = '{}') or found.item_code = any(agency.items) or found.owner_organisation = any(agency.organisations))
      and not ${isToldHerself(sql`agency.agent`, { caseId: sql`${caseId ?? null}::uuid`, eventSeq: sql`${eventSeq ?? null}::int` })}`
}

/** SQL: whether the event was told to this account by a message of its own, which is not to be counted twice. */
function isToldHerself(account: RawBuilder<unknown>, { caseId, eventSeq }: {
  caseId: RawBuilder<unknown>; eventSeq: RawBuilder<unknown>
}): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from messages.message own where own.recipient = ${account} and own.case_id = ${caseId} and own.event_seq = ${eventSeq})`
}
