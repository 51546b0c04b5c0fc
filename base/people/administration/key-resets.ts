import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { recordAudit } from '#base/audit'
import { endSessions } from '../own-sessions.ts'
import { removeFactor } from '../second-factor/factor.ts'
import { lockAccount, type AccountRow } from './account-list.ts'
import { halfPassword, joinHalves, setTemporaryPassword } from './keys.ts'
import { refuseAdministratorKeys, refuseOneself } from './separation.ts'

/** What is reset: the password, or the authenticator (动态码) of somebody who has lost the telephone. */
export type ResetKeys = 'password' | 'second-factor'
export const RESET_WORDS: Readonly<Record<ResetKeys, string>> = { password: '重置密码', 'second-factor': '解除动态码' }

/** A default of ours: whoever asked stands beside the person; what lies about longer is asked for anew. */
const OPEN_HOURS = 24
const RESETS_MAX = 50

export interface KeyReset {
  id: string
  account: { id: string; account: string; name: string; organisationName: string | null }
  keys: ResetKeys
  reason: string
  askedBy: string
  askedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  /** Null while it waits. */
  outcome: 'confirmed' | 'declined' | 'withdrawn' | 'expired' | null
}

/** What waits, and below it what was decided lately. */
export async function keyResets({ tx, now }: Call): Promise<KeyReset[]> {
  const { rows } = await sql<KeyReset>`
    select reset.id, json_build_object('id', account.id, 'account', account.login, 'name', account.name, 'organisationName', organisation.name) as account,
      reset.keys, reset.reason, asker.name as "askedBy", reset.asked_at as "askedAt", decider.name as "decidedBy",
      reset.decided_at as "decidedAt", coalesce(reset.outcome, case when ${isTooOld(now)} then 'expired' end) as outcome
    from people.key_reset reset join people.account account on account.id = reset.account
    join people.account asker on asker.id = reset.asked_by left join people.account decider on decider.id = reset.decided_by
    left join people.organisation organisation on organisation.id = account.organisation
    order by (reset.outcome is null and not ${isTooOld(now)}) desc, reset.asked_at desc, reset.id limit ${RESETS_MAX}`.execute(tx)
  return rows
}

/**
 * 系统管理员 asks that somebody's keys be reset and says why. For a password he gets the first half of the one for one time, shown this
 * once; nothing has changed yet. Refuses with rule or conflict.
 */
export async function askReset(
  call: Call,
  accountId: string,
  { keys, reason }: { keys: ResetKeys; reason: string },
): Promise<{ id: string; account: string; firstHalf: string | null }> {
  const found = await lockAccount(call, accountId)
  refuseOneself(call.actor.id, found)
  refuseAdministratorKeys(found)
  if (reason.trim() === '') throw new Refusal('invalid', '请写明为什么要重置', [{ path: 'reason', message: '请写明原因，例如：本人到窗口核对了身份证' }])
  const [id, firstHalf] = [randomUUID(), keys === 'password' ? halfPassword() : null]
  await sql`update people.key_reset reset set outcome = 'expired', decided_at = ${call.now}, first_half = null
    where outcome is null and ${isTooOld(call.now)}`.execute(call.tx)
  const { rows } = await sql`
    insert into people.key_reset (id, account, keys, reason, asked_by, asked_at, first_half)
    values (${id}, ${accountId}, ${keys}, ${reason.trim()}, ${call.actor.id}, ${call.now}, ${firstHalf && call.kernel.vault.seal(placeOf(id), firstHalf)})
    on conflict do nothing returning id`.execute(call.tx)
  if (rows.length === 0) throw new Refusal('conflict', '这个账号已经有一个同样的申请在等安全管理员确认；前一半密码丢了的，先撤回再申请')
  await note(call, `申请${RESET_WORDS[keys]}`, { found, reason })
  return { id, account: found.account, firstHalf }
}

/**
 * 安全管理员, who is somebody else, confirms. For a password he gets the second half: neither administrator knows the whole, and the
 * person types both. Every session of the account ends.
 */
export async function confirmReset(call: Call, id: string): Promise<{ account: string; secondHalf: string | null }> {
  const { reset, found } = await lockReset(call, id)
  refuseOneself(call.actor.id, found)
  refuseAdministratorKeys(found)
  if (reset.askedBy === call.actor.id) throw new Refusal('rule', '自己申请的不能自己确认，请另一位管理员来做')
  const secondHalf = reset.firstHalf && halfPassword()
  if (reset.firstHalf && secondHalf) await setTemporaryPassword(call, found, joinHalves(call.kernel.vault.open(placeOf(id), reset.firstHalf), secondHalf))
  else await takeFactor(call, found.id)
  await decide(call, id, 'confirmed')
  await note(call, `确认${RESET_WORDS[reset.keys]}`, { found, reason: reset.reason })
  return { account: found.account, secondHalf }
}

/** 安全管理员 says no, or 系统管理员 takes it back; the first half is worth nothing from then on. */
export async function closeReset(call: Call, id: string, outcome: 'declined' | 'withdrawn'): Promise<void> {
  const { reset, found } = await lockReset(call, id)
  refuseOneself(call.actor.id, found)
  await decide(call, id, outcome)
  await note(call, `${outcome === 'declined' ? '不同意' : '撤回'}${RESET_WORDS[reset.keys]}`, { found, reason: reset.reason })
}

interface Open { account: string; keys: ResetKeys; reason: string; askedBy: string; firstHalf: string | null }

async function lockReset(call: Call, id: string): Promise<{ reset: Open; found: AccountRow }> {
  const { rows } = await sql<Open & { isOpen: boolean }>`
    select account, keys, reason, asked_by as "askedBy", first_half as "firstHalf", outcome is null and not ${isTooOld(call.now)} as "isOpen"
    from people.key_reset reset where id = ${id} for update`.execute(call.tx)
  const [reset] = rows
  if (reset === undefined) throw new Refusal('not-found', '没有这个申请，请刷新后再试')
  if (!reset.isOpen) throw new Refusal('conflict', `这个申请已经处理过，或者超过了 ${OPEN_HOURS} 小时；还需要的话，请系统管理员重新申请`)
  return { reset, found: await lockAccount(call, reset.account) }
}

async function decide({ tx, actor, now }: Call, id: string, outcome: 'confirmed' | 'declined' | 'withdrawn'): Promise<void> {
  await sql`update people.key_reset set outcome = ${outcome}, decided_by = ${actor.id}, decided_at = ${now}, first_half = null where id = ${id}`.execute(tx)
}

async function takeFactor(call: Call, account: string): Promise<void> {
  await removeFactor(call, account)
  await endSessions(call, account)
}

function note(call: Call, what: string, { found, reason }: { found: AccountRow; reason: string }): Promise<void> {
  return recordAudit(call, { action: 'admin', what, object: found.account, reason })
}

function isTooOld(now: Date) {
  return sql`reset.asked_at < ${now}::timestamptz - ${OPEN_HOURS} * interval '1 hour'`
}

function placeOf(id: string): string {
  return `people.key_reset.first_half/${id}`
}
