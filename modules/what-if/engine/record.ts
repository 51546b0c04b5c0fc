import { MARKS } from '../model/history.ts'
import type { Plan } from './plan.ts'

/** What became of every case and every station of one run. */
export interface Run {
  /** Infinity where no end was reached. */
  finishedAt: Float64Array
  decidedAt: Float64Array
  /** Working days of the office's own time from acceptance to decision; -1 without a decision. */
  usedWorkingDays: Int16Array
  /** 1 within the promise, 0 after it, -1 where nothing was decided or promised. */
  onTime: Int8Array
  /** Open seconds it stood with the office; seconds it stood with others. */
  officeSeconds: Float64Array
  otherSeconds: Float64Array
  stations: StationTotals
  events: number
}

/** Of each station, of visits that ended in the time that is measured. */
export interface StationTotals { visits: Float64Array; stayed: Float64Array; waited: Float64Array; worked: Float64Array }

/** Keeps what is told of one run, and the legal clock of each case as far as it is measured. */
export interface Recorder {
  run: Run
  /** A visit of the history, taken by a case at this instant, for what it means to the clock. */
  mark: (comer: number, visit: number, at: number) => void
  /** The stay at a station, or elsewhere, that has just ended. */
  stay: (comer: number, stay: { station: number; entered: number; at: number; worked: number }) => void
  finish: (comer: number, at: number) => void
  /** Who went with it as one matter has what it has. */
  copy: (from: number, to: number) => void
}

export function recorderOf(plan: Plan): Recorder {
  const { comers: { count }, learnt: { hours, stations } } = plan
  const run: Run = {
    finishedAt: new Float64Array(count).fill(Number.POSITIVE_INFINITY), decidedAt: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    usedWorkingDays: new Int16Array(count).fill(-1), onTime: new Int8Array(count).fill(-1),
    officeSeconds: new Float64Array(count), otherSeconds: new Float64Array(count), stations: totals(stations.list.length), events: 0,
  }
  return {
    run, mark: clockOf(plan, run),
    stay: (comer, { station, entered, at, worked }) => {
      if (station < 0) { run.otherSeconds[comer] = (run.otherSeconds[comer] ?? 0) + (at - entered) / 1000; return }
      const stayed = hours.between(entered, at)
      run.officeSeconds[comer] = (run.officeSeconds[comer] ?? 0) + stayed
      if (at >= plan.from && at < plan.until) addTo(run.stations, station, { stayed, worked })
    },
    finish: (comer, at) => { run.finishedAt[comer] = at },
    copy: (from, to) => {
      run.finishedAt[to] = run.finishedAt[from] ?? 0
      run.decidedAt[to] = run.decidedAt[from] ?? 0
      run.usedWorkingDays[to] = run.usedWorkingDays[from] ?? -1
      run.onTime[to] = run.onTime[from] ?? -1
      run.officeSeconds[to] = run.officeSeconds[from] ?? 0
      run.otherSeconds[to] = run.otherSeconds[from] ?? 0
    },
  }
}

/** The clock of 行政许可法: from acceptance to decision in working days, without pauses, against the promise and what lawfully extends it. */
function clockOf({ comers: { count, kind, limitWorkingDays }, limits, learnt: { history: { visits }, hours } }: Plan, run: Run): Recorder['mark'] {
  const [acceptedDay, pausedDay] = [new Int32Array(count).fill(-1), new Int32Array(count).fill(-1)]
  const [pausedDays, extraDays] = [new Int16Array(count), new Int16Array(count)]
  const decide = (comer: number, day: number, at: number): void => {
    if (run.usedWorkingDays[comer] !== -1 || (acceptedDay[comer] ?? -1) < 0) return
    const used = Math.max(0, day - (acceptedDay[comer] ?? 0) - (pausedDays[comer] ?? 0))
    const changed = limits[kind[comer] ?? 0] ?? -1
    const limit = changed >= 0 ? changed : limitWorkingDays[comer] ?? -1
    run.usedWorkingDays[comer] = used
    run.decidedAt[comer] = at
    if (limit >= 0) run.onTime[comer] = used <= limit + (extraDays[comer] ?? 0) ? 1 : 0
  }
  return (comer, visit, at) => {
    const what = visits.mark[visit] ?? MARKS.none
    if (what === MARKS.none) return
    const day = hours.workingDay(at)
    if (what === MARKS.accepted && acceptedDay[comer] === -1) acceptedDay[comer] = day
    else if (what === MARKS.decided) decide(comer, day, at)
    else if (what === MARKS.paused) pausedDay[comer] = day
    else if (what === MARKS.resumed && (pausedDay[comer] ?? -1) >= 0) {
      pausedDays[comer] = (pausedDays[comer] ?? 0) + day - (pausedDay[comer] ?? 0)
      pausedDay[comer] = -1
    } else if (what === MARKS.extended) extraDays[comer] = (extraDays[comer] ?? 0) + (visits.days[visit] ?? 0)
  }
}

function totals(length: number): StationTotals {
  return { visits: new Float64Array(length), stayed: new Float64Array(length), waited: new Float64Array(length), worked: new Float64Array(length) }
}

function addTo(totals: StationTotals, station: number, { stayed, worked }: { stayed: number; worked: number }): void {
  totals.visits[station] = (totals.visits[station] ?? 0) + 1
  totals.stayed[station] = (totals.stayed[station] ?? 0) + stayed
  totals.waited[station] = (totals.waited[station] ?? 0) + Math.max(0, stayed - worked)
  totals.worked[station] = (totals.worked[station] ?? 0) + worked
}
