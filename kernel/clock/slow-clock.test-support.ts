/**
 * The legal clock a second time, for tests only: written from the rules, not from the kernel's code, as slow and as obvious as
 * possible. It lives through the case day by day — morning, events, evening — and counts on its fingers. NaN means "cannot be known
 * without an unpublished year"; whoever needs such a number gets `Unknown`.
 */
import { addCalendarDays, type Day } from '#platform/day'
import type { CalendarYear } from './calendar-year.ts'
import type { ClockEvent, ClockHistory } from './history.ts'

export class Unknown extends Error {}

export interface Diary {
  receivedOn: Day | null
  /** Working days after receipt that have fully passed. */
  silentDays: number
  correcting: boolean
  corrected: boolean
  acceptedOn: Day | null
  knownOn: Day | null
  deemed: boolean
  used: number
  dueOn: Day | null
  statutoryDueOn: Day | null
  open: string[]
  extra: number
  superviseUntil: Day | null
  decided: { on: Day; outcome: string } | null
  deliveredOn: Day | null
  goneOn: Day | null
  gone: 'not-accepted' | 'withdrawn' | null
  ignored: number[]
  usedAtEvening: Map<Day, number>
  pausedAtEvening: Set<Day>
}

/** Whether a day is a working day; undefined when its year is not published. */
export type Works = (day: Day) => boolean | undefined

export function slowCalendar(years: readonly CalendarYear[]): Works {
  const published = new Set(years.map(({ year }) => String(year)))
  const off = new Set(years.flatMap(({ holidays }) => holidays.map(({ day }) => day)))
  const on = new Set(years.flatMap(({ makeUpWorkdays }) => makeUpWorkdays.map(({ day }) => day)))
  return (day) => {
    if (!published.has(day.slice(0, 4))) return undefined
    const weekday = new Date(day).getUTCDay()
    return on.has(day) || (weekday !== 0 && weekday !== 6 && !off.has(day))
  }
}

/** The case at the end of the day `until`. */
export function live(works: Works, history: ClockHistory, until: Day): Diary {
  const diary = emptyDiary()
  for (let day = history.events[0]?.on ?? until; day <= until; day = addCalendarDays(day, 1)) {
    morning(works, history, diary, day)
    for (const [index, event] of history.events.entries()) {
      if (event.on === day && !happens(history, diary, event)) diary.ignored.push(index)
    }
    evening(works, history, diary, day)
  }
  return diary
}

/** Goes on living without further events until the case is due, unless it stands still. */
export function projectDue(works: Works, history: ClockHistory, diary: Diary, from: Day): void {
  if (diary.acceptedOn === null || diary.open.length > 0) {
    if (Number.isNaN(diary.used) && (diary.dueOn === null || diary.statutoryDueOn === null)) throw new Unknown()
    return
  }
  for (let day = addCalendarDays(from, 1); diary.dueOn === null || diary.statutoryDueOn === null; day = addCalendarDays(day, 1)) {
    if (Number.isNaN(diary.used)) throw new Unknown()
    evening(works, history, diary, day)
  }
}

function emptyDiary(): Diary {
  return {
    receivedOn: null, silentDays: 0, correcting: false, corrected: false, acceptedOn: null, knownOn: null, deemed: false, used: 0,
    dueOn: null, statutoryDueOn: null, open: [], extra: 0, superviseUntil: null, decided: null, deliveredOn: null, goneOn: null, gone: null,
    ignored: [], usedAtEvening: new Map(), pausedAtEvening: new Set(),
  }
}

/** Five working days have passed in silence: accepted on the day of receipt, and the clock has run since then. */
function morning(works: Works, history: ClockHistory, diary: Diary, today: Day): void {
  if (diary.receivedOn === null || diary.acceptedOn !== null || diary.correcting || diary.gone !== null) return
  if (Number.isNaN(diary.silentDays)) throw new Unknown()
  if (diary.silentDays < 5) return
  diary.acceptedOn = diary.receivedOn
  diary.knownOn = today
  diary.deemed = true
  for (let day = diary.receivedOn; day < today; day = addCalendarDays(day, 1)) evening(works, history, diary, day)
}

function evening(works: Works, history: ClockHistory, diary: Diary, day: Day): void {
  const one = works(day) === undefined ? Number.NaN : Number(works(day))
  if (diary.receivedOn !== null && diary.acceptedOn === null && day > diary.receivedOn) diary.silentDays += one
  if (diary.acceptedOn === null) return
  const paused = diary.open.length > 0
  if (paused) diary.pausedAtEvening.add(day)
  if (!paused && day > diary.acceptedOn) diary.used += one
  diary.usedAtEvening.set(day, diary.used)
  // A day can be due only if it is a working day that was not paused; limit 0 alone may be due on the acceptance day itself.
  if (paused || one === 0) return
  const promised = Math.min(history.limitWorkingDays, history.statutoryWorkingDays) + diary.extra
  if (Number.isNaN(one) && promised === 0) diary.used = Number.NaN
  if (diary.dueOn === null && diary.used >= promised) diary.dueOn = day
  if (diary.statutoryDueOn === null && diary.used >= history.statutoryWorkingDays + diary.extra) diary.statutoryDueOn = day
}

/** Lets the event happen; false when it has no legal effect. */
function happens(history: ClockHistory, diary: Diary, event: ClockEvent): boolean {
  if (diary.gone !== null) return false
  if (diary.decided !== null) {
    if (event.what !== 'delivered' || diary.deliveredOn !== null) return false
    diary.deliveredOn = event.on
    return true
  }
  return diary.acceptedOn === null ? happensBefore(diary, event) : happensAfter(history, diary, event)
}

function happensBefore(diary: Diary, event: ClockEvent): boolean {
  const fresh = diary.receivedOn === null
  if (event.what === 'received' && fresh) return receive(diary, event.on)
  if (event.what === 'accepted') {
    diary.receivedOn ??= event.on
    diary.acceptedOn = event.on
    diary.knownOn = event.on
    return true
  }
  if (event.what === 'correction-notice' && !fresh && !diary.corrected) {
    diary.corrected = true
    diary.correcting = true
    return true
  }
  if (event.what === 'supplemented' && diary.correcting) return receive(diary, event.on)
  if ((event.what === 'not-accepted' || event.what === 'withdrawn') && !fresh) return leave(diary, event.on, event.what)
  return false
}

function happensAfter(history: ClockHistory, diary: Diary, event: ClockEvent): boolean {
  switch (event.what) {
    case 'pause-start':
      if (diary.open.includes(event.id)) return false
      diary.open.push(event.id)
      return true
    case 'pause-end':
      if (!diary.open.includes(event.id)) return false
      diary.open = diary.open.filter((id) => id !== event.id)
      return true
    case 'extended': return extend(history, diary, event.days, event.by)
    case 'decided':
      diary.decided = { on: event.on, outcome: event.outcome }
      return true
    case 'yellow-card':
      diary.superviseUntil = event.superviseUntil
      return true
    case 'withdrawn': return leave(diary, event.on, 'withdrawn')
    default: return false
  }
}

function receive(diary: Diary, on: Day): boolean {
  diary.receivedOn = on
  diary.silentDays = 0
  diary.correcting = false
  return true
}

function leave(diary: Diary, on: Day, how: 'not-accepted' | 'withdrawn'): boolean {
  diary.goneOn = on
  diary.gone = how
  return true
}

/** In time means: on no earlier evening had the limit been reached. */
function extend(history: ClockHistory, diary: Diary, days: number, by: string): boolean {
  const right = history.joint ? by === 'head-of-government' && days <= 15 : by === 'head-of-organ' && days <= 10
  if (!right || days < 1 || diary.extra > 0) return false
  if (diary.dueOn === null && Number.isNaN(diary.used)) throw new Unknown()
  if (diary.dueOn !== null) return false
  diary.extra = days
  return true
}
