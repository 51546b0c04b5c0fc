/**
 * The planted change: a demo year with one clerk at the slow window, what the model learnt from it says of a second clerk, and the same
 * year as it really goes with two. Both years are loaded into databases of their own that are thrown away.
 *   node bench/what-if.ts [--cases 60000] [--seed 1]
 */
import { parseArgs } from 'node:util'
import { startOf } from '#platform/day'
import { testDatabase } from '#platform/testing'
import { CHINA_OFFSET, daysOf, historyFromLog, learn, predictedDays, quantile, workingDaysIn, type History } from '#modules/what-if'
import { assembleKernel } from '../app.ts'
import { runCommand } from '../cli/command.ts'
import { commands } from '../cli/commands.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '60000' }, seed: { type: 'string', default: '1' } } })
const [UNTIL, LEARN_FROM, FROM, TO] = ['2026-10-31', '2026-06-15', '2026-08-01', '2026-10-01']
const TOWN = 'tanbu'
const kernel = assembleKernel({ sendJobs: async () => {} })

async function year(...more: string[]): Promise<History> {
  const { db, url, close } = await testDatabase()
  Object.assign(process.env, { DATABASE_URL: url, CHUNFENG_DEMO: '1' })
  const io = { out: () => {}, note: () => {} }
  await runCommand(commands, ['seed', '--demo'], io)
  await runCommand(commands, ['demo-year', '--cases', values.cases, '--seed', values.seed, '--until', UNTIL, ...more], io)
  const history = await historyFromLog(db, kernel, { from: LEARN_FROM, until: '2026-11-01' })
  await close()
  return history
}

const [one, two] = [await year(), await year('--clerks', 'slow-window=+1')]
const span = { from: startOf(FROM).getTime(), until: startOf(TO).getTime() }
const begun = process.cpuUsage()
const learnt = learn(one, { offset: CHINA_OFFSET, isWorkingDay: workingDaysIn(kernel.calendar), from: startOf(LEARN_FROM).getTime(), until: span.until })
const isHere = (history: History) => (kind: number): boolean => history.classes[kind]?.organisationOf['window'] === TOWN
const predicted = predictedDays(learnt, { span, change: { staff: [{ station: `window:${TOWN}`, add: 1 }] }, replications: 6, counts: isHere(one) })
const seconds = process.cpuUsage(begun).user / 1e6

const tell = (label: string, days: number[]): { mean: number; p90: number } => {
  const [mean, p90] = [days.reduce((sum, value) => sum + value, 0) / days.length, quantile(days.toSorted((a, b) => a - b), 0.9)]
  process.stdout.write(`${label}：${days.length} 件，平均 ${mean.toFixed(2)} 天，九成不超过 ${p90.toFixed(2)} 天\n`)
  return { mean, p90 }
}
const between = (history: History): number[] => daysOf(history, { ...span, counts: isHere(history) })
tell('一个人，真的', between(one))
const [real, said] = [tell('两个人，真的', between(two)), tell('两个人，推演', predicted)]
process.stdout.write(`误差：平均 ${((said.mean / real.mean - 1) * 100).toFixed(1)}%，九成 ${((said.p90 / real.p90 - 1) * 100).toFixed(1)}%；学和推演 ${seconds.toFixed(1)} 秒处理器时间\n`)
