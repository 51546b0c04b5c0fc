import { inTransaction } from '#platform/database'
import { configFrom } from '#platform/config'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { accountById, provePassword } from '../account-proof.ts'
import { endSessions } from '../own-sessions.ts'
import { wrongPresent } from '../password-change.ts'
import { inTurn } from '../turns.ts'
import { linkOf, unlink } from './links.ts'

/** How the account of the actor stands to the unified identity; null where none is set up here. */
export interface OwnLink {
  label: string
  linkedAt: Date | null
  lastUsedAt: Date | null
  /** False: the unified identity is the only way in. */
  hasPassword: boolean
}

export async function ownLinkOf(call: Call): Promise<OwnLink | null> {
  const settings = configFrom(process.env).unifiedIdentity
  if (settings === null) return null
  const [found, { password }] = [await linkOf(call, call.actor.id, settings.issuer), await accountById(call, call.actor.id)]
  return { label: settings.label, linkedAt: found?.linkedAt ?? null, lastUsedAt: found?.lastUsedAt ?? null, hasPassword: password.hash !== '' }
}

/**
 * Takes the link away, by the password: a desk left open must not take away somebody's way in. Where she signed in by it elsewhere, she is
 * signed out. `call.tx` must be no transaction. Refuses with invalid, rule, not-found or too-many.
 */
export async function removeOwnLink(call: Call, password: string, cookies: Readonly<Record<string, string | undefined>>): Promise<void> {
  const settings = configFrom(process.env).unifiedIdentity
  if (settings === null) throw new Refusal('not-found', '这里没有设置统一身份认证')
  const { login, password: { hash } } = await accountById(call, call.actor.id)
  if (hash === '') throw new Refusal('rule', '这个账号还没有密码，解除绑定以后就进不来了；请先设置密码')
  await inTurn(login, () => provePassword(call, { login, password, wrong: wrongPresent('password') }))
  await inTransaction(call.tx, async (tx) => {
    const inside = { ...call, tx }
    if (!(await unlink(inside, call.actor.id, settings.issuer))) throw new Refusal('not-found', '您的账号没有绑定统一身份')
    await recordAudit(inside, { action: 'admin', what: '解除绑定统一身份认证', object: login })
    await endSessions(inside, call.actor.id, cookies)
  })
}
