/**
 * First page of every queue with a million cases in the district, plain and narrowed, and the counts of all four queues, beside the same
 * page asked for by hand in SQL in the same run.
 * Run: node bench/worklist.ts [--cases 1000000] [--json].
 */
import { parseArgs } from 'node:util'
import { openDatabase, runSql, type Database } from '#platform/database'
import { countsFor, worklistFor, worklistRow, type Actor, type Call, type Narrowing, type Queue, type Role, type Sort } from '#kernel'
import { assembleKernel } from '../app.ts'
import { percentile, rounded } from './figures.ts'
import { NOW, prepareGround, TODAY } from './ground.ts'
import { copyIn } from './worklist/copy-in.ts'
import { caseLines, COLUMNS } from './worklist/million-cases.ts'

const ROUNDS = 100
const NARROWED_ROUNDS = 25
const PAGE_SIZE = 20
const TARGET_MILLISECONDS = 20
const QUEUES: readonly Queue[] = ['todo', 'doing', 'warning', 'done']
const PEOPLE: readonly { role: Role; organisation: string; raw: string }[] = [
  { role: 'window', organisation: 'hall', raw: 'window:hall' },
  { role: 'reviewer', organisation: 'market-regulation', raw: 'owner:market-regulation' },
  { role: 'approver', organisation: 'market-regulation', raw: 'approver:market-regulation' },
]

/** Common, middling and rare values, and none at all; each in all queues. */
const NARROWED: readonly { name: string; narrowing: Narrowing; sort?: Sort }[] = [
  { name: '申请人 王', narrowing: { applicant: '王' } }, { name: '申请人 欧伟', narrowing: { applicant: '欧伟' } }, { name: '申请人 没有的', narrowing: { applicant: '没有的' } },
  { name: '事项 多', narrowing: { itemCode: 'SL4401140100000' } },
  { name: '事项 少', narrowing: { itemCode: 'SL4401140100197' } }, { name: '事项 没有的', narrowing: { itemCode: 'SL0' } },
  { name: '状态 special', narrowing: { state: 'special' } },
  { name: '状态 withdrawn', narrowing: { state: 'withdrawn' } }, { name: '到期不晚于今天', narrowing: { dueBy: TODAY } },
  { name: '到期早于一切', narrowing: { dueBy: '2000-01-01' } }, { name: '我经办的', narrowing: { handler: 'mine' } }, { name: '没有经办人', narrowing: { handler: 'none' } },
  { name: '收件先后', narrowing: {}, sort: 'opened' }, { name: '收件先后倒序', narrowing: {}, sort: '-opened' }, { name: '到期倒序', narrowing: {}, sort: '-due' },
  { name: '申请人与状态', narrowing: { applicant: '王', state: 'special', handler: 'none' } },
]

const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' }, json: { type: 'boolean', default: false } } })
const note = (line: string) => process.stderr.write(`${line}\n`)
const ground = await prepareGround(note)
const url = await ground.district('worklist')
const loadSeconds = await load(url, Number(values.cases))
const database = openDatabase({ url, max: 4 })
const figures: Awaited<ReturnType<typeof measure>>[] = []
for (const person of PEOPLE) for (const queue of QUEUES) figures.push(await measure(database, person, queue))
const narrowed: Awaited<ReturnType<typeof measureNarrowed>>[] = []
for (const person of PEOPLE) for (const one of NARROWED) narrowed.push(await measureNarrowed(database, person, one))
const counted: Awaited<ReturnType<typeof measureCounts>>[] = []
for (const person of PEOPLE) counted.push(await measureCounts(database, person))
await database.destroy()
await ground.clear()
print()

/** COPY, then what a database of that age has long had: statistics. */
async function load(url: string, count: number): Promise<number> {
  const begun = performance.now()
  note(`正在用 COPY 装入 ${count} 件……`)
  await copyIn(url, `copy kernel.case (${COLUMNS.join(', ')}) from stdin`, caseLines(count))
  const database = openDatabase({ url, max: 1, statementMillisecondsMax: 0 })
  await runSql(database, 'vacuum analyze kernel.case')
  await database.destroy()
  return (performance.now() - begun) / 1000
}

async function measure(database: Database, { role, organisation, raw }: (typeof PEOPLE)[number], queue: Queue) {
  const actor = { id: 'bench', name: '测速', roles: [role], organisation, party: null }
  const call: Call = { kernel: assembleKernel({ sendJobs: async () => {} }), tx: database, actor, now: NOW, today: TODAY }
  const [own, byHand]: [number[], number[]] = [[], []]
  let total = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(await timed(async () => {
      const page = await worklistFor(database, actor, { queue, today: TODAY, page: 1, size: PAGE_SIZE })
      total = page.total
      return page.cases.map((found) => worklistRow(call, found))
    }))
    byHand.push(
      await timed(() => runSql(database, 'select id from kernel.case where queue = $1 and closed_at is null order by queue_due_on, id limit 20', [raw])),
    )
  }
  const [p50, p99, rawP50] = [percentile(own, 0.5), percentile(own, 0.99), percentile(byHand, 0.5)].map(rounded)
  return { role, queue, total, p50, p99, rawP50 }
}

/** The slowest queue of a condition, by its median. */
async function measureNarrowed(database: Database, person: (typeof PEOPLE)[number], { name, narrowing, sort = 'due' }: (typeof NARROWED)[number]) {
  const medians: { queue: Queue; p50: number; total: number }[] = []
  for (const queue of QUEUES) {
    const own: number[] = []
    let total = 0
    for (let round = 0; round < NARROWED_ROUNDS; round += 1) {
      own.push(await timed(async () => {
        const request = { queue, today: TODAY, page: 1, size: PAGE_SIZE, narrowing, sort }
        total = (await worklistFor(database, clerk(person), request)).total
      }))
    }
    medians.push({ queue, p50: rounded(percentile(own, 0.5)) ?? 0, total })
  }
  const [slowest] = medians.toSorted((one, other) => other.p50 - one.p50)
  return { role: person.role, name, queue: slowest?.queue, total: slowest?.total, p50: slowest?.p50 ?? 0 }
}

function clerk({ role, organisation }: (typeof PEOPLE)[number]): Actor {
  return { id: 'bench', name: '测速', roles: [role], organisation, party: null }
}

async function measureCounts(database: Database, person: (typeof PEOPLE)[number]) {
  const own: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) own.push(await timed(() => countsFor(database, clerk(person), TODAY)))
  return { role: person.role, p50: rounded(percentile(own, 0.5)), p99: rounded(percentile(own, 0.99)) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function print(): void {
  const worst = Math.max(...figures.map(({ p50 }) => p50 ?? 0))
  if (values.json)
    return void process.stdout.write(`${JSON.stringify({ cases: Number(values.cases), loadSeconds: rounded(loadSeconds), figures, narrowed, counted })}\n`)
  process.stdout.write(`装入 ${values.cases} 件用 ${Math.round(loadSeconds)} 秒（COPY 与统计）\n`)
  for (const { role, queue, total, p50, p99, rawP50 } of figures) {
    process.stdout.write(`${role.padEnd(9)} ${queue.padEnd(8)} 共 ${total}${total >= 1000 ? '+' : ''} 件  首页 p50 ${p50} 毫秒，p99 ${p99} 毫秒（手写 SQL 取一页 p50 ${rawP50} 毫秒）\n`)
  }
  for (const { role, name, queue, total, p50 } of narrowed) process.stdout.write(`${role.padEnd(9)} ${name}：最慢的队列 ${queue}，${total} 件，p50 ${p50} 毫秒\n`)
  for (const { role, p50, p99 } of counted) process.stdout.write(`${role.padEnd(9)} 四个队列的件数一次问：p50 ${p50} 毫秒，p99 ${p99} 毫秒\n`)
  process.stdout.write(`最慢的筛选 p50 ${Math.max(...narrowed.map(({ p50 }) => p50))} 毫秒\n最慢的队列 p50 ${worst} 毫秒，目标 ${TARGET_MILLISECONDS} 毫秒\n`)
}
