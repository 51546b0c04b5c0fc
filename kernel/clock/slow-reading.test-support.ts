/** Everything `readClock`, `levelOn` and `elapsedOn` say, said by the slow clock. */
import { addCalendarDays, type Day } from '#platform/day'
import type { ClockHistory } from './history.ts'
import { live, projectDue, Unknown, type Diary, type Works } from './slow-clock.test-support.ts'

/** The reading at the end of `asOf`, in the field order of `ClockReading`, without `provisional`. */
export function slowReading(works: Works, history: ClockHistory, asOf: Day): object {
  const diary = live(works, history, asOf)
  const openPauses = diary.open
  projectDue(works, history, diary, asOf)
  const { decided, deliveredOn, dueOn } = diary
  const noticeDueOn = diary.receivedOn === null ? null : nthWorkingDay(works, diary.receivedOn, 5)
  const deliverBy = decided?.outcome === 'granted' ? nthWorkingDay(works, decided.on, 10) : null
  const silent = diary.receivedOn !== null && diary.acceptedOn === null && !diary.correcting && diary.gone === null
  return {
    acceptedOn: diary.acceptedOn,
    deemedAcceptedOn: diary.deemed ? diary.acceptedOn : null,
    noticeDueOn,
    dueOn,
    statutoryDueOn: diary.statutoryDueOn,
    deliverBy,
    decidedInTime: decided === null ? null : dueOn === null || decided.on <= dueOn,
    deliveredInTime: deliverBy === null || deliveredOn === null ? null : deliveredOn <= deliverBy,
    ignored: diary.ignored,
    phase: phase(diary),
    openPauses: isOver(diary) ? [] : openPauses,
    reminderOn: reminderOn(history, diary),
    deemedOn: silent && noticeDueOn !== null ? addCalendarDays(noticeDueOn, 1) : null,
  }
}

export function slowLevel(works: Works, history: ClockHistory, day: Day): string {
  const diary = live(works, history, day)
  if (diary.acceptedOn === null || isOver(diary)) return 'none'
  if (diary.dueOn !== null && day > diary.dueOn) return diary.superviseUntil !== null && day > diary.superviseUntil ? 'red' : 'yellow'
  if (Number.isNaN(diary.used)) throw new Unknown()
  if (diary.open.length > 0) return 'none'
  return promised(history, diary) - diary.used <= 1 ? 'reminder' : 'none'
}

/** Days used up to the day, as known at the end of `asOf`. */
export function slowElapsed(works: Works, history: ClockHistory, day: Day, asOf: Day): number {
  const diary = live(works, history, asOf)
  const over = diary.decided?.on ?? diary.goneOn
  const last = over !== null && over < day ? over : day
  if (diary.acceptedOn === null || last <= diary.acceptedOn) return 0
  for (let next = asOf; next < last; next = addCalendarDays(next, 1)) liveOn(works, diary, addCalendarDays(next, 1))
  const used = diary.usedAtEvening.get(last) ?? Number.NaN
  if (Number.isNaN(used)) throw new Unknown()
  return used
}

function liveOn(works: Works, diary: Diary, day: Day): void {
  if (diary.open.length === 0) diary.used += works(day) === undefined ? Number.NaN : Number(works(day))
  diary.usedAtEvening.set(day, diary.used)
}

function nthWorkingDay(works: Works, after: Day, nth: number): Day {
  let day = after
  for (let found = 0; found < nth;) {
    day = addCalendarDays(day, 1)
    const isWorkday = works(day)
    if (isWorkday === undefined) throw new Unknown()
    if (isWorkday) found += 1
  }
  return day
}

function phase(diary: Diary): string {
  if (diary.gone !== null) return diary.gone
  if (diary.deliveredOn !== null) return 'delivered'
  if (diary.decided !== null) return 'decided'
  if (diary.acceptedOn !== null) return diary.open.length > 0 ? 'paused' : 'running'
  if (diary.correcting) return 'correcting'
  return diary.receivedOn === null ? 'not-received' : 'receiving'
}

function reminderOn(history: ClockHistory, diary: Diary): Day | null {
  if (diary.knownOn === null || diary.dueOn === null || isOver(diary)) return null
  for (let day = diary.knownOn; day <= diary.dueOn; day = addCalendarDays(day, 1)) {
    const used = diary.usedAtEvening.get(day) ?? Number.NaN
    if (!diary.pausedAtEvening.has(day) && promised(history, diary) - used <= 1) return day
  }
  return null
}

function promised(history: ClockHistory, diary: Diary): number {
  return Math.min(history.limitWorkingDays, history.statutoryWorkingDays) + diary.extra
}

function isOver({ decided, gone }: Diary): boolean {
  return decided !== null || gone !== null
}
