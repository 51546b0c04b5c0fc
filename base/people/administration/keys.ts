import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#kernel'
import { endSessions } from '../own-sessions.ts'
import { hashPassword } from '../password.ts'

/** Letters nobody confuses when reading them aloud. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const GROUPS = 2
const GROUP_LENGTH = 4

/** Two groups of four, 46 bits: half of a password for one time. One half alone is not to be guessed, with five tries before the name is locked. */
export function halfPassword(): string {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** What both halves make, as the person types it. */
export function joinHalves(first: string, second: string): string {
  return `${first}-${second}`
}

/** A password for one time: the next sign-in has to replace it. Every session of the account ends, and wrong tries are forgiven. */
export async function setTemporaryPassword(
  call: Pick<Call, 'tx' | 'now'>, { id, account }: { id: string; account: string }, temporaryPassword: string,
): Promise<string> {
  const hash = await hashPassword(temporaryPassword)
  await sql`insert into people.past_password (account, password_hash, replaced_at)
    select id, password_hash, ${call.now} from people.account where id = ${id} on conflict do nothing`.execute(call.tx)
  await sql`update people.account set password_hash = ${hash}, password_changed_at = ${call.now}, password_must_change = true
    where id = ${id}`.execute(call.tx)
  await sql`delete from people.sign_in_failure where login = ${account}`.execute(call.tx)
  await endSessions(call, id)
  return temporaryPassword
}
