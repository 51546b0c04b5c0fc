import { sql } from 'kysely'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import type { Account } from './account-proof.ts'

/** One reset of somebody's keys by the administrators, as its owner is told. */
export interface ResetTold { keys: 'password' | 'second-factor'; at: Date; askedBy: string; confirmedBy: string; reason: string }

/** How long it stands in 账号与安全. */
const SHOWN_DAYS = 90
const SHOWN_MAX = 20

/** What the administrators have done to the keys of the account lately, the latest first. */
export async function resetsOf({ tx, now }: Pick<Call, 'tx' | 'now'>, account: string): Promise<ResetTold[]> {
  const { rows } = await sql<ResetTold>`
    select reset.keys, reset.decided_at as at, asker.name as "askedBy", decider.name as "confirmedBy", reset.reason
    from people.key_reset reset join people.account asker on asker.id = reset.asked_by join people.account decider on decider.id = reset.decided_by
    where reset.account = ${account} and reset.outcome = 'confirmed' and reset.decided_at > ${now}::timestamptz - ${SHOWN_DAYS} * interval '1 day'
    order by reset.decided_at desc, reset.id limit ${SHOWN_MAX}`.execute(tx)
  return rows
}

/** Whether there is something she has not been told; from now on she has, and the audit log says so. */
export async function tellResets(call: Call, account: Pick<Account, 'id' | 'login' | 'name' | 'roles' | 'organisation'>): Promise<boolean> {
  const { rows } = await sql`
    update people.key_reset set told_at = ${call.now} where account = ${account.id} and outcome = 'confirmed' and told_at is null returning id`.execute(call.tx)
  if (rows.length === 0) return false
  await recordAudit(call, { action: 'admin', what: '登录时告知本人：密码或动态码被重置过', object: account.login, actor: account })
  return true
}

/** The latest one in a sentence, for whoever has to choose a new password because of it; undefined where there was none. */
export async function latestResetWords(call: Pick<Call, 'tx' | 'now'>, account: string): Promise<string | undefined> {
  const latest = (await resetsOf(call, account)).find(({ keys }) => keys === 'password')
  return latest && `您的密码于 ${clockWords(latest.at)} 由${latest.askedBy}申请、${latest.confirmedBy}确认重置（${latest.reason}）。不是您要求的，请不要继续，马上告诉审计管理员`
}

/** 3月2日 09:00, as clocks in China show it. */
function clockWords(at: Date): string {
  const text = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)}`
}
