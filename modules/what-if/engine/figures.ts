import { DAY } from '../model/office-hours.ts'
import type { Plan } from './plan.ts'
import type { Run } from './record.ts'

/** What is told of a run, in the order in which it is told. */
export const FIGURES = {
  arrived: { label: '收件', unit: '件', digits: 0, definition: '这段时间里提交的办件' },
  finished: { label: '办结', unit: '件', digits: 0, definition: '这段时间里办完最后一步的办件，包括以前提交的' },
  backlog: { label: '期末在办', unit: '件', digits: 0, definition: '这段时间结束时还没有办完的办件' },
  onTime: { label: '按时决定', unit: '%', digits: 1, definition: '这段时间里作出决定、有承诺时限的办件中，扣除暂停后没有超过承诺时限和依法延期的' },
  meanDays: { label: '平均全程', unit: '天', digits: 2, definition: '这段时间里提交的办件，从提交到办完，自然日' },
  p90Days: { label: '九成办件全程不超过', unit: '天', digits: 2, definition: '同上，从短到长排在百分之九十的那一件' },
  officeDays: { label: '在窗口和部门停留', unit: '工作日', digits: 2, definition: '平均每件轮到窗口和部门的时间，只数上班时间' },
  otherDays: { label: '等申请人或外部', unit: '天', digits: 2, definition: '平均每件轮到申请人或系统的时间，自然日' },
  usedDays: { label: '受理到决定', unit: '工作日', digits: 2, definition: '有决定的办件平均用去的法定工作日，暂停不计' },
} as const
export type Figure = keyof typeof FIGURES
/** Only decided cases have these, and of these only some a promised limit; null where there was none. */
type OfDecided = 'onTime' | 'usedDays'
export type Figures = Readonly<Record<Exclude<Figure, OfDecided>, number> & Record<OfDecided, number | null>>

export interface StationFigures {
  visits: number
  /** Open hours from coming to going, mean; of these waiting, where that is known. */
  stayHours: number
  waitHours: number
  /** Visits of one person on a working day. */
  visitsADay: number
  /** Share of the open time in which the people are busy; null where it is not known what keeps them busy. */
  load: number | null
}

export interface Outcome { figures: Figures; stations: readonly StationFigures[]; days: Float64Array }

export function outcomeOf(plan: Plan, run: Run): Outcome {
  const { comers, from, until, learnt, countedUntil = Number.MAX_VALUE } = plan
  const days = new Array<number>()
  const sums = { arrived: 0, finished: 0, backlog: 0, decided: 0, onTime: 0, office: 0, other: 0, used: 0, usedOf: 0 }
  for (let comer = 0; comer < comers.count; comer += 1) {
    const [openedAt, finishedAt, decidedAt] = [comers.openedAt[comer] ?? 0, run.finishedAt[comer] ?? 0, run.decidedAt[comer] ?? 0]
    if (finishedAt >= from && finishedAt < until) sums.finished += 1
    if (finishedAt >= until) sums.backlog += 1
    if (decidedAt >= from && decidedAt < until && run.onTime[comer] !== -1) { sums.decided += 1; sums.onTime += run.onTime[comer] ?? 0 }
    if (openedAt < from || openedAt >= until) continue
    sums.arrived += 1
    if (finishedAt > countedUntil) continue
    days.push((finishedAt - openedAt) / DAY)
    sums.office += run.officeSeconds[comer] ?? 0
    sums.other += run.otherSeconds[comer] ?? 0
    if ((run.usedWorkingDays[comer] ?? -1) >= 0) { sums.used += run.usedWorkingDays[comer] ?? 0; sums.usedOf += 1 }
  }
  const sorted = Float64Array.from(days).sort()
  const each = Math.max(1, sorted.length)
  return {
    days: sorted, stations: stationFigures(plan, run),
    figures: {
      arrived: sums.arrived, finished: sums.finished, backlog: sums.backlog, onTime: sums.decided === 0 ? null : (100 * sums.onTime) / sums.decided,
      meanDays: mean(sorted), p90Days: quantile(sorted, 0.9), officeDays: sums.office / each / Math.max(1, learnt.hours.secondsADay),
      otherDays: sums.other / each / (DAY / 1000), usedDays: sums.usedOf === 0 ? null : sums.used / sums.usedOf,
    },
  }
}

function stationFigures({ learnt: { stations, hours }, staff, from, until }: Plan, { stations: totals }: Run): StationFigures[] {
  const open = hours.between(from, until)
  const workingDays = open / Math.max(1, hours.secondsADay)
  return stations.list.map(({ isBound }, place) => {
    const [visits, people] = [totals.visits[place] ?? 0, staff[place] ?? 1]
    return {
      visits, stayHours: (totals.stayed[place] ?? 0) / Math.max(1, visits) / 3600, waitHours: (totals.waited[place] ?? 0) / Math.max(1, visits) / 3600,
      visitsADay: visits / Math.max(1, workingDays) / people, load: isBound ? (totals.worked[place] ?? 0) / Math.max(1, open * people) : null,
    }
  })
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let place = 0; place < values.length; place += 1) sum += values[place] ?? 0
  return values.length === 0 ? 0 : sum / values.length
}

/** Of sorted values: the least that as large a share does not exceed. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0
}
