import { inTransaction, runSql } from '#platform/database'
import type { Round } from '#kernel'
import { orderAnswers } from '../cards/orders.ts'
import { fireDeadlines } from './fire.ts'
import { settleAlerts } from './settle.ts'

const FIRE_PAUSE_MILLISECONDS = 30_000
const SETTLE_PAUSE_MILLISECONDS = 30_000

/** Fires what is due and orders the answers to its cards; after the first time of a day its digests may go out. */
export const fireRound: Round = {
  name: 'governance.fire', pauseMilliseconds: FIRE_PAUSE_MILLISECONDS,
  run: async (ground) => {
    await fireDeadlines(ground.database, ground)
    await inTransaction(ground.database, (tx) =>
      runSql(tx, 'insert into governance.sweep (on_day, finished_at) values ($1, $2) on conflict do nothing', [ground.today, ground.now]),
    )
    return orderAnswers(ground)
  },
}

export const settleRound: Round = {
  name: 'governance.settle', pauseMilliseconds: SETTLE_PAUSE_MILLISECONDS,
  run: async (ground) => { await settleAlerts(ground.database, ground); return false },
}
