import { sql } from 'kysely'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { accountById } from './account-proof.ts'
import { freshHash, replacePassword } from './password-change.ts'
import { sessionHashOf } from './sessions.ts'
import { inTurn } from './turns.ts'

/** Whoever has just come from the provider is the person; whoever sits at a desk left open is not. */
const FRESH_MINUTES = 15

/**
 * The first password of an account that was made by the unified identity. There is none to prove oneself by, so the sign-in by the
 * unified identity has to be fresh. Other sessions end. Refuses with invalid, rule or conflict.
 */
export async function setFirstPassword(call: Call, chosen: string, cookies: Readonly<Record<string, string | undefined>>): Promise<void> {
  const account = await accountById(call, call.actor.id)
  if (account.password.hash !== '') throw new Refusal('conflict', '这个账号已经有密码了，请用修改密码')
  const keep = sessionHashOf(cookies)
  const { rows } = await sql`
    select 1 from people.session where token_hash = ${keep} and signed_in_by = 'unified'
      and created_at > ${call.now}::timestamptz - ${FRESH_MINUTES} * interval '1 minute'`.execute(call.tx)
  if (rows.length === 0) throw new Refusal('rule', `设置第一个密码，要在用统一身份认证登录后 ${FRESH_MINUTES} 分钟以内。请先退出，重新用它登录，再回到这里`)
  const hash = await freshHash(call, account, { chosen, path: 'next' })
  await inTurn(account.login, () => replacePassword(call, account, { hash, keep }))
}
