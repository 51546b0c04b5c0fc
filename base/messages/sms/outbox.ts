import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'

export const SMS_STATES = ['waiting', 'sending', 'sent', 'kept', 'dead'] as const
export type SmsState = (typeof SMS_STATES)[number]

/** The states in words; 'kept' is what would have been sent if a provider were set. */
export const SMS_STATE_WORDS: Readonly<Record<SmsState, string>> = {
  waiting: '等待发送', sending: '正在发送', sent: '已发出', kept: '没有外发（未接短信服务）', dead: '发不出去',
}

export interface SmsRow {
  id: string
  kind: 'urgent' | 'digest'
  state: SmsState
  /** 138****5678; null before the first attempt. */
  phone: string | null
  words: string
  attempts: number
  reason: string | null
  createdAt: Date
  nextAt: Date
  doneAt: Date | null
}

export const SMS_PAGE_MAX = 200

/** The newest short messages, of one state or of all. */
export async function listSms(tx: Tx, { state, limit }: { state: SmsState | null; limit: number }): Promise<SmsRow[]> {
  const states = state === null ? SMS_STATES : [state]
  return runSql<SmsRow>(tx, `
    select id, kind, state, phone_masked as phone, words, attempts, reason, created_at as "createdAt", next_at as "nextAt", done_at as "doneAt"
    from messages.sms where state = any($1) order by created_at desc, id limit $2`, [states, Math.min(limit, SMS_PAGE_MAX)])
}

export interface OwnSms { words: string; state: SmsState; createdAt: Date }
const OWN_MAX = 5

/** What was lately sent to somebody, for her own eyes. */
export async function recentSmsOf(tx: Tx, account: string): Promise<OwnSms[]> {
  return runSql<OwnSms>(tx, `
    select words, state, created_at as "createdAt" from messages.sms where account = $1 order by created_at desc, id limit ${OWN_MAX}`, [account])
}

/** Tries one that could not be sent from the beginning again, under its old key: a provider that has it already sends it no second time. */
export async function resendSms(tx: Tx, id: string, now: Date): Promise<void> {
  const done = await runSql(tx, `
    update messages.sms set state = 'waiting', attempts = 0, next_at = $2, reason = null, done_at = null
    where id = $1 and state = 'dead' returning id`, [id, now])
  if (done.length === 0) throw new Refusal('conflict', '只有“发不出去”的短信可以重发；请用 chunfeng sms list --state dead 查看')
}

/** All that could not be sent, e.g. after the provider was away for a day. */
export async function resendAllSms(tx: Tx, now: Date): Promise<number> {
  const done = await runSql(tx, `
    update messages.sms set state = 'waiting', attempts = 0, next_at = $1, reason = null, done_at = null where state = 'dead' returning id`, [now])
  return done.length
}

/** For whoever watches the house: how many short messages wait, since when at the longest, and how many could not be sent. */
export async function smsDepth(tx: Tx): Promise<{ waiting: number; dead: number; oldest: Date | null }> {
  const [row] = await runSql<{ waiting: number; dead: number; oldest: Date | null }>(tx, `
    select (select count(*)::int from messages.sms where state in ('waiting', 'sending')) as waiting,
      (select count(*)::int from messages.sms where state = 'dead') as dead,
      (select min(created_at) from messages.sms where state in ('waiting', 'sending')) as oldest`)
  return row ?? { waiting: 0, dead: 0, oldest: null }
}
