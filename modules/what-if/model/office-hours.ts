/** Time as an office counts it: only while it is open. Turns instants into open seconds and back. */
export interface OfficeHours {
  /** The instant at which so many open seconds after `at` are full. */
  after: (at: number, seconds: number) => number
  /** Open seconds between two instants. */
  between: (from: number, until: number) => number
  isOpen: (at: number) => boolean
  /** Working days up to and with the day of the instant. */
  workingDay: (at: number) => number
  /** When the so-manieth working day, as counted by `workingDay`, begins. */
  startOfWorkingDay: (workingDay: number) => number
  secondsADay: number
}

/** Half-hours of a day. */
export const CELLS = 48
export const DAY = 86_400_000
const CELL_SECONDS = 1800

export interface Opening {
  /** Which half-hours of a working day are open. */
  cells: readonly boolean[]
  /** Of local time to UTC, in milliseconds. */
  offset: number
  /** Numbers of local days since 1970-01-01. */
  fromDay: number
  untilDay: number
  isWorkingDay: (day: number) => boolean
}

export function officeHours(opening: Opening): OfficeHours {
  const { offset, fromDay } = opening
  const days = countedDays(opening)
  const { upTo, inside, secondsADay } = cellsOf(opening.cells)
  const openSeconds = (at: number): number => {
    const local = at + offset
    const day = days.clamp(Math.floor(local / DAY) - fromDay)
    const before = (days.before[day] ?? 0) * secondsADay
    return days.isWorking[day] === 1 ? before + upTo((local - (day + fromDay) * DAY) / 1000) : before
  }
  const instantOf = (seconds: number): number => {
    const whole = Math.max(0, Math.ceil(seconds / secondsADay - 1e-9) - 1)
    const day = days.numbered[Math.min(whole, days.numbered.length - 1)] ?? 0
    return (day + fromDay) * DAY - offset + inside(seconds - whole * secondsADay) * 1000
  }
  return {
    secondsADay,
    between: (from, until) => Math.max(0, openSeconds(until) - openSeconds(from)),
    after: (at, seconds) => (seconds <= 0 ? at : Math.max(at, instantOf(openSeconds(at) + seconds))),
    isOpen: (at) => {
      const local = at + offset
      const day = Math.floor(local / DAY)
      return days.isWorking[days.clamp(day - fromDay)] === 1 && opening.cells[Math.floor((local - day * DAY) / 1000 / CELL_SECONDS)] === true
    },
    workingDay: (at) => {
      const day = days.clamp(Math.floor((at + offset) / DAY) - fromDay)
      return (days.before[day] ?? 0) + (days.isWorking[day] ?? 0)
    },
    startOfWorkingDay: (workingDay) => ((days.numbered[Math.min(Math.max(1, workingDay), days.numbered.length) - 1] ?? 0) + fromDay) * DAY - offset,
  }
}

/** Every day with the working days before it, and the working days by their number. */
function countedDays({ fromDay, untilDay, isWorkingDay }: Opening) {
  const length = untilDay - fromDay + 1
  const [before, isWorking, numbered] = [new Int32Array(length), new Uint8Array(length), new Array<number>()]
  for (let day = 0; day < length; day += 1) {
    before[day] = numbered.length
    if (!isWorkingDay(day + fromDay)) continue
    isWorking[day] = 1
    numbered.push(day)
  }
  return { before, isWorking, numbered, clamp: (day: number) => (day < 0 ? 0 : Math.min(day, length - 1)) }
}

/** Open seconds within a day, both ways. */
function cellsOf(cells: readonly boolean[]) {
  const before = new Float64Array(CELLS + 1)
  for (let cell = 0; cell < CELLS; cell += 1) before[cell + 1] = (before[cell] ?? 0) + (cells[cell] === true ? CELL_SECONDS : 0)
  const secondsADay = before[CELLS] ?? 0
  return {
    secondsADay,
    upTo: (second: number): number => {
      const cell = Math.min(CELLS - 1, Math.floor(second / CELL_SECONDS))
      return (before[cell] ?? 0) + (cells[cell] === true ? second - cell * CELL_SECONDS : 0)
    },
    inside: (seconds: number): number => {
      let cell = 0
      while (cell < CELLS - 1 && (before[cell + 1] ?? 0) < seconds - 1e-9) cell += 1
      return cell * CELL_SECONDS + (seconds - (before[cell] ?? 0))
    },
  }
}
