/** Readings of the legal clock per second on one core. Run: node bench/clock.ts [readings]. */
import path from 'node:path'
import { answerClockLine, levelOn, loadCalendars, readClock, withProvisionalYears, type ClockHistory } from '../kernel/clock/index.ts'

const READINGS = Number(process.argv[2] ?? 200_000)
const WARM_UP = 20_000

/** Six events with a correction, a special procedure and an extension: what an eventful case looks like. */
const history: ClockHistory = {
  limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false,
  events: [
    { on: '2025-09-01', what: 'received' },
    { on: '2025-09-03', what: 'correction-notice' },
    { on: '2025-09-10', what: 'supplemented' },
    { on: '2025-09-12', what: 'accepted' },
    { on: '2025-09-18', what: 'pause-start', id: '听证', kind: 'hearing' },
    { on: '2025-10-10', what: 'pause-end', id: '听证' },
    { on: '2025-10-13', what: 'extended', days: 10, by: 'head-of-organ' },
  ],
}
const calendar = withProvisionalYears(loadCalendars(path.join(import.meta.dirname, '../data/calendars')))
const line = JSON.stringify({ id: '一', ...history, asOf: '2025-10-15' })

measure('readClock', READINGS, () => readClock(calendar, history, '2025-10-15'))
measure('levelOn', READINGS, () => levelOn(calendar, history, '2025-10-15'))
measure('clock 命令的一行', READINGS / 10, () => answerClockLine(calendar, line))

function measure(name: string, times: number, run: () => unknown): void {
  for (let warm = 0; warm < Math.min(WARM_UP, times); warm += 1) run()
  const from = process.hrtime.bigint()
  for (let done = 0; done < times; done += 1) run()
  const microseconds = Number(process.hrtime.bigint() - from) / 1000
  console.log(`${name}: ${Math.round(times / (microseconds / 1e6))} 次/秒，每次 ${(microseconds / times).toFixed(2)} 微秒`)
}
