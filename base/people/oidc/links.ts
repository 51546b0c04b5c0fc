import { sql } from 'kysely'
import type { Call } from '#kernel'
import type { Entrance } from './attempts.ts'
import type { Identity } from './identity.ts'

type Known = Pick<Identity, 'issuer' | 'subject'>

/** What signing in looks at: the account an identity opens at this entrance. */
export async function linkedAccount(call: Pick<Call, 'tx' | 'kernel'>, identity: Known, entrance: Entrance): Promise<string | null> {
  const { rows } = await sql<{ account: string }>`
    select account from people.unified_link
    where issuer = ${identity.issuer} and subject_digest = ${digestOf(call, identity)} and is_staff = ${entrance === 'staff'}`.execute(call.tx)
  return rows[0]?.account ?? null
}

/** Whether the account is opened by some identity of this provider; null where it is not. */
export async function linkOf({ tx }: Pick<Call, 'tx'>, account: string, issuer: string): Promise<{ linkedAt: Date; lastUsedAt: Date | null } | null> {
  const { rows } = await sql<{ linkedAt: Date; lastUsedAt: Date | null }>`
    select linked_at as "linkedAt", last_used_at as "lastUsedAt" from people.unified_link where account = ${account} and issuer = ${issuer}`.execute(tx)
  return rows[0] ?? null
}

/** Ties the identity to the account. False when either is tied already. */
export async function link(call: Pick<Call, 'tx' | 'kernel' | 'now'>, identity: Known, { account, entrance }: { account: string; entrance: Entrance }): Promise<boolean> {
  const { rows } = await sql`
    insert into people.unified_link (issuer, subject_digest, is_staff, account, linked_at)
    values (${identity.issuer}, ${digestOf(call, identity)}, ${entrance === 'staff'}, ${account}, ${call.now})
    on conflict do nothing returning account`.execute(call.tx)
  return rows.length > 0
}

export async function unlink({ tx }: Pick<Call, 'tx'>, account: string, issuer: string): Promise<boolean> {
  const { rows } = await sql`delete from people.unified_link where account = ${account} and issuer = ${issuer} returning account`.execute(tx)
  return rows.length > 0
}

export async function noteUse({ tx, now }: Pick<Call, 'tx' | 'now'>, account: string, issuer: string): Promise<void> {
  await sql`update people.unified_link set last_used_at = ${now} where account = ${account} and issuer = ${issuer}`.execute(tx)
}

/** Until the end of the transaction nobody else arrives with this identity: two arrivals at once make one account. */
export async function waitForIdentity(call: Pick<Call, 'tx' | 'kernel'>, identity: Known): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${digestOf(call, identity)}, 0))`.execute(call.tx)
}

function digestOf({ kernel }: Pick<Call, 'kernel'>, { issuer, subject }: Known): string {
  return kernel.vault.digest('people.unified_link.subject', `${issuer}\n${subject}`)
}
