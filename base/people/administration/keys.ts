import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#kernel'
import { endSessions } from '../own-sessions.ts'
import { hashPassword } from '../password.ts'
import { removeFactor } from '../second-factor/factor.ts'
import { lockAccount } from './account-list.ts'
import { refuseAdministratorKeys, refuseOneself } from './separation.ts'

/**
 * 安全管理员 gives somebody a password for one time: the next sign-in has to replace it. Told to the person face to face; it is
 * shown this once. Every session of the account ends, and wrong tries are forgiven.
 */
export async function resetPassword(call: Call, id: string): Promise<{ account: string; temporaryPassword: string }> {
  const found = await lockAccount(call, id)
  refuseOneself(call.actor.id, found)
  refuseAdministratorKeys(found)
  return { account: found.account, temporaryPassword: await setTemporaryPassword(call, found) }
}

/** 安全管理员 takes away the authenticator of somebody who has lost the telephone; the password alone opens the account until a new one is bound. */
export async function resetSecondFactor(call: Call, id: string): Promise<void> {
  const found = await lockAccount(call, id)
  refuseOneself(call.actor.id, found)
  refuseAdministratorKeys(found)
  await removeFactor(call, id)
  await endSessions(call, id)
}

/** The reset itself; who may ask for it is the caller's business. */
export async function setTemporaryPassword(
  call: Pick<Call, 'tx' | 'now'>, { id, account }: { id: string; account: string },
): Promise<string> {
  const temporaryPassword = temporaryOne()
  const hash = await hashPassword(temporaryPassword)
  await sql`insert into people.past_password (account, password_hash, replaced_at)
    select id, password_hash, ${call.now} from people.account where id = ${id} on conflict do nothing`.execute(call.tx)
  await sql`update people.account set password_hash = ${hash}, password_changed_at = ${call.now}, password_must_change = true
    where id = ${id}`.execute(call.tx)
  await sql`delete from people.sign_in_failure where login = ${account}`.execute(call.tx)
  await endSessions(call, id)
  return temporaryPassword
}

/** Letters nobody confuses when reading them aloud. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

/** Four groups of four: 93 bits, and sure to satisfy every preset but for the chance of a missing kind of letter. */
function temporaryOne(): string {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}
