/** A hall whose cases go up to a simulated platform. */
import assert from 'node:assert/strict'
import { runSql, type Database } from '#platform/database'
import { canonicalJson } from '#platform/sm'
import { eventsOf, findCase, type Kernel } from '#kernel'
import { person } from '#kernel/testing'
import { filed, hall, led, type Hall } from '../applications/hall.test-support.ts'
import { rowsOf } from './mapping/rows-of.ts'
import { backfillSome } from './outbox/backfill.ts'
import { speak } from './outbox/round.ts'
import { guidOf } from './outbox/stamp.ts'
import { connect, switchOn, type PeerId } from './peers.ts'
import { FAMILY_IDS, type Family } from './shapes/column.ts'
import { tableOf } from './shapes/tables.ts'
import { UpperSimulator } from './simulator/server.ts'

export const ADMIN = person('sysadmin', ['sysadmin'])
export const BUREAU = person('bureau', ['bureau'], 'government-services')
const ROUNDS_MAX = 2000

export interface Exchange extends Hall { upper: UpperSimulator }

export async function exchange(): Promise<Exchange> {
  const ground = await hall()
  const upper = await UpperSimulator.open('')
  process.env['CHUNFENG_UPPER_HOSTS'] = upper.host
  return { ...ground, upper, close: async () => { await upper.close(); await ground.close() } }
}

/** The office of before is gone, the platform knows nothing and behaves. */
export async function afresh({ database, upper }: Exchange): Promise<void> {
  await runSql(database, 'truncate upper_exchange.peer, upper_exchange.course, upper_exchange.row, upper_exchange.day, upper_exchange.down')
  upper.behaviours.clear()
  upper.store.rows.clear()
  upper.store.down.length = 0
  upper.store.complaints.length = 0
}

export async function connected({ world, upper }: Exchange, { peer = 'city', families = FAMILY_IDS }: {
  peer?: PeerId; families?: readonly Family[]
} = {}): Promise<void> {
  const { secret } = await world.as(ADMIN, (call) => connect(call, peer, { url: upper.url, families }))
  upper.secret = secret ?? assert.fail('密钥只给第一次')
  await world.as(BUREAU, (call) => switchOn(call, peer, world.today))
}

/** A case from receipt to the certificate and a rating; with a correction and a special procedure when asked. */
export async function lived(ground: Exchange, steps: readonly string[] = ['accept', 'review', 'approve', 'issue', 'deliver', 'rate']): Promise<string> {
  const { found } = await filed(ground)
  await led(ground, found.id, steps)
  await ground.world.settle()
  return found.id
}

/** What a turn sets going is done with the rest, when the world settles. */
export const turn = ({ database, world: { kernel, jobs, now, today } }: Exchange): Promise<boolean> =>
  speak({ database, kernel: { ...kernel, sendJobs: async (_tx, sent) => void jobs.push(...sent) }, now, today })

export const later = ({ world }: Exchange, seconds: number): void => { world.now = new Date(world.now.getTime() + seconds * 1000) }

/** Rounds until nobody has anything to say at this moment. */
export async function quiet(ground: Exchange): Promise<void> {
  for (let rounds = 0; rounds < ROUNDS_MAX; rounds += 1) if (!(await turn(ground))) return
  assert.fail('没有说完的时候')
}

export async function filledIn(ground: Exchange): Promise<void> {
  while (await backfillSome({ database: ground.database, kernel: ground.world.kernel, now: ground.world.now, today: ground.world.today }));
}

export interface Shown { id: string; table: string; version: number; sequence: number; state: string; reason: string | null; attempts: number }

export const rows = ({ database }: Exchange, where = 'true'): Promise<Shown[]> =>
  runSql<Shown>(database, `select id, tbl as "table", version, sequence, state, reason, attempts from upper_exchange.row where ${where} order by case_id, family, place, version`)

/** What the platform would have to hold, reckoned from the log alone: each row once, as it stands last. */
export async function expected(
  { database, world: { kernel } }: { database: Database; world: { kernel: Kernel } },
  peer: PeerId,
  families: readonly Family[] = FAMILY_IDS,
): Promise<Map<string, string>> {
  const cases = await runSql<{ id: string }>(database, "select id from kernel.case where type = 'application'")
  const all = new Map<string, string>()
  for (const { id } of cases) {
    const [found = assert.fail(), events] = [await findCase(database, id), await eventsOf(database, id)]
    for (const [index] of events.entries()) {
      for (const row of rowsOf({ kernel, found, events, index }, families))
        all.set(guidOf({ peer, caseId: id, table: row.table, sequence: row.sequence }), canonicalJson(row.columns))
    }
  }
  return all
}

/** What it does hold, without what the exchange adds to each version. */
export function held({ upper }: Pick<Exchange, 'upper'>): Map<string, string> {
  return new Map([...upper.store.rows.values()].map(({ guid, table, columns }) => {
    const stamped = new Set(tableOf(table).columns.flatMap(({ name, stamp }) => (stamp ? [name] : [])))
    return [guid, canonicalJson(Object.fromEntries(Object.entries(columns).filter(([name]) => !stamped.has(name))))]
  }))
}
