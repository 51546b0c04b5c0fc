import { dayAt } from '#platform/day'
import { inTransaction, runSql } from '#platform/database'
import { PEERS, resendAll, UPPER_RULES, type PeerId } from '#modules/upper-exchange'
import { operator } from '../operator.ts'
import { fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

/** Wakes the connection; a platform that does not answer even now goes on being tried by itself. */
const outbox: Check<Ground> = {
  id: 'upper-exchange-outbox',
  look: async ({ database, now }) => {
    const found = await runSql<{ peer: PeerId; hours: number; reason: string | null }>(database, `
      select p.id as peer, p.reason, floor(extract(epoch from $1::timestamptz - (
        select min(r.made_at) from upper_exchange.row r where r.peer = p.id and r.state in ('waiting', 'queued')
          and not exists (select from upper_exchange.row b where b.peer = r.peer and b.case_id = r.case_id and b.family = r.family and b.state = 'rejected')
      )) / 3600)::int as hours
      from upper_exchange.peer p where p.state = 'on' order by p.id`, [now])
    const old = found.filter(({ hours }) => hours !== null && hours >= UPPER_RULES.outboxHoursMax)
      .map(({ peer, hours, reason }) => `${PEERS[peer]}（最早的等了 ${hours} 小时，${reason ?? '原因不明'}）`)
    return old.length === 0
      ? fine(found.length === 0 ? '没有向上级平台报送' : '向上级平台的报送没有积压')
      : wrong(`报不上去的数据积压了：${listed(old)}。收件不受影响，接通以后自己补上`, healing('upper-exchange-outbox'))
  },
  mend: async ({ database, now }) => void await runSql(database, "update upper_exchange.peer set next_at = $1, pull_at = $1 where state = 'on'", [now]),
}

/** Sent once more as it is; what the platform does not take even now comes back, and what is wrong by our own rules waits for a person. */
const rejected: Check<Ground> = {
  id: 'upper-exchange-rejected',
  look: async ({ database }) => {
    const found = await runSql<{ peer: PeerId; count: number }>(database,
      "select peer, count(*)::int as count from upper_exchange.row where state = 'rejected' group by peer order by peer")
    const many = found.filter(({ count }) => count > UPPER_RULES.rejectedMax).map(({ peer, count }) => `${PEERS[peer]} ${count} 行`)
    return many.length === 0
      ? fine('退回的上报数据不多')
      : wrong(`上级退回的数据没有人改：${listed(many)}。同一件后面的数据都在等。请到“数据上报”的退回数据里改正重报；照命令做是原样重报一次`, healing('upper-exchange-rejected'))
  },
  mend: async ({ database, kernel, now }) => {
    await kernel.vault.prepare(database)
    await inTransaction(database, (tx) => resendAll({ tx, kernel, now, today: dayAt(now), actor: operator() }))
  },
}

const days: Check<Ground> = {
  id: 'upper-exchange-days',
  look: async ({ database, now }) => {
    const found = await runSql<{ peer: PeerId; day: string }>(database, `
      select peer, day::text as day from upper_exchange.day where state = 'uneven'
        and day < ($1::timestamptz at time zone 'Asia/Shanghai')::date - ${UPPER_RULES.unevenDaysMax}
        order by day limit 100`, [now])
    const names = found.map(({ peer, day }) => `${PEERS[peer]} ${day}`)
    return names.length === 0 ? fine('与上级平台的对账没有长期不平的日子') : wrong(`与上级平台对不平的日子：${listed(names)}。请到“数据上报”的对账里看差在哪里，与对方核对`, healing('upper-exchange-days'))
  },
  mend: async ({ database, now }) => void await runSql(database, "update upper_exchange.day set next_at = $1 where state = 'uneven'", [now]),
}

export const upperExchangeChecks: readonly Check<Ground>[] = [outbox, rejected, days]
