/**
 * Who speaks with a platform, and when again: a platform that is dead or slow costs one waiting process a moment now and then,
 * and nobody else anything.
 */
import { runSql, type Tx } from '#platform/database'
import type { Kernel, Round } from '#kernel'
import type { PeerId } from '../peers.ts'

/** Another process takes over after this: the one that had the turn must have died. Longer than the questions of a turn can take. */
const LEASE_SECONDS = 60
const AGAIN_SECONDS_MAX = 600
const PULL_SECONDS = 10

export interface Turn { id: PeerId; url: string; secret: string; failures: number; turn: string; mayPull: boolean; successAt: Date | null }
export type Ground = Pick<Parameters<Round['run']>[0], 'database' | 'now' | 'today'> & { kernel: Kernel }

/** The platform that has waited longest of those there is something to say to. */
export async function claim({ database, now }: Ground): Promise<Turn | undefined> {
  const [turn] = await runSql<Turn>(database, `
    update upper_exchange.peer set next_at = $1::timestamptz + ${LEASE_SECONDS} * interval '1 second', turn = turn + 1
    where id = (
      select p.id from upper_exchange.peer p where p.state = 'on' and p.next_at <= $1
        and (p.pull_at <= $1 or exists (select from upper_exchange.row r where r.peer = p.id and r.state = 'waiting')
          or exists (select from upper_exchange.day d where d.peer = p.id and d.state <> 'even' and d.next_at <= $1))
      order by p.next_at, p.id limit 1 for update skip locked)
    returning id, url, secret, failures, turn::text as turn, pull_at <= $1 as "mayPull", success_at as "successAt"`, [now])
  return turn
}

/** Rows got through: at once again. @param reason what else did not go well */
export async function settle({ database, now }: Pick<Ground, 'database' | 'now'>, { id, turn, mayPull }: Turn, reason: string | null): Promise<void> {
  await runSql(database, `
    update upper_exchange.peer set next_at = $3, failures = 0, reason = $5, success_at = $3,
      pull_at = case when $4 then $3::timestamptz + ${PULL_SECONDS} * interval '1 second' else pull_at end
    where id = $1 and turn = $2`, [id, turn, now, mayPull, reason])
}

/** It did not: later, and ever later; the next time with one row only. */
export async function hold({ database, now }: Pick<Ground, 'database' | 'now'>, { id, turn, failures }: Turn, reason: string): Promise<void> {
  const seconds = Math.min(2 ** failures, AGAIN_SECONDS_MAX)
  await runSql(database, 'update upper_exchange.peer set next_at = $3, failures = failures + 1, reason = $4 where id = $1 and turn = $2',
    [id, turn, new Date(now.getTime() + seconds * 1000), reason])
}

/** At the press of a button: at once. */
export async function retryNow(tx: Tx, id: PeerId, now: Date): Promise<void> {
  await runSql(tx, 'update upper_exchange.peer set next_at = $2, pull_at = $2 where id = $1', [id, now])
}
