import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Actor, Call } from '#kernel'
import { recordAudit } from './record.ts'

type SignInCall = Pick<Call, 'tx' | 'actor' | 'now' | 'from'>

/** Somebody has signed in, by whatever way; `what` says which. */
export async function recordSignIn(call: SignInCall, actor: Pick<Actor, 'id' | 'name' | 'roles' | 'organisation'>, what = '登录'): Promise<void> {
  await recordAudit(call, { action: 'sign-in', what, actor })
}

/** Somebody was not let in: writes it down and refuses as before. */
export async function refuseSignIn(call: SignInCall, login: string, error: unknown): Promise<never> {
  if (error instanceof Refusal) await recordRefusedSignIn(call, login, error.code)
  throw error
}

/** Nothing is written for somebody who was not signed in. */
export async function recordSignOut(call: SignInCall): Promise<void> {
  if (call.actor.id !== 'visitor') await recordAudit(call, { action: 'sign-out', what: '退出登录' })
}

async function recordRefusedSignIn(call: SignInCall, login: string, why: string): Promise<void> {
  const [known] = await runSql<Pick<Actor, 'id' | 'name' | 'organisation'>>(
    call.tx, 'select id, name, organisation from people.account where login = $1', [login],
  )
  // People type their password where the name belongs: what names nobody is not kept.
  const actor = { ...(known ?? { id: 'unknown', name: '（没有这个账号）', organisation: null }), roles: [] }
  await recordAudit(call, { action: 'sign-in', what: '登录', outcome: 'refused', actor, detail: { refused: why } })
}
