/**
 * All tiles of the leader's page and the big screen over a million cases, with twenty viewers who look at different periods, units and 镇街
 * while the log goes on, and what PostgreSQL's own GROUP BY over the cases takes for one of those tiles in the same run.
 * Run: node bench/tiles.ts [--cases 1000000] [--seconds 20] [--json]; with --template year --today 2026-11-24 over a copy of a
 * demo year that is loaded already, on the server at CHUNFENG_TEST_DATABASE_URL.
 * So on 2026-11-23 (204,254 cases, other work on the machine): twenty viewers p99 33 ms, the slowest scope counted anew 93 ms, one tile's GROUP BY 100 ms.
 */
import { parseArgs } from 'node:util'
import { startOf } from '#platform/day'
import { openDatabase, runSql, type Database } from '#platform/database'
import { migrate, migrationFolders } from '#platform/migrate'
import { copiedDatabase } from '#platform/testing'
import type { Call } from '#kernel'
import { Snapshots } from '#modules/screens'
import { assembleKernel } from '../app.ts'
import { PERIODS } from '../modules/screens/period.ts'
import { percentile, rounded } from './figures.ts'
import { prepareGround, TODAY } from './ground.ts'
import { fillFigures } from './tiles/million-facts.ts'

const VIEWERS = 20
/** As the pages do. */
const POLL_MILLISECONDS = 800
/** So often something has happened in the district. */
const STEP_MILLISECONDS = 200
const TARGET_MILLISECONDS = 100
const SCOPES = [{}, {}, { organisation: 'market-regulation' }, { place: '440114001' }] as const
const ROUNDS = 20

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '20' },
    template: { type: 'string' },
    today: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const note = (line: string) => process.stderr.write(`${line}\n`)
const DAY_NOW = values.today ?? TODAY
const AT_NINE = new Date(startOf(DAY_NOW).getTime() + 9 * 3_600_000)
const ground = values.template === undefined ? await filled() : await copied(values.template)
const database = openDatabase({ url: ground.url, max: 20 })
const cases = Number((await runSql(database, 'select count(*)::int as n from figures.case_fact'))[0]?.['n'])
const kernel = assembleKernel({ sendJobs: async () => {} })
const alone = await countedAlone(database)
const byHand = await groupedByHand(database)
const seen = await watched(database, Number(values.seconds))
await database.destroy()
await ground.clear()
print()

async function filled(): Promise<{ url: string; loadSeconds: number; clear: () => Promise<void> }> {
  const { district, clear } = await prepareGround(note)
  const url = await district('tiles')
  const began = performance.now()
  note(`正在装入 ${values.cases} 件的事实、停留和计数……`)
  const loader = openDatabase({ url, max: 1, statementMillisecondsMax: 0 })
  await fillFigures(loader, Number(values.cases))
  await loader.destroy()
  return { url, loadSeconds: Math.round((performance.now() - began) / 1000), clear }
}

/** A year of events that were all lived through by the kernel's rules. */
async function copied(template: string): Promise<{ url: string; loadSeconds: number; clear: () => Promise<void> }> {
  const began = performance.now()
  const { url, db, close } = await copiedDatabase(template)
  await migrate(db, migrationFolders())
  await runSql(db, 'vacuum analyze figures.case_fact')
  return { url, loadSeconds: Math.round((performance.now() - began) / 1000), clear: close }
}

function callAt(now: Date): Call {
  return { kernel, tx: database, actor: { id: 'bench', name: '测速', roles: ['leader'], organisation: null, party: null }, now, today: DAY_NOW }
}

/** Everything counted anew, by nobody shared. */
async function countedAlone(tx: Database): Promise<{ period: string; scope: string; p50: number; max: number }[]> {
  const figures = []
  for (const period of PERIODS) for (const scope of SCOPES.slice(1)) {
    const took: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) took.push(await timed(() => new Snapshots().tiles({ ...callAt(AT_NINE), tx }, { period, ...scope })))
    figures.push({ period, scope: Object.values(scope).join(''), p50: rounded(percentile(took, 0.5)), max: rounded(Math.max(...took)) })
  }
  return figures
}

/** One tile, received and decided in time by unit this year, as one would ask the cases themselves. */
async function groupedByHand(tx: Database): Promise<number> {
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) took.push(await timed(() => runSql(tx, `
    select organisation, count(*) filter (where received_on >= $1), count(*) filter (where resolved_on >= $1),
      count(*) filter (where on_time and resolved_on >= $1), count(*) filter (where resolved_on is null)
    from figures.case_fact where received_on >= $1 or resolved_on >= $1 or resolved_on is null group by 1`, [`${DAY_NOW.slice(0, 4)}-01-01`])))
  return rounded(percentile(took, 0.5))
}

/** Twenty people look, each at what is hers; meanwhile somebody takes a step five times a second. */
async function watched(tx: Database, seconds: number): Promise<number[]> {
  const snapshots = new Snapshots()
  const until = performance.now() + seconds * 1000
  const now = () => new Date(AT_NINE.getTime() + performance.now())
  const took: number[] = []
  const look = async (viewer: number): Promise<void> => {
    const asked = { period: PERIODS[viewer % PERIODS.length] ?? 'month', ...SCOPES[Math.floor(viewer / PERIODS.length) % SCOPES.length] }
    await pause(viewer * POLL_MILLISECONDS / VIEWERS)
    while (performance.now() < until) {
      took.push(await timed(() => snapshots.tiles({ ...callAt(now()), tx }, asked)))
      await pause(POLL_MILLISECONDS)
    }
  }
  const step = async (): Promise<void> => {
    while (performance.now() < until) {
      await runSql(tx, "update kernel.checkpoint set position = position + 1 where projection = 'figures'")
      await pause(STEP_MILLISECONDS)
    }
  }
  await Promise.all([step(), ...Array.from({ length: VIEWERS }, (_, viewer) => look(viewer))])
  return took
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function print(): void {
  const [p50, p99, max] = [percentile(seen, 0.5), percentile(seen, 0.99), Math.max(...seen)].map(rounded)
  const slowest = alone.toSorted((one, other) => other.p50 - one.p50)[0]
  const ratio = rounded(byHand / (slowest?.p50 ?? 1))
  if (values.json)
    return void process.stdout.write(
      `${JSON.stringify({ cases, loadSeconds: ground.loadSeconds, alone, byHand, watched: { looks: seen.length, p50, p99, max }, ratio })}\n`,
    )
  process.stdout.write(`${values.template === undefined ? '装入' : '复制演示的一年，'} ${cases} 件用 ${ground.loadSeconds} 秒\n`)
  for (const one of alone) process.stdout.write(`${one.period.padEnd(8)} ${one.scope.padEnd(18)} 全部数字从头数一次：p50 ${one.p50} 毫秒，最慢 ${one.max} 毫秒\n`)
  process.stdout.write(`其中一格（各部门）直接在办件上 GROUP BY：p50 ${byHand} 毫秒，是最慢一种全部数字的 ${ratio} 倍\n`)
  process.stdout.write(`${VIEWERS} 人同时看、每秒五步，${seen.length} 次：p50 ${p50} 毫秒，p99 ${p99} 毫秒，最慢 ${max} 毫秒；目标 p99 ${TARGET_MILLISECONDS} 毫秒\n`)
}
