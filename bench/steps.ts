/**
 * Durable steps per second, in process and over HTTP, beside a hand-written statement on the same PostgreSQL in the same run.
 * Run: node bench/steps.ts [--seconds 10] [--json].
 */
import { parseArgs } from 'node:util'
import { median, percentile, perSecond, rounded, together, type Sample } from './figures.ts'
import { prepareGround } from './ground.ts'
import type { Contestant } from './steps/contestant.ts'
import { inProcess } from './steps/in-process.ts'
import { overHttp } from './steps/over-http.ts'
import { raw } from './steps/raw.ts'
import { STEPS_A_CASE } from './steps/stories.ts'
import { WORKERS } from './steps/walk.ts'

const ROUNDS = 5
const WARM_UP_MILLISECONDS = 1500
/** More than any contestant has ever reached, so that nobody runs out of cases in the first round. */
const STEPS_PER_SECOND_MAX = 6000
const TARGET_SHARE = 0.5
const TARGET_HTTP_PER_SECOND = 1000

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, json: { type: 'boolean', default: false } } })
const seconds = Number(values.seconds)
if (!(seconds > 0)) {
  process.stderr.write('--seconds 应为正数\n')
  process.exit(2)
}
const note = (line: string) => process.stderr.write(`${line}\n`)

const ground = await prepareGround(note)
const contestants = [
  await raw(await ground.district('raw')), await inProcess(await ground.district('in_process')), await overHttp(await ground.district('http')),
]
const samples = await compete(contestants)
for (const { stop } of contestants) await stop()
await ground.clear()
print(reportOf(samples))

/** A warm-up, then short rounds in which everybody has a turn. */
async function compete(all: readonly Contestant[]): Promise<Map<string, Sample[]>> {
  const results = new Map<string, Sample[]>(all.map(({ name }) => [name, []]))
  for (const contestant of all) await turn(contestant, WARM_UP_MILLISECONDS)
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const contestant of all) {
      const sample = await turn(contestant, (seconds * 1000) / ROUNDS)
      results.get(contestant.name)?.push(sample)
      note(`第 ${round}/${ROUNDS} 轮 ${contestant.name}：${Math.round(perSecond(sample))} 步/秒`)
    }
  }
  return results
}

async function turn({ prepare, run }: Contestant, milliseconds: number): Promise<Sample> {
  await prepare(Math.ceil((milliseconds / 1000) * (STEPS_PER_SECOND_MAX / STEPS_A_CASE)) + WORKERS)
  return run(milliseconds)
}

type Report = ReturnType<typeof reportOf>

function reportOf(samples: ReadonlyMap<string, Sample[]>) {
  const [limit, own, http] = ['raw', 'in-process', 'http'].map((name) => samples.get(name) ?? [])
  const shares = (own ?? []).map((sample, round) => perSecond(sample) / perSecond(limit?.[round] ?? sample))
  return {
    seconds, rounds: ROUNDS, clients: WORKERS,
    raw: figuresOf(limit), inProcess: { ...figuresOf(own), shareOfRaw: rounded(median(shares)), target: TARGET_SHARE },
    http: { ...figuresOf(http), target: TARGET_HTTP_PER_SECOND },
  }
}

function figuresOf(rounds: readonly Sample[] = []) {
  const all = together(rounds)
  return {
    steps: all.steps, stepsPerSecond: Math.round(median(rounds.map(perSecond))),
    p50Milliseconds: rounded(percentile(all.latencies, 0.5)), p99Milliseconds: rounded(percentile(all.latencies, 0.99)),
  }
}

function print(report: Report): void {
  if (values.json) return void process.stdout.write(`${JSON.stringify(report)}\n`)
  const line = (name: string, { stepsPerSecond, p50Milliseconds, p99Milliseconds }: Report['raw'], remark: string) =>
    `${name}：${stepsPerSecond} 步/秒，p50 ${p50Milliseconds} 毫秒，p99 ${p99Milliseconds} 毫秒${remark}\n`
  process.stdout.write([
    line('手写单语句（极限）', report.raw, ''),
    line('进程内 takeStep', report.inProcess, `；为极限的 ${Math.round(report.inProcess.shareOfRaw * 100)}%（目标 ≥ ${TARGET_SHARE * 100}%）`),
    line('HTTP，16 个客户端', report.http, `；目标 ≥ ${TARGET_HTTP_PER_SECOND} 步/秒`),
  ].join(''))
}
