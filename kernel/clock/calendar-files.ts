/** The published years as files, one a year: data/calendars/YYYY.json. An administrator may add the next. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '#platform/refusal'
import { buildCalendar, type Calendar } from './calendar.ts'
import type { CalendarYear, NamedDay } from './calendar-year.ts'

/** Reads every YYYY.json of the directory into a strict calendar. Refuses a file that is not a calendar, and names it. */
export function loadCalendars(directory: string): Calendar {
  const files = readdirSync(directory).filter((file) => /^\d{4}\.json$/.test(file))
  return buildCalendar(files.map((file) => parseCalendarYear(readFileSync(path.join(directory, file), 'utf8'), file)))
}

/** One year from its text; `file` is only named in the refusal. */
export function parseCalendarYear(text: string, file: string): CalendarYear {
  const year = readJson(text, file)
  if (!isCalendarYear(year)) throw new Refusal('invalid', `日历文件 ${file} 缺少年份、来源或日期清单，请按已有年份的格式填写`)
  if (file !== `${year.year}.json`) throw new Refusal('invalid', `日历文件 ${file} 里写的是 ${year.year} 年，请让文件名与年份一致`)
  return year
}

function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid', `日历文件 ${file} 不是完整的 JSON，请检查括号和逗号`)
  }
}

function isCalendarYear(value: unknown): value is CalendarYear {
  if (typeof value !== 'object' || value === null) return false
  if (!('year' in value && 'source' in value && 'notices' in value && 'holidays' in value && 'makeUpWorkdays' in value)) return false
  return Number.isInteger(value.year) && typeof value.source === 'string' && isListOf(value.notices, (notice) => typeof notice === 'string')
    && isListOf(value.holidays, isNamedDay) && isListOf(value.makeUpWorkdays, isNamedDay)
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne)
}

function isNamedDay(value: unknown): value is NamedDay {
  return typeof value === 'object' && value !== null && 'day' in value && 'name' in value
    && typeof value.day === 'string' && typeof value.name === 'string'
}
