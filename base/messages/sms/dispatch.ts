import { runSql, type Database } from '#platform/database'
import { maskPersonal } from '#platform/mask'
import { Refusal } from '#platform/refusal'
import { VaultTrouble } from '#platform/vault'
import type { Kernel } from '#kernel'
import { personalOf } from '#base/people'
import { isQuiet, minuteAt } from '../outward/rules.ts'
import type { SmsAdapter, Verdict } from './adapter.ts'
import type { SmsConfig } from './sms-config.ts'

const BATCH = 10
/** So long after the timeout another process takes a message over: its sender must have died. */
const LEASE_SLACK_SECONDS = 10
const TIMEOUT_SECONDS = 10

interface Ground { database: Database; kernel: Kernel; now: Date }
interface Claimed { id: string; account: string; words: string; attempts: number }

/**
 * Sends what is due, each message by one process at a time. First it is written down that it is being sent, then it is sent, then
 * what came of it is written down: whoever dies in between has it sent once more under the same key, and never loses it.
 */
export async function sendDue(ground: Ground, adapter: SmsAdapter, { rules, attemptsMax, gateway }: SmsConfig): Promise<boolean> {
  if (isQuiet(rules, minuteAt(ground.now))) return false
  const leaseSeconds = (gateway?.timeoutSeconds ?? TIMEOUT_SECONDS) + LEASE_SLACK_SECONDS
  const claimed = await claim(ground, leaseSeconds)
  await Promise.all(claimed.map(async (sms) => settle(ground, sms, { ...await attempt(ground, sms, adapter), attemptsMax })))
  return claimed.length === BATCH
}

/** The new time also keeps others away while it is being sent. */
async function claim({ database, now }: Ground, leaseSeconds: number): Promise<Claimed[]> {
  return runSql<Claimed>(database, `
    update messages.sms set state = 'sending', attempts = attempts + 1, next_at = $1::timestamptz + $2 * interval '1 second'
    where id in (select id from messages.sms where state in ('waiting', 'sending') and next_at <= $1 order by next_at, id limit ${BATCH} for update skip locked)
    returning id, account, words, attempts`, [now, leaseSeconds])
}

interface Attempted { verdict: Verdict; phoneMasked: string | null }

async function attempt({ database, kernel }: Ground, { id, account, words }: Claimed, adapter: SmsAdapter): Promise<Attempted> {
  const phone = await phoneOf({ kernel, tx: database }, account)
  if (phone === SHUT) return { verdict: { kind: 'later', reason: '手机号打不开，请检查个人信息密钥' }, phoneMasked: null }
  if (phone === null) return { verdict: { kind: 'refused', reason: '没有登记手机号，或者账号已经不在' }, phoneMasked: null }
  return { verdict: await adapter.send({ key: id, phone, text: words }), phoneMasked: maskPersonal(phone) }
}

/** The number is there, and its key is not. */
const SHUT = Symbol('shut')

async function phoneOf(call: Parameters<typeof personalOf>[0], account: string): Promise<string | null | typeof SHUT> {
  try {
    return (await personalOf(call, account)).phone
  } catch (error) {
    if (error instanceof Refusal) return null
    if (error instanceof VaultTrouble) return SHUT
    throw error
  }
}

type Settling = Attempted & { attemptsMax: number }

/** Only while it is still ours: what came of an attempt that took too long is no longer news. */
async function settle({ database, now }: Ground, { id, attempts }: Claimed, { verdict, phoneMasked, attemptsMax }: Settling): Promise<void> {
  const { state, reason, nextAt } = outcomeOf(verdict, { attempts, attemptsMax, now })
  await runSql(database, `
    update messages.sms set state = $3, reason = $4, phone_masked = coalesce($5, phone_masked), next_at = coalesce($6, next_at),
      done_at = case when $3 = 'waiting' then null else $7::timestamptz end
    where id = $1 and attempts = $2 and state = 'sending'`, [id, attempts, state, reason, phoneMasked, nextAt, now])
}

interface Outcome { state: 'sent' | 'kept' | 'dead' | 'waiting'; reason: string | null; nextAt: Date | null }

/** What an attempt leads to. Pure. */
export function outcomeOf(verdict: Verdict, { attempts, attemptsMax, now }: { attempts: number; attemptsMax: number; now: Date }): Outcome {
  switch (verdict.kind) {
    case 'sent':
    case 'kept': return { state: verdict.kind, reason: null, nextAt: null }
    case 'refused': return { state: 'dead', reason: verdict.reason, nextAt: null }
    case 'later': {
      if (attempts >= attemptsMax) return { state: 'dead', reason: `试了 ${attempts} 次没有发出：${verdict.reason}`, nextAt: null }
      return { state: 'waiting', reason: verdict.reason, nextAt: new Date(now.getTime() + pauseSeconds(attempts, verdict.afterSeconds) * 1000) }
    }
  }
}

const PAUSE_SECONDS = 15
const PAUSE_SECONDS_MAX = 3600

/** Twice as long each time, and never shorter than the provider asks for. */
function pauseSeconds(attempts: number, afterSeconds = 0): number {
  return Math.max(afterSeconds, Math.min(PAUSE_SECONDS * 2 ** (attempts - 1), PAUSE_SECONDS_MAX))
}
