import { inTransaction, runSql, sendSql, type Database, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { SYSTEM } from '#kernel'
import { recordAudit } from '#base/audit'
import { openedOf, type Kept } from '../outbox/stored.ts'
import type { Ground, Turn } from '../outbox/turn.ts'
import { CountsAnswer, ListAnswer, PATHS } from '../wire/messages.ts'
import { dayDigest, rowDigest } from '../wire/sealing.ts'
import { WireTrouble, type Wire } from '../wire/client.ts'
import { compared, type Held, type OurRow } from './compare.ts'

const ROWS_MAX = 200_000
const PAGES_MAX = 200
const RECHECK_SECONDS = 5
const NEXT_DAY_SECONDS = 86_400

/** What one table of one day looks like from both sides. */
export interface TableDay { table: string; ours: number; theirs: number; lost: number; altered: number; extra: number; doubled: number }
type Talk = { turn: Turn & { plain: string }; wire: Wire }

/**
 * Compares one day with the other side, if one is due: counts and digests first, the rows of a table only where those differ. What they
 * do not have goes to them again as it was; what they have altered goes as its next version. @returns whether there was a day
 */
export async function reconcileSome(ground: Ground, talk: Talk): Promise<boolean> {
  const { turn } = talk
  const [due] = await runSql<{ day: string }>(ground.database, `
    select day::text as day from upper_exchange.day where peer = $1 and state <> 'even' and next_at <= $2 order by next_at limit 1`, [turn.id, ground.now])
  if (!due) return false
  const ours = await ourRows(ground, turn, due.day)
  const { tables: counts } = await talk.wire.ask(PATHS.counts, { day: due.day }, CountsAnswer)
  const tables = [...new Set([...ours.keys(), ...counts.map(({ table }) => table)])].toSorted()
  const found: TableDay[] = []
  for (const table of tables)
    found.push(await compareTable(ground, talk, { day: due.day, table, ours: ours.get(table) ?? [], theirs: counts.find((one) => one.table === table) }))
  await conclude(ground, turn, { day: due.day, tables: found })
  return true
}

async function ourRows({ database, kernel }: Ground, { id, plain }: Talk['turn'], day: string): Promise<Map<string, OurRow[]>> {
  const rows = await runSql<Kept & { table: string; guid: string; version: number }>(database, `
    select id, tbl as "table", guid, version, columns, sealed from upper_exchange.row
    where peer = $1 and day = $2 and state = 'accepted' order by id limit ${ROWS_MAX}`, [id, day])
  const held = rows.map((row) =>
    ({ table: row.table, id: row.id, guid: row.guid, version: row.version, digest: rowDigest(plain, { ...row, columns: openedOf(kernel, row) }) }))
  return Map.groupBy(held, ({ table }) => table)
}

interface Beside { day: string; table: string; ours: readonly OurRow[]; theirs: CountsAnswer['tables'][number] | undefined }

async function compareTable(ground: Ground, talk: Talk, { day, table, ours, theirs }: Beside): Promise<TableDay> {
  const counted = { table, ours: ours.length, theirs: theirs?.count ?? 0, lost: 0, altered: 0, extra: 0, doubled: 0 }
  if (theirs?.count === ours.length && theirs.digest === dayDigest(ours.map(({ digest }) => digest))) return counted
  const { lost, altered, extra, doubled } = compared(ours, theirs ? await listed(talk.wire, { day, table }) : [])
  const strange = await notOurs(ground.database, talk.turn, extra)
  await inTransaction(ground.database, async (tx) => { await sendAgain(tx, lost); await renew(tx, altered) })
  return { ...counted, lost: lost.length, altered: altered.length, extra: strange, doubled: doubled.length }
}

async function listed(wire: Wire, { day, table }: { day: string; table: string }): Promise<Held[]> {
  const rows: Held[] = []
  let after: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await wire.ask(PATHS.list, { day, table, ...(after !== undefined && { after }) }, ListAnswer)
    rows.push(...answer.rows)
    if (answer.next === undefined) return rows
    after = answer.next
  }
  throw new WireTrouble('对账的清单没有尽头')
}

/** They said they had it: the same version once more. */
async function sendAgain(tx: Tx, lost: readonly OurRow[]): Promise<void> {
  if (lost.length > 0)
    await sendSql(tx,
    "update upper_exchange.row set state = 'waiting', attempts = 1, tried_at = null, reason = '对账时上级没有这一行' where id = any($1) and state = 'accepted'",
    [lost.map(({ id }) => id)])
}

/** They have something else under our number: the row once more under a new version, for a person to look at first. */
async function renew(tx: Tx, altered: readonly OurRow[]): Promise<void> {
  if (altered.length > 0)
    await sendSql(tx,
    "update upper_exchange.row set state = 'rejected', reason = '对账时上级的内容与报送的不同，请核对以后重报' where id = any($1) and state = 'accepted'",
    [altered.map(({ id }) => id)])
}

/** What is on its way, or was sent on the day and has a newer version on another, is no surprise. */
async function notOurs(database: Database, { id }: Turn, guids: readonly string[]): Promise<number> {
  if (guids.length === 0) return 0
  const known = await runSql<{ guid: string }>(database,
    "select distinct guid from upper_exchange.row where peer = $1 and guid = any($2) and state in ('waiting', 'queued', 'accepted')",
    [id, guids])
  return guids.length - known.length
}

async function conclude(ground: Ground, { id }: Turn, { day, tables }: { day: string; tables: readonly TableDay[] }): Promise<void> {
  const sum = (name: 'lost' | 'altered' | 'extra' | 'doubled') => tables.reduce((all, one) => all + one[name], 0)
  const [lost, altered, extra, doubled] = [sum('lost'), sum('altered'), sum('extra'), sum('doubled')]
  const isEven = lost + altered + extra + doubled === 0
  await inTransaction(ground.database, async (tx) => {
    await sendSql(tx, `
      update upper_exchange.day set state = $3, checked_at = $4, tables = $5, checks = case when $3 = 'even' then 0 else checks + 1 end,
        next_at = $4::timestamptz + least(case when $6 then ${RECHECK_SECONDS} *
          power(2, least(checks, 20)) else ${NEXT_DAY_SECONDS} end, ${NEXT_DAY_SECONDS}) * interval '1 second'
      where peer = $1 and day = $2`, [id, day, isEven ? 'even' : 'uneven', ground.now, JSON.stringify(tables), lost + altered > 0])
    await recordAudit({ tx, now: ground.now, actor: SYSTEM }, { action: 'export', what: '与上级平台对账', object: id, detail: { day, lost, altered, extra, doubled } })
  })
}

/** At the press of a button: the day is compared as soon as the connection has its turn, also today. */
export async function askForDay(call: Call, peer: string, day: string): Promise<void> {
  const found = await runSql(
    call.tx, "update upper_exchange.day set state = 'due', next_at = $3, checks = 0 where peer = $1 and day = $2 returning day", [peer, day, call.now],
  )
  if (found.length === 0) throw new Refusal('not-found', '这一天没有报送过')
  await recordAudit(call, { action: 'admin', what: '要求与上级平台对账', object: peer, detail: { day } })
}

