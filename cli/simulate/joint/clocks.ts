import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '#platform/project'
import type { ClockEvent } from '#kernel'
import type { LaneEntry } from '#base/joint'
import { parseCalendarYear } from '../../../kernel/clock/calendar-files.ts'
import { slowCalendar } from '../../../kernel/clock/slow-clock.test-support.ts'
import { slowReading } from '../../../kernel/clock/slow-reading.test-support.ts'
import type { Row, Told } from './log.ts'
import { pathsTo, promised, slowest, statutory } from './paths.ts'

const CALENDARS = inProject('data/calendars')
const works = slowCalendar(readdirSync(CALENDARS).map((file) => parseCalendarYear(readFileSync(join(CALENDARS, file), 'utf8'), file)))
const JOINT_MAX = 45

/** The days of every case of the family, counted once more from its log by the slow clock, and its limits by trying every path. */
export function wrongClocks({ parent, children, lines }: Told, declared: readonly LaneEntry[]): string[] {
  return [parent, ...children].flatMap((row) => [...wrongDates(row, lines), ...wrongLimits(row, declared)])
}

const DAYS = ['acceptedOn', 'dueOn', 'statutoryDueOn', 'reminderOn'] as const

function wrongDates(row: Row, lines: Told['lines']): string[] {
  const own = lines.filter(({ caseId }) => caseId === row.id)
  // Safe: only the kernel writes clock events, and they are covered by the chain.
  const events = own.flatMap(({ clockEvent }) => (clockEvent === null ? [] : [clockEvent as ClockEvent]))
  const slow = Object.entries(slowReading(works, { ...row.clock, events }, own.at(-1)?.on ?? ''))
  return DAYS.flatMap((day) => {
    const other = slow.find(([name]) => name === day)?.[1]
    return row[day] === other ? [] : [`${row.number} 的 ${day} 是 ${row[day]}，慢算法是 ${other}`]
  })
}

function wrongLimits({ number, parentId, clock, traits }: Row, declared: readonly LaneEntry[]): string[] {
  const expected = parentId === null ? limitsOfWhole(declared) : limitsOfLane(declared, String(traits['lane']))
  const own = `${clock.limitWorkingDays}/${clock.statutoryWorkingDays}/${clock.joint}`
  return own === expected ? [] : [`${number} 的期限是 ${own}，应是 ${expected}`]
}

/** The slowest way through the whole. */
function limitsOfWhole(declared: readonly LaneEntry[]): string {
  return limitsOn(declared.flatMap((lane) => pathsTo(declared, lane, true)))
}

/** Whoever waits for another's decision has also the time of that one; what must be issued before it begins is over by then. */
function limitsOfLane(declared: readonly LaneEntry[], id: string): string {
  const lane = declared.find((one) => one.id === id)
  if (!lane) return '没有这一项'
  if (lane.after.every(({ needs }) => needs === 'start')) return `${lane.promisedWorkingDays}/${lane.statutoryWorkingDays}/false`
  return limitsOn(pathsTo(declared, lane, false))
}

function limitsOn(paths: readonly (readonly LaneEntry[])[]): string {
  const outer = Math.min(JOINT_MAX, slowest(paths, statutory))
  return `${Math.min(slowest(paths, promised), outer)}/${outer}/true`
}
