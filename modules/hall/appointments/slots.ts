/** Which times of a day can be booked (预约时段), and how many people each takes. Pure. */
import { addCalendarDays, type Day } from '#platform/day'
import { addWorkingDays, type Calendar } from '#kernel'
import { isYearPublished, openOn, type Hours } from '../hours.ts'

export interface SlotRule { slotMinutes: number; seatsPerWindow: number }
export interface Slot { startMinute: number; endMinute: number; seats: number }

/**
 * The slots of a group of windows on a day: stretches of `slotMinutes` from midnight on, each in as many windows as are open for the whole of
 * it. A window that opens or closes in the middle of a slot takes nobody in that slot.
 */
export function slotsOn(calendar: Calendar, day: Day, { windows, rule }: { windows: readonly Hours[]; rule: SlotRule }): Slot[] {
  if (!isYearPublished(calendar, day)) return []
  const spans = windows.map((hours) => openOn(calendar, hours, day))
  const slots: Slot[] = []
  for (let startMinute = 0; startMinute + rule.slotMinutes <= 1440; startMinute += rule.slotMinutes) {
    const endMinute = startMinute + rule.slotMinutes
    const open = spans.filter((own) => own.some(({ from, until }) => from <= startMinute && endMinute <= until)).length
    if (open * rule.seatsPerWindow > 0) slots.push({ startMinute, endMinute, seats: open * rule.seatsPerWindow })
  }
  return slots
}

/** The days from today to the last that may be booked, weekends among them; whether one is open says `slotsOn`. */
export function bookableDays(calendar: Calendar, today: Day, aheadWorkingDays: number): Day[] {
  const last = addWorkingDays(calendar, today, aheadWorkingDays)
  const days: Day[] = []
  for (let day = today; day <= last && days.length < DAYS_MAX; day = addCalendarDays(day, 1)) days.push(day)
  return days
}

/** Longer than any holiday and the working days around it. */
const DAYS_MAX = 60

/** Slots of a day that have not begun and still have a seat. @param minute now, if the day is today */
export function freeSlots(slots: readonly Slot[], taken: ReadonlyMap<number, number>, minute: number | null): (Slot & { free: number })[] {
  return slots
    .filter(({ startMinute }) => minute === null || startMinute > minute)
    .map((slot) => ({ ...slot, free: Math.max(0, slot.seats - (taken.get(slot.startMinute) ?? 0)) }))
    .filter(({ free }) => free > 0)
}

/** Minutes since midnight in China. */
export function minuteOfDay(instant: Date): number {
  return Math.floor((instant.getTime() / 60_000 + CHINA_OFFSET_MINUTES) % 1440)
}

const CHINA_OFFSET_MINUTES = 480
