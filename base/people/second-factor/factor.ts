import { sql } from 'kysely'
import { toDataURL } from 'qrcode'
import { configFrom } from '#platform/config'
import { inTransaction, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { VISITOR, type Actor, type Call, type Role } from '#kernel'
import { countWrong, refuseLocked, type Account } from '../account-proof.ts'
import { issueRecoveryCodes, useRecoveryCode } from './recovery-codes.ts'
import { openedSecret, sealedSecret } from './sealing.ts'
import { newSecret, stepOf, totpUri } from './totp.ts'

/** What an authenticator needs to know; the picture is a PNG as a data address. */
export interface Enrolment { secret: string; uri: string; qr: string }
export interface FactorState { active: boolean; required: boolean; recoveryCodesLeft: number }
type Holder = Pick<Account, 'id' | 'login'>

/** Whether one of the roles may only work with a second factor; set by CHUNFENG_TOTP_ROLES. */
export function isSecondFactorRequired(roles: readonly Role[]): boolean {
  const required = configFrom(process.env).secondFactorRoles
  return roles.some((role) => required.includes(role))
}

/** A secret for an account that has none confirmed; an earlier one that was never confirmed is replaced. */
export async function beginFactor({ tx, now, kernel }: Call, { id, login }: Holder): Promise<Enrolment> {
  const secret = newSecret()
  const { rows } = await sql`
    insert into people.second_factor as factor (account, secret, begun_at) values (${id}, ${sealedSecret(kernel.vault, id, secret)}, ${now})
    on conflict (account) do update set secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
      where factor.confirmed_at is null
    returning account`.execute(tx)
  if (rows.length === 0) throw new Refusal('conflict', '已经绑定了身份验证器；要换一部手机，请先停用再绑定')
  const uri = totpUri(secret, login)
  return { secret, uri, qr: await toDataURL(uri, { margin: 2, width: 220 }) }
}

/**
 * Takes a code of the authenticator, or one of the recovery codes; each works once. A wrong one counts toward the lock
 * like a wrong password. `call.tx` must be no transaction.
 */
export async function useCode(call: Call, { id, login }: Holder, code: string): Promise<void> {
  const wrongCode = (advice: string): Refusal => wrongCodeFor(call.actor, advice)
  await refuseLocked(call, login)
  const isRight = /^\d{6}$/.test(code) ? await useTotp(call, id, code) : await useRecoveryCode(call.tx, id, { code, now: call.now })
  if (!isRight) throw await countWrong(call, login, wrongCode)
}

/** The first right code confirms the authenticator. Answers with the recovery codes, shown this once. */
export async function confirmFactor(call: Call, holder: Holder, code: string): Promise<string[]> {
  if (!/^\d{6}$/.test(code)) throw wrongCodeFor(call.actor, '请输入身份验证器上的六位数字')
  await useCode(call, holder, code)
  return issueOnConfirming(call, holder.id)
}

/** A role that asks for a second factor does not work without one. */
export function refuseRequired(roles: readonly Role[]): void {
  if (isSecondFactorRequired(roles)) throw new Refusal('rule', '您的岗位必须使用动态码，不能停用；手机丢了或要换，请安全管理员重置后重新绑定')
}

/** Ten new recovery codes for somebody who has just proved herself; the earlier ones end. */
export function renewRecoveryCodes({ tx }: Call, account: string): Promise<string[]> {
  return inTransaction(tx, (inner) => issueRecoveryCodes(inner, account))
}

export function removeFactor({ tx }: Pick<Call, 'tx'>, account: string): Promise<void> {
  return inTransaction(tx, async (inner) => {
    await sql`delete from people.recovery_code where account = ${account}`.execute(inner)
    await sql`delete from people.second_factor where account = ${account}`.execute(inner)
  })
}

export async function factorStateOf({ tx, actor }: Call): Promise<FactorState> {
  const { rows } = await sql<{ active: boolean; left: number }>`
    select exists (select 1 from people.second_factor where account = ${actor.id} and confirmed_at is not null) as active,
      (select count(*)::int from people.recovery_code where account = ${actor.id} and used_at is null) as left`.execute(tx)
  const { active, left } = rows[0] ?? { active: false, left: 0 }
  return { active, required: isSecondFactorRequired(actor.roles), recoveryCodesLeft: left }
}

/** Whether an authenticator was begun but no code has confirmed it. */
export async function isFactorPending(tx: Tx, account: string): Promise<boolean> {
  const { rows } = await sql`select 1 from people.second_factor where account = ${account} and confirmed_at is null`.execute(tx)
  return rows.length > 0
}

/** A step far ahead of now was noted by a clock that has been put right since; it must not lock its owner out. */
const AHEAD_STEPS_MAX = 20

async function useTotp({ tx, now, kernel }: Call, account: string, code: string): Promise<boolean> {
  const { rows } = await sql<{ secret: string }>`select secret from people.second_factor where account = ${account}`.execute(tx)
  const step = rows[0] === undefined ? null : stepOf(openedSecret(kernel.vault, account, rows[0].secret), code, now)
  if (step === null) return false
  const used = await sql`
    update people.second_factor set last_step = ${step}
    where account = ${account} and (last_step < ${step} or last_step > ${step + AHEAD_STEPS_MAX}) returning account`.execute(tx)
  return used.rows.length > 0
}

async function issueOnConfirming({ tx, now }: Call, account: string): Promise<string[]> {
  return inTransaction(tx, async (inner) => {
    await sql`update people.second_factor set confirmed_at = ${now} where account = ${account} and confirmed_at is null`.execute(inner)
    return issueRecoveryCodes(inner, account)
  })
}

/** Before signing in the page goes on asking for the code; to somebody who is signed in it is a field filled in wrongly. */
function wrongCodeFor({ id }: Actor, advice: string): Refusal {
  const sentence = `动态码不对或者已经用过，${advice}`
  return new Refusal(id === VISITOR.id ? 'second-factor' : 'invalid', sentence, [{ path: 'totp', message: sentence }])
}
