import { inTransaction, runSql, type Tx } from '#platform/database'
import { addCalendarDays, startOf } from '#platform/day'
import { findCases, type Case, type DailyWork, type Round } from '#kernel'
import { REPORTED_TYPE } from '../mapping/rows-of.ts'
import type { Peer } from '../peers.ts'
import { peersOn } from '../peers.ts'
import { reportCase } from './report.ts'

const PAUSE_MILLISECONDS = 2000
const BATCH = 20
const NOTHING = '00000000-0000-0000-0000-000000000000'

type Ground = Parameters<Round['run']>[0]
interface Filling extends Peer { after: string | null; total: number | null }

/**
 * What was there when a platform was switched on, a few cases at a time, beside everything else: it begins again where it stopped,
 * and what has gone up already is left alone. One process at a time.
 */
export const backfill: Round = { name: 'upper-exchange-backfill', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => backfillSome(ground) }

export async function backfillSome({ database, kernel, now }: Ground): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    const [peer] = await runSql<Filling>(tx, `
      select id, families, from_day as "fromDay", backfill_after as after, backfill_total as total from upper_exchange.peer
      where state = 'on' and backfill_ended_at is null order by id limit 1 for update skip locked`)
    if (!peer || peer.fromDay === null) return false
    const total = peer.total ?? await countFrom(tx, peer.fromDay)
    const ids = await runSql<{ id: string }>(
      tx,
      `
      select id from kernel.case where id > $1 and type = $2 and opened_at >= $3 and not sealed order by id limit ${BATCH}`,
      [peer.after ?? NOTHING, REPORTED_TYPE, startOf(peer.fromDay)],
    )
    for (const found of inOrder(ids, await findCases(tx, ids.map(({ id }) => id)))) await reportCase({ tx, kernel, now }, peer, found)
    await runSql(tx, `
      update upper_exchange.peer set backfill_total = $2, backfill_after = $3, backfill_done = backfill_done + $4,
        backfill_ended_at = case when $4 < ${BATCH} then $5::timestamptz end where id = $1`,
    [peer.id, total, ids.at(-1)?.id ?? peer.after, ids.length, now])
    return ids.length === BATCH
  })
}

async function countFrom(tx: Tx, fromDay: string): Promise<number> {
  const [row] = await runSql<{ count: number }>(tx, 'select count(*)::int as count from kernel.case where type = $1 and opened_at >= $2 and not sealed', [
    REPORTED_TYPE,
    startOf(fromDay),
  ])
  return row?.count ?? 0
}

const inOrder = (ids: readonly { id: string }[], cases: ReadonlyMap<string, Case>): Case[] => ids.flatMap(({ id }) => cases.get(id) ?? [])

const SWEPT_MAX = 500

/** Once for each finished day: a case whose job was given up after all its attempts is made up for. */
export const sweep: DailyWork = {
  name: 'upper-exchange-sweep',
  run: async ({ tx, kernel, now, today }) => {
    const day = addCalendarDays(today, -1)
    for (const peer of await peersOn(tx)) {
      const [mine] = await runSql<{ due: boolean }>(
        tx,
        'select (swept_on is null or swept_on < $2) as due from upper_exchange.peer where id = $1 for update skip locked',
        [peer.id, today],
      )
      if (mine?.due !== true || peer.fromDay === null) continue
      const ids = await runSql<{ id: string }>(tx, `
        select c.id from kernel.case c left join upper_exchange.course o on o.case_id = c.id and o.peer = $1
        where c.type = $2 and c.opened_at >= $3 and c.last_at >= $4 and not c.sealed and coalesce(o.mapped_seq, 0) < c.version
          order by c.id limit ${SWEPT_MAX}`,
      [peer.id, REPORTED_TYPE, startOf(peer.fromDay), startOf(day)])
      for (const found of inOrder(ids, await findCases(tx, ids.map(({ id }) => id)))) await reportCase({ tx, kernel, now }, peer, found)
      if (ids.length < SWEPT_MAX) await runSql(tx, 'update upper_exchange.peer set swept_on = $2 where id = $1', [peer.id, today])
    }
  },
}
