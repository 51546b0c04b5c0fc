/**
 * A million deadlines that pass in the same minute: two processes fire them, each exactly once; beside it what PostgreSQL needs to
 * write as many rows of the same table by one INSERT … SELECT in the same run.
 * Run: node bench/deadlines.ts [--cases 1000000] [--processes 2] [--json].
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, runSql, type Database } from '#platform/database'
import { rounded } from './figures.ts'
import { prepareGround, TODAY } from './ground.ts'
import { copyIn } from './worklist/copy-in.ts'
import { COLUMNS } from './worklist/million-cases.ts'
import { BENCH_HASH, dueLines } from './deadlines/due-cases.ts'

const TARGET_SECONDS = 60

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '1000000' }, processes: { type: 'string', default: '2' }, json: { type: 'boolean', default: false } },
})
const [count, processes] = [Number(values.cases), Number(values.processes)]
const note = (line: string) => process.stderr.write(`${line}\n`)
const ground = await prepareGround(note)
const url = await ground.district('deadlines')
const database = openDatabase({ url, max: 2, statementMillisecondsMax: 0 })
note(`正在用 COPY 装入 ${count} 件同一天到期的办件……`)
await copyIn(url, `copy kernel.case (${COLUMNS.join(', ')}) from stdin`, dueLines(count))
await runSql(database, 'vacuum analyze kernel.case')
const rawSeconds = await timed(() => writeRaw(database))
const seconds = await timed(() => Promise.all(Array.from({ length: processes }, work)))
const [fired] = await runSql<{ rows: number; cases: number }>(database, `
  select count(*)::int as rows, count(distinct case_id)::int as cases from governance.alert
  where rule = 'overdue' and case_id in (select id from kernel.case where last_hash = $1)`, [BENCH_HASH])
await database.destroy()
await ground.clear()
print()

/** The same rows into a table with the same indexes, by one statement that decides nothing and locks nothing. */
async function writeRaw(raw: Database): Promise<void> {
  await runSql(raw, 'create table governance.raw (like governance.alert including all)')
  await runSql(raw, `
    insert into governance.raw (rule, rule_version, level, case_id, occurrence, organisation, item_code, due_on, fired_on, fired_at, supervise_until)
    select 'overdue', 1, 'yellow', id, due_on::text, owner_organisation, item_code, due_on, due_on + 1, now(), due_on + 4
    from kernel.case where due_on = $1`, [TODAY])
}

/** One process that does what every server does each half minute. What one skips because the other holds it, the other fires. */
async function work(): Promise<void> {
  const child = fork(join(import.meta.dirname, 'deadlines/worker.ts'), [url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('a process failed')
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return (performance.now() - begun) / 1000
}

function print(): void {
  const figures = {
    cases: count, processes, fired: fired?.rows, distinct: fired?.cases, seconds: rounded(seconds), perSecond: Math.round(count / seconds),
    rawSeconds: rounded(rawSeconds), rawPerSecond: Math.round(count / rawSeconds), ratio: rounded(rawSeconds / seconds),
  }
  if (values.json) return void process.stdout.write(`${JSON.stringify(figures)}\n`)
  process.stdout.write(`${count} 个期限同时到期，${processes} 个进程：${figures.seconds} 秒，每秒 ${figures.perSecond} 个；出了 ${figures.fired} 张黄牌，${figures.distinct} 件办件，一件一张\n`)
  process.stdout.write(`同样多的行、同样的索引，一条 INSERT … SELECT：${figures.rawSeconds} 秒，每秒 ${figures.rawPerSecond} 行；我们是它的 ${figures.ratio} 倍速\n目标 ${TARGET_SECONDS} 秒\n`)
}
