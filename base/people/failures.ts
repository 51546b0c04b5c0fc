import { sql } from 'kysely'
import type { Tx } from '#platform/database'

const FAILURES_MAX = 5
const LOCK_MINUTES = 15

export interface Failures { count: number; left: number; lockedUntil: Date | null }

/** Counts a wrong password for the name, whether or not somebody has it; the last one allowed locks the name. */
export async function recordFailure(tx: Tx, login: string, now: Date): Promise<Failures> {
  const lockedUntil = new Date(now.getTime() + LOCKED_MINUTES * 60_000)
  const { rows } = await sql<{ count: number; lockedUntil: Date | null }>`
    with forgotten as (delete from people.sign_in_failure where last_at < ${now}::timestamptz - interval '1 day' and login <> ${login})
    insert into people.sign_in_failure as failure (login, failures, last_at) values (${login}, 1, ${now})
    on conflict (login) do update set
      failures = case when failure.locked_until <= ${now} then 1 else failure.failures + 1 end,
      locked_until = case when failure.locked_until <= ${now} then null
        when failure.failures + 1 >= ${FAILURES_MAX} then ${lockedUntil}::timestamptz end,
      last_at = ${now}
    returning failures as count, locked_until as "lockedUntil"`.execute(tx)
  const { count, lockedUntil: locked } = rows[0] ?? { count: 1, lockedUntil: null }
  return { count, left: Math.max(0, FAILURES_MAX - count), lockedUntil: locked }
}

/** The clocks of two servers never agree to the instant; a lock of one must hold at the other. */
const SKEW_MINUTES_MAX = 5

/** A lock that would last much longer than locks do was set by a clock that has been put right since. */
export function isLocked(lockedUntil: Date | null, now: Date): lockedUntil is Date {
  const left = (lockedUntil ?? now).getTime() - now.getTime()
  return left > 0 && left <= (LOCKED_MINUTES + SKEW_MINUTES_MAX) * 60_000
}

/** CHUNFENG_LOCK_MINUTES: how long five wrong passwords in a row lock a name, 15 unless told. */
export function lockMinutes(environment: Readonly<Record<string, string | undefined>>): number {
  const minutes = Number(environment['CHUNFENG_LOCK_MINUTES'] || LOCK_MINUTES)
  if (!(minutes > 0 && minutes <= 1440)) throw new Error('CHUNFENG_LOCK_MINUTES must be between 1 and 1440')
  return minutes
}

/** Read once: a wrong setting stops the program at start. */
const LOCKED_MINUTES = lockMinutes(process.env)
