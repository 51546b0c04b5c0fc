import { inTransaction } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { VISITOR, type Call } from '#kernel'
import { recordAudit, refuseSignIn } from '#base/audit'
import { accountById, type Account } from '../account-proof.ts'
import { mustChange } from '../password-change.ts'
import { useCode } from '../second-factor/factor.ts'
import { openSession, proveActive, type Device, type SignedIn } from '../sign-in.ts'
import { inTurn } from '../turns.ts'
import { endArrived, type Arrived } from './attempts.ts'
import { link, noteUse, waitForIdentity } from './links.ts'
import { UnifiedTrouble } from './troubles.ts'

interface Proof { cookies: Readonly<Record<string, string | undefined>>; device: Device; secret: string }

/**
 * The password or the code that was still missing. Wrong ones are counted as at any other sign-in, so `call.tx` must be no transaction.
 * Answers with the new session, or null where somebody who was signed in has only been linked.
 * @throws Refusal for what can be typed again, UnifiedTrouble for what ends the way
 */
export async function confirmArrival(asked: Call, arrived: Arrived, proof: Proof): Promise<SignedIn | null> {
  const call = { ...asked, actor: VISITOR }
  const account = await accountById(call, arrived.account)
  if (!account.active) throw new UnifiedTrouble('disabled', { account: account.id })
  await inTurn(account.login, () => prove(call, account, { asks: arrived.asks, secret: proof.secret }))
    .catch((error: unknown) => refuseSignIn(call, account.login, error))
  return inTransaction(call.tx, (tx) => finish({ ...call, tx }, arrived, { account, ...proof }))
}

async function prove(call: Call, account: Account, { asks, secret }: Pick<Arrived, 'asks'> & Pick<Proof, 'secret'>): Promise<void> {
  if (asks === 'code') return useCode(call, account, secret)
  const proved = await proveActive(call, account.login, secret)
  if (mustChange(proved, call.now)) throw new Refusal('password-change', '这个密码是管理员重置的，或者已经到期：请先用账号和密码登录，设置新密码，再绑定统一身份')
}

async function finish(
  call: Call,
  { identity, linkTo, entrance, asks }: Arrived,
  { account, cookies, device }: Omit<Proof, 'secret'> & { account: Account },
): Promise<SignedIn | null> {
  await endArrived(call, cookies)
  if (asks === 'password') {
    await waitForIdentity(call, identity)
    if (!(await link(call, identity, { account: account.id, entrance }))) throw new UnifiedTrouble('other-link', { account: account.id })
    await recordAudit(call, { action: 'admin', what: '绑定统一身份认证', object: account.login, actor: account })
  }
  if (linkTo !== null) return null
  await noteUse(call, account.id, identity.issuer)
  return openSession(call, account, device, 'unified')
}
