import { runSql } from '#platform/database'
import { fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

/** Sent once more; what the other side does not take even now stops again. */
const stuck: Check<Ground> = {
  id: 'exchange-stuck',
  look: async ({ database }) => {
    const found = await runSql<{ ref: string; peer: string; reason: string | null }>(
      database,
      "select ref, peer, reason from anywhere.outbox where state = 'dead' order by created_at, id limit 100",
    )
    const names = found.map(({ ref, peer, reason }) => `${ref}（发往 ${peer}，${reason ?? '原因不明'}）`)
    return names.length === 0
      ? fine('与外区的交换没有停下的消息')
      : wrong(`与外区的交换有消息送不到，已经停下：${listed(names)}。同一件后面的消息都在等它`, healing('exchange-stuck'))
  },
  mend: async ({ database, now }) =>
    void (await runSql(database, "update anywhere.outbox set state = 'waiting', attempts = 0, reason = null, next_at = $1 where state = 'dead'", [now])),
}

export const exchangeChecks: readonly Check<Ground>[] = [stuck]
