import { Worker } from 'node:worker_threads'
import { runSql, type Database } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import type { Call, Kernel, Round } from '#kernel'
import { historyFromLog } from '../own-log.ts'
import type { Asked } from './asked.ts'
import { daysOf, type Task } from './worker-task.ts'
import type { Told } from './worker.ts'

const PAUSE_MILLISECONDS = 1000
const LEASE_MILLISECONDS = 60_000
/** One that meets a fault every time is given up. */
const ATTEMPTS_MAX = 3
/** Reading is so much of the whole, for the bar. */
const READ_PROGRESS = 30
/** Cases a year of a district has, by which the reading is shown. */
const CASES_EXPECTED = 60_000

type Ground = { database: Database; kernel: Kernel } & Pick<Call, 'now'>
interface Claimed { id: string; asked: Asked; attempts: number }

/** Computes the runs that wait, one after the other. */
export const workOffRuns: Round = { name: 'what-if.runs', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => workOff(ground) }

/** The oldest run that waits, or that whoever had it has dropped; whether there was one. No transaction stays open meanwhile. */
export async function workOff(ground: Ground): Promise<boolean> {
  const { database, now } = ground
  const [claimed] = await runSql<Claimed>(database, CLAIM, [now, new Date(now.getTime() + LEASE_MILLISECONDS)])
  if (!claimed) return false
  const keeping = keeper(ground, claimed)
  try {
    const told = await compute(ground, claimed, keeping.progress)
    await keeping.settled()
    await settle(ground, claimed, told)
  } catch (error) {
    await runSql(database, `
      update what_if.run set state = case when attempts >= ${ATTEMPTS_MAX} then 'failed' else 'waiting' end, lease_until = null,
        trouble = case when attempts >= ${ATTEMPTS_MAX} then '计算时出错，请联系运维查看日志' end
      where id = $1 and state = 'running' and attempts = $2`, [claimed.id, claimed.attempts])
    throw error
  }
  return true
}

const CLAIM = `
  update what_if.run set state = 'running', attempts = attempts + 1, lease_until = $2, progress = 0
  where id = (
    select id from what_if.run where state = 'waiting' or (state = 'running' and lease_until < $1) order by asked_at limit 1 for update skip locked)
  returning id, asked, attempts`

/** The month after the base month is read as well: what was received in it is known to have ended, if it has. */
const DAYS_AFTER = 31

async function compute({ database, kernel }: Ground, { asked }: Claimed, progress: (percent: number) => void): Promise<Told> {
  const { from, until } = daysOf(asked)
  const history = await historyFromLog(database, kernel, {
    from, until: addCalendarDays(until, DAYS_AFTER), onProgress: (cases) => progress(Math.min(READ_PROGRESS, Math.round((cases / CASES_EXPECTED) * READ_PROGRESS))),
  })
  if (history.cases.count === 0) return { trouble: `${asked.base} 和以前几个月里没有办件可以学，请换一个月` }
  return inThread({ asked, history, calendar: kernel.calendar }, (share) => progress(READ_PROGRESS + Math.round(share * (100 - READ_PROGRESS))))
}

function inThread(task: Task, onShare: (share: number) => void): Promise<Told> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task })
    let last: Told | undefined
    worker.on('message', (told: Told) => {
      if ('progress' in told) onShare(told.progress)
      else last = told
    })
    worker.on('error', reject)
    worker.on('exit', (code) => (last ? resolve(last) : reject(new Error(`the thread of a run ended with ${code} and no result`))))
  })
}

/** Writes the progress down, one write at a time, and holds the run for this process. */
function keeper({ database, now }: Ground, { id, attempts }: Claimed) {
  const began = performance.now()
  let writing: Promise<unknown> = Promise.resolve()
  let [isWriting, shown] = [false, 0]
  const progress = (percent: number): void => {
    if (isWriting || percent <= shown) return
    shown = percent
    isWriting = true
    const lease = new Date(now.getTime() + performance.now() - began + LEASE_MILLISECONDS)
    writing = runSql(database, 'update what_if.run set progress = $3, lease_until = $4 where id = $1 and attempts = $2', [id, attempts, percent, lease])
      .finally(() => { isWriting = false })
    // The fault is met again where the result is written.
    writing.catch(() => undefined)
  }
  return { progress, settled: () => writing.catch(() => undefined) }
}

/** Whoever has lost the run to another process writes nothing. */
async function settle({ database, now }: Ground, { id, attempts }: Claimed, told: Told): Promise<void> {
  const [state, result, trouble] = 'result' in told ? ['done', JSON.stringify(told.result), null] : ['failed', null, 'trouble' in told ? told.trouble : null]
  await runSql(database, `
    update what_if.run set state = $3, result = $4, trouble = $5, progress = 100, finished_at = $6, lease_until = null
    where id = $1 and attempts = $2 and state = 'running'`, [id, attempts, state, result, trouble, now])
}
