import { startOf } from '#platform/day'
import type { Calendar } from '#kernel'
import { compare, type Comparison } from '../compare.ts'
import { learn } from '../model/learn.ts'
import type { History } from '../model/history.ts'
import { CHINA_OFFSET, workingDaysIn } from '../own-log.ts'
import { MONTHS_DEFAULT, monthsBefore, REPLICATIONS_DEFAULT, type Asked } from './asked.ts'

/** Everything a run is computed from; plain data, so that it can be handed to another thread. */
export interface Task { asked: Asked; history: History; calendar: Calendar }

const SEED = 1

export function computed({ asked, history, calendar }: Task, onProgress: (done: number, total: number) => void): Comparison {
  const { from, base, until } = daysOf(asked)
  const learnt = learn(history, { offset: CHINA_OFFSET, isWorkingDay: workingDaysIn(calendar), from: startOf(from).getTime(), until: startOf(until).getTime() })
  return compare(learnt, {
    span: { from: startOf(base).getTime(), until: startOf(until).getTime() },
    change: asked.change,
    replications: asked.replications ?? REPLICATIONS_DEFAULT,
    seed: SEED,
    onProgress,
  })
}

/** From where it learns, where the base month begins, and where it ends. */
export function daysOf({ base, months = MONTHS_DEFAULT }: Pick<Asked, 'base' | 'months'>) {
  const first = `${base}-01`
  return { from: monthsBefore(first, months - 1), base: first, until: monthsBefore(first, -1) }
}
