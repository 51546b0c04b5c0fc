/** The public door of the legal clock. */
export {
  addWorkingDays, buildCalendar, isWorkingDay, nextWorkingDay, withProvisionalYears, workingDaysBetween, type Calendar,
} from './calendar.ts'
export { loadCalendars, parseCalendarYear } from './calendar-files.ts'
export type { CalendarYear, NamedDay } from './calendar-year.ts'
export { explainClock, type Explanation } from './explanation.ts'
export type { ClockEvent, ClockHistory, Outcome, What } from './history.ts'
export { answerClockLine } from './lines.ts'
export { OutOfCalendar } from './out-of-calendar.ts'
export { PAUSE_KINDS } from './special-procedure.ts'
export { elapsedOn, levelOn, readClock, whyVoid, wouldCount, type ClockReading, type Level, type Phase } from './reading.ts'
