/**
 * What a joint case of five permits costs from acceptance to release, beside the same five items as cases of their own: durable work
 * in the same run, on PostgreSQL as in production. Run: node bench/joint.ts [--rounds 5] [--projects 24] [--json].
 */
import { parseArgs } from 'node:util'
import { runSql } from '#platform/database'
import { startJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import type { Job } from '#kernel'
import { median, rounded } from './figures.ts'
import { prepareGround } from './ground.ts'
import { Site, type Waiting } from './joint/site.ts'
import { release } from './joint/walk.ts'

const AT_ONCE = [1, 8] as const
const TARGET = 1.3
const KINDS = ['apart', 'together'] as const
type Kind = (typeof KINDS)[number]

const {
  values,
} = parseArgs({ options: { rounds: { type: 'string', default: '5' }, projects: { type: 'string', default: '24' }, json: { type: 'boolean', default: false } } })
const [rounds, projects] = [Number(values.rounds), Number(values.projects)]
if (!(Number.isInteger(rounds) && rounds > 0 && Number.isInteger(projects) && projects > 0)) {
  process.stderr.write('--rounds 和 --projects 应为正整数\n')
  process.exit(2)
}
const note = (line: string) => process.stderr.write(`${line}\n`)

/** What one round took: per project, the milliseconds, the decisions people took, and the lines of the log. */
interface Round { milliseconds: number; decisions: number; events: number }

const ground = await prepareGround(note)
const url = await ground.district('joint')
const jobs = await startJobs<Job>(url, createLog('warn'))
const site = await Site.open(url, Math.max(...AT_ONCE), jobs.send)
const report: Awaited<ReturnType<typeof compete>>[] = []
for (const atOnce of AT_ONCE) report.push(await compete(atOnce))
await jobs.stop()
await site.database.destroy()
await ground.clear()
print()

/** A warm-up, then both kinds in turn, so that a slow moment of the machine hits both. */
async function compete(atOnce: number) {
  const results: Record<Kind, Round[]> = { apart: [], together: [] }
  for (const kind of KINDS) await round(kind, { atOnce, count: Math.min(projects, 8) })
  for (let index = 0; index < rounds; index += 1) {
    for (const kind of index % 2 === 0 ? KINDS : KINDS.toReversed()) {
      const taken = await round(kind, { atOnce, count: projects })
      results[kind].push(taken)
      note(`${atOnce} 人同时，第 ${index + 1}/${rounds} 轮 ${kind}：每个项目 ${rounded(taken.milliseconds)} 毫秒`)
    }
  }
  const ratios = results.together.map(({ milliseconds }, index) => milliseconds / (results.apart[index]?.milliseconds ?? milliseconds))
  return { atOnce, apart: middle(results.apart), together: middle(results.together), ratio: rounded(median(ratios)), target: TARGET }
}

async function round(kind: Kind, { atOnce, count }: { atOnce: number; count: number }): Promise<Round> {
  const waiting: Waiting[] = []
  for (let index = 0; index < count; index += 1) waiting.push(kind === 'together' ? await site.fileTogether() : await site.fileApart())
  const before = await countEvents()
  const begun = performance.now()
  let decisions = 0
  const walker = async (): Promise<void> => { 
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const taken = await release(site, one)
      decisions += taken
    }
  }
  await Promise.all(Array.from({ length: atOnce }, walker))
  const milliseconds = performance.now() - begun
  const after = await countEvents()
  return { milliseconds: milliseconds / count, decisions: decisions / count, events: (after - before) / count }
}

async function countEvents(): Promise<number> {
  const [row] = await runSql<{ events: number }>(site.database, 'select count(*)::int as events from kernel.event')
  return row?.events ?? 0
}

function middle(results: readonly Round[]): Round {
  const of = (name: keyof Round): number => rounded(median(results.map((one) => one[name])))
  return { milliseconds: of('milliseconds'), decisions: of('decisions'), events: of('events') }
}

function print(): void {
  if (values.json) return void process.stdout.write(`${JSON.stringify({ rounds, projects, runs: report })}\n`)
  for (const { atOnce, apart, together, ratio } of report) {
    process.stdout.write([
      `${atOnce} 个项目同时办，五个证从受理到放行：`,
      `  分别办理：每个项目 ${apart.milliseconds} 毫秒，${apart.decisions} 个决定，${apart.events} 条记录`,
      `  多证联办：每个项目 ${together.milliseconds} 毫秒，${together.decisions} 个决定，${together.events} 条记录`,
      `  联办是分别办理的 ${ratio} 倍（目标 ≤ ${TARGET}）\n`,
    ].join('\n'))
  }
}
