/**
 * The planted change: a demo year with one clerk at the slow window, what the model learnt from it says of a second clerk, and the same
 * year as it really goes with two. Both years are loaded into databases of their own that are thrown away.
 *   node bench/what-if.ts [--cases 60000] [--seeds 1,11,23,47]
 */
import { parseArgs } from 'node:util'
import { startOf } from '#platform/day'
import { inTransaction, type Database } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { listOrganisations, seedDemoAccounts } from '#base/people'
import { CHINA_OFFSET, daysOf, historyFromLog, learn, predictedDays, quantile, workingDaysIn, type History } from '#modules/what-if'
import { assembleKernel } from '../app.ts'
import { groundOf } from '../cli/demo-year/ground.ts'
import { loadYear } from '../cli/demo-year/load.ts'
import { publishAll } from '../cli/simulate.ts'
import { demoItems } from '../demo.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '60000' }, seeds: { type: 'string', default: '1,11,23,47' } } })
const [UNTIL, LEARN_FROM, FROM, TO] = ['2026-10-31', '2026-06-15', '2026-08-01', '2026-10-01']
const TOWN = 'tanbu'
const PAPER = '00000000-0000-7000-8000-000000000000'
const span = { from: startOf(FROM).getTime(), until: startOf(TO).getTime() }
const kernel = assembleKernel({ sendJobs: async () => {} })

for (const seed of values.seeds.split(',').map(Number)) await toldOf(seed)

async function toldOf(seed: number): Promise<void> {
  const [one, two] = [await year(seed, 0), await year(seed, 1)]
  const begun = process.cpuUsage()
  const learnt = learn(one, { offset: CHINA_OFFSET, isWorkingDay: workingDaysIn(kernel.calendar), from: startOf(LEARN_FROM).getTime(), until: span.until })
  const said = (add: number) =>
    predictedDays(learnt, { span, change: { staff: add === 0 ? [] : [{ station: `window:${TOWN}`, add }] }, replications: 4, counts: isHere(one) })
  const [asIs, withTwo] = [said(0), said(1)]
  const seconds = process.cpuUsage(begun).user / 1e6
  process.stdout.write(`种子 ${seed}（学和推演 ${seconds.toFixed(1)} 秒处理器时间）\n${told('照旧', between(one), asIs)}${told('加一个人', between(two), withTwo)}`)
}

async function year(seed: number, clerks: number): Promise<History> {
  const { db, url, close } = await testDatabase()
  await stocked(db)
  await kernel.vault.prepare(db)
  const wishes = { cases: Number(values.cases), seed, days: 365, until: UNTIL, clerks: { 'slow-window': clerks } }
  await loadYear(url, groundOf(wishes, { kernel, items: demoItems(), organisations: await listOrganisations(db), fileId: PAPER }), () => {})
  const history = await historyFromLog(db, kernel, { from: LEARN_FROM, until: '2026-11-01' })
  await close()
  return history
}

async function stocked(db: Database): Promise<void> {
  await inTransaction(db, async (tx) => {
    await publishAll(tx, demoItems().filter(({ joint }) => joint === undefined))
    await seedDemoAccounts(tx, startOf(UNTIL))
  })
}

function isHere({ classes }: History): (kind: number) => boolean {
  return (kind) => classes[kind]?.organisationOf['window'] === TOWN
}

function between(history: History): number[] {
  return daysOf(history, { ...span, counts: isHere(history) })
}

function told(label: string, real: number[], predicted: number[]): string {
  const [was, is] = [real, predicted].map((days) =>
    ({ mean: days.reduce((sum, value) => sum + value, 0) / days.length, p90: quantile(days.toSorted((a, b) => a - b), 0.9) }))
  const beside = (name: string, one = 0, other = 0): string => `${name} ${one.toFixed(2)} 天，推演 ${other.toFixed(2)}（${((other / one - 1) * 100).toFixed(1)}%）`
  return `  ${label}：真的 ${real.length} 件，${beside('平均', was?.mean, is?.mean)}，${beside('九成不超过', was?.p90, is?.p90)}\n`
}
