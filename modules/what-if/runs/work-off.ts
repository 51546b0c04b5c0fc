import { Worker } from 'node:worker_threads'
import { addCalendarDays } from '#platform/day'
import type { Round } from '#kernel'
import { workOff as workOffOne, type Ground, type Outcome } from '#base/computations'
import { historyFromLog } from '../own-log.ts'
import type { Asked } from './asked.ts'
import { RUN } from './view.ts'
import { daysOf, type Task } from './worker-task.ts'
import type { Told } from './worker.ts'

const PAUSE_MILLISECONDS = 1000
/** Reading is so much of the whole, for the bar; the rest is computing. */
const [READ_PERCENT, WHOLE] = [30, 100]
/** Cases a year of a district has, by which the reading is shown. */
const CASES_EXPECTED = 60_000
/** The month after the base month is read as well: what was received in it is known to have ended, if it has. */
const DAYS_AFTER = 31

/** Computes the runs that wait, one after the other. */
export const workOffRuns: Round = { name: 'what-if.runs', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => workOff(ground) }

/** The oldest run that waits; whether there was one. */
export function workOff(ground: Ground): Promise<boolean> {
  return workOffOne<Asked>(ground, RUN, (asked, tell) => compute(ground, asked, (percent) => tell(percent, WHOLE)))
}

async function compute({ database, kernel }: Ground, asked: Asked, progress: (percent: number) => void): Promise<Outcome> {
  const { from, until } = daysOf(asked)
  const history = await historyFromLog(database, kernel, {
    from, until: addCalendarDays(until, DAYS_AFTER),
    onProgress: (cases) => progress(Math.min(READ_PERCENT, Math.round((cases / CASES_EXPECTED) * READ_PERCENT))),
  })
  if (history.cases.count === 0) return { trouble: `${asked.base} 和以前几个月里没有办件可以学，请换一个月` }
  return inThread({ asked, history, calendar: kernel.calendar }, (share) => progress(READ_PERCENT + Math.round(share * (WHOLE - READ_PERCENT))))
}

function inThread(task: Task, onShare: (share: number) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task })
    let last: Outcome | undefined
    worker.on('message', (told: Told) => {
      if ('progress' in told) onShare(told.progress)
      else last = told
    })
    worker.on('error', reject)
    worker.on('exit', (code) => (last ? resolve(last) : reject(new Error(`the thread of a run ended with ${code} and no result`))))
  })
}
