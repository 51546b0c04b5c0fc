import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#kernel'
import { sealedPersonal } from '../personal.ts'
import type { AgentIdentity, PersonIdentity } from './identity.ts'

/** No digest of any password: nothing that is typed opens the account. */
const NO_PASSWORD = ''
const LOGIN_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const LOGIN_LENGTH = 10

type Ground = Pick<Call, 'tx' | 'now' | 'kernel'>

/** An account for a citizen the provider has vouched for; null where somebody has registered with the number at this very moment. */
export async function createCitizen({ tx, now, kernel }: Ground, { name, residentId, phone }: PersonIdentity): Promise<string | null> {
  const id = randomUUID()
  const sealed = sealedPersonal(kernel.vault, id, { phone, residentId })
  const { rows } = await sql`
    with made as (
      insert into people.account (id, login, name, kind, password_hash, phone, resident_id, resident_id_digest, created_at)
      values (${id}, ${newLogin()}, ${name}, 'citizen', ${NO_PASSWORD}, ${sealed.phone}, ${sealed.residentId}, ${sealed.residentIdDigest}, ${now})
      on conflict (resident_id_digest) do nothing returning id)
    insert into people.account_role (account, role) select id, 'citizen' from made returning account`.execute(tx)
  return rows.length > 0 ? id : null
}

/** An account for somebody who acts for an organisation (经办人), and the organisation if it is new here. */
export async function createAgent(ground: Ground, { name, organisation }: AgentIdentity): Promise<string> {
  const { tx, now } = ground
  const party = await partyOf(ground, organisation)
  const id = randomUUID()
  await sql`insert into people.account (id, login, name, kind, password_hash, created_at)
    values (${id}, ${newLogin()}, ${name}, 'enterprise', ${NO_PASSWORD}, ${now})`.execute(tx)
  await sql`insert into people.account_role (account, role) values (${id}, 'enterprise')`.execute(tx)
  await sql`insert into people.party_agent (party, account, since) values (${party}, ${id}, ${now})`.execute(tx)
  await sql`update people.account set party = ${party} where id = ${id}`.execute(tx)
  return id
}

/** The organisation with this credit code. A name we have stays: cases and documents carry it. */
async function partyOf({ tx }: Ground, { name, uscc }: AgentIdentity['organisation']): Promise<string> {
  await sql`insert into people.party (id, name, uscc) values (${randomUUID()}, ${name}, ${uscc}) on conflict (uscc) do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`select id from people.party where uscc = ${uscc}`.execute(tx)
  const [party] = rows
  if (party === undefined) throw new Error('the organisation vanished')
  return party.id
}

/** Says nothing about the person; she may sign in with it once she has chosen a password. */
function newLogin(): string {
  const letters = [...randomBytes(LOGIN_LENGTH)].map((byte) => LOGIN_LETTERS[byte % LOGIN_LETTERS.length])
  return `unified-${letters.join('')}`
}
