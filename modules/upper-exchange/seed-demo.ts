import { randomBytes } from 'node:crypto'
import { dayAt } from '#platform/day'
import { runSql, type Tx } from '#platform/database'
import { findCases, SYSTEM, type Kernel } from '#kernel'
import { takeIn } from './inbox/take-in.ts'
import { SUPERVISION } from './inbox/shapes.ts'
import { REPORTED_TYPE } from './mapping/rows-of.ts'
import { acceptRows, rejectRows } from './outbox/send.ts'
import { reportCase } from './outbox/report.ts'
import { secretPlace } from './peers.ts'
import { FAMILY_IDS } from './shapes/column.ts'

const CASES = 3
/** Where the simulator listens unless told otherwise. */
const SIMULATOR = 'http://127.0.0.1:8099'

/** The city's platform as if it had been tried out with the simulator and switched off again: some rows taken, one sent back. */
export async function seedDemoUpperExchange(kernel: Kernel, tx: Tx, now: Date): Promise<void> {
  await runSql(tx, `
    insert into upper_exchange.peer (id, url, secret, families, from_day, next_at, pull_at, created_at)
    values ('city', $1, $2, $3, $5, $4, $4, $4) on conflict do nothing`,
  [SIMULATOR, kernel.vault.seal(secretPlace('city'), randomBytes(32).toString('hex')), FAMILY_IDS, now, dayAt(now)])
  const ids = await runSql<{ id: string }>(
    tx, `select id from kernel.case where type = $1 and not sealed order by opened_at desc, id limit ${CASES}`, [REPORTED_TYPE],
  )
  for (const found of (await findCases(tx, ids.map(({ id }) => id))).values())
    await reportCase({ tx, kernel, now }, { id: 'city', families: [...FAMILY_IDS] }, found)
  const waiting = await runSql<{ id: string }>(tx, "select id from upper_exchange.row where peer = 'city' and state = 'waiting' order by family, id")
  const [back, ...taken] = waiting.map(({ id }) => id)
  await acceptRows(tx, taken, now)
  if (back !== undefined) await rejectRows(tx, [{ id: back, reason: '数据质检：投资项目统一编码与申报的项目对不上（示例）' }], now)
  await runSql(tx, "update upper_exchange.day set state = 'even', checked_at = $1, tables = $3 where peer = 'city' and day = $2", [
    now,
    dayAt(now),
    JSON.stringify(await countedToday(tx)),
  ])
  await seedSupervision(kernel, tx, now)
}

/** The city urges the case that is longest past its day; the words are invented. */
async function seedSupervision(kernel: Kernel, tx: Tx, now: Date): Promise<void> {
  const [late] = await runSql<{ number: string }>(tx,
    'select number from kernel.case where type = $1 and not sealed and closed_at is null order by queue_due_on, id limit 1', [REPORTED_TYPE])
  if (!late) return
  const columns = { 办件编号: late.number, 督办内容: '办件超过承诺期限，请说明原因并尽快办结（示例）', 监察编号: 'DB2026001' }
  await takeIn({ kernel, tx, now, today: dayAt(now), actor: SYSTEM }, { id: 'city', plain: '' }, { id: 'demo-1', table: SUPERVISION, columns })
}

async function countedToday(tx: Tx): Promise<object[]> {
  const rows = await runSql<{ table: string; count: number }>(tx,
    `select tbl as "table", count(*)::int as count from upper_exchange.row
    where peer = 'city' and state = 'accepted' group by tbl order by tbl`)
  return rows.map(({ table, count }) => ({ table, ours: count, theirs: count, lost: 0, altered: 0, extra: 0, doubled: 0 }))
}
