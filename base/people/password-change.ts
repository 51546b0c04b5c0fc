import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { accountById, provePassword, type Account } from './account-proof.ts'
import { hashPassword, isPassword } from './password.ts'
import { isWornOut, passwordFault, passwordPolicy } from './password-policy.ts'
import { forgetSessions, sessionHashOf } from './sessions.ts'
import { inTurn } from './turns.ts'

export const PasswordChange = Type.Object({
  current: Type.String({ minLength: 1, maxLength: 128 }),
  next: Type.String({ minLength: 1, maxLength: 200 }),
}, { additionalProperties: false })
export type PasswordChange = Static<typeof PasswordChange>

/** How many old digests are kept, whatever the preset asks for. */
const PAST_KEPT_MAX = 24

/**
 * Somebody changes her own password; every other session of hers ends. `call.tx` must be no transaction, because a wrong
 * present password is counted although the call fails. Refuses with invalid, too-many or conflict.
 */
export async function changePassword(
  call: Call, { current, next }: PasswordChange, cookies: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { login } = await accountById(call, call.actor.id)
  await inTurn(login, async () => {
    const account = await provePassword(call, { login, password: current, wrong: wrongPresent('current') })
    const hash = await freshHash(call, account, { chosen: next, path: 'next' })
    await replacePassword(call, account, { hash, keep: sessionHashOf(cookies) })
  })
}

/** Said at the field where somebody who is signed in has typed her password once more. */
export function wrongPresent(path: string): (advice: string) => Refusal {
  return (advice) => new Refusal('invalid', `现在的密码不对，${advice}`, [{ path, message: `现在的密码不对，${advice}` }])
}

/** Whether this password opens nothing until it is changed: an administrator set it, or staff have had it too long. */
export function mustChange({ password, kind }: Account, now: Date): boolean {
  return password.mustChange || (kind === 'staff' && password.ages && isWornOut(password.changedAt, now))
}

/** What was typed for a new password, and the name of its field. */
interface Chosen { chosen: string; path: string }

/** The digest of a new password, if it is strong enough and none of the last ones. */
export async function freshHash({ tx }: Call, account: Account, { chosen, path }: Chosen): Promise<string> {
  const { id, login, password, hasSecondFactor } = account
  const unfit = (sentence: string): Refusal => new Refusal('invalid', sentence, [{ path, message: sentence }])
  const policy = passwordPolicy()
  const fault = passwordFault(chosen, login, { policy, hasSecondFactor })
  if (fault !== undefined) throw unfit(fault)
  const { rows } = await sql<{ hash: string }>`
    select password_hash as hash from people.past_password where account = ${id}
    order by replaced_at desc limit ${policy.historyCount - 1}`.execute(tx)
  const used = await Promise.all([password.hash, ...rows.map(({ hash }) => hash)].map((hash) => isPassword(chosen, hash)))
  const lately = policy.historyCount > 1 ? `最近用过的 ${policy.historyCount} 个` : '现在的'
  if (used.includes(true)) throw unfit(`新密码不能与${lately}相同，请换一个`)
  return hashPassword(chosen)
}

interface Replacement { hash: string; keep: string | null }

/** One statement: the new password, the old one remembered, every session but the present one ended. */
export async function replacePassword({ tx, now }: Call, { id, password }: Account, { hash, keep }: Replacement): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with changed as (
        update people.account set password_hash = ${hash}, password_changed_at = ${now}, password_must_change = false, password_ages = true
        where id = ${id} and password_hash = ${password.hash} returning id),
      remembered as (
        insert into people.past_password as past (account, password_hash, replaced_at) select id, ${password.hash}, ${now} from changed
        on conflict (account, password_hash) do update set replaced_at = excluded.replaced_at),
      forgotten as (
        delete from people.past_password where account = ${id} and password_hash in (
          select password_hash from people.past_password where account = ${id} order by replaced_at desc offset ${PAST_KEPT_MAX})),
      ended as (
        delete from people.session where account in (select id from changed) and token_hash is distinct from ${keep})
    select id from changed`.execute(tx)
  if (rows.length === 0) throw new Refusal('conflict', '密码刚刚在别处改过，请用新密码重新登录')
  forgetSessions(id, keep)
}
