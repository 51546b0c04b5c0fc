import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { loadCalendars, parseCalendarYear } from './calendar-files.ts'
import { isWorkingDay } from './calendar.ts'
import { calendar, calendarDirectory } from './cases.test-support.ts'
import { OutOfCalendar } from './out-of-calendar.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'chunfeng-calendar-'))
after(() => rmSync(directory, { recursive: true }))

const sound = { year: 2027, source: '示例', notices: [], holidays: [{ day: '2027-01-01', name: '元旦' }], makeUpWorkdays: [] }

describe('日历文件', () => {
  it('随平台提供2007年至2026年，一年不缺，也不提前写2027年', () => {
    assert.deepEqual(calendar.published.map(({ year }) => year).toSorted(), Array.from({ length: 20 }, (_, index) => 2007 + index))
  })

  it('每一天都有名称，每一年都注明来源和通知地址', () => {
    for (const { holidays, makeUpWorkdays, source, notices, year } of calendar.published) {
      assert.ok([...holidays, ...makeUpWorkdays].every(({ name }) => name.length > 0), String(year))
      assert.match(source, /国务院办公厅/)
      assert.ok(notices.length > 0 && notices.every((notice) => /^https?:\/\/www\.gov\.cn\//.test(notice)), String(year))
    }
  })

  it('每年至少二十个放假日（连同周末），并且都按日期排列', () => {
    for (const { holidays, makeUpWorkdays, year } of calendar.published) {
      assert.ok(holidays.length >= 20, String(year))
      for (const days of [holidays, makeUpWorkdays]) assert.deepEqual(days.map(({ day }) => day), days.map(({ day }) => day).toSorted())
    }
  })

  it('只认四位年份的 JSON 文件，别的文件不理会', () => {
    writeFileSync(path.join(directory, '2027.json'), JSON.stringify(sound))
    writeFileSync(path.join(directory, '说明.txt'), '不是日历')
    const loaded = loadCalendars(directory)
    assert.equal(isWorkingDay(loaded, '2027-01-01'), false)
    assert.equal(isWorkingDay(loaded, '2027-01-04'), true)
    assert.throws(() => isWorkingDay(loaded, '2026-12-31'), OutOfCalendar)
  })

  it('坏文件不收，并且说出是哪一个、坏在哪里', () => {
    const bad: [string, RegExp][] = [
      ['{', /2027\.json 不是完整的 JSON/],
      ['null', /2027\.json 缺少/],
      [JSON.stringify({ ...sound, year: '2027' }), /2027\.json 缺少/],
      [JSON.stringify({ ...sound, holidays: ['2027-01-01'] }), /2027\.json 缺少/],
      [JSON.stringify({ ...sound, notices: [1] }), /2027\.json 缺少/],
      [JSON.stringify({ ...sound, makeUpWorkdays: undefined }), /2027\.json 缺少/],
      [JSON.stringify({ ...sound, year: 2026 }), /文件名与年份一致/],
    ]
    for (const [text, message] of bad) assert.throws(() => parseCalendarYear(text, '2027.json'), { code: 'invalid', message })
  })

  it('随平台提供的文件原样读回', () => {
    const year = parseCalendarYear(readFileSync(path.join(calendarDirectory, '2024.json'), 'utf8'), '2024.json')
    assert.equal(year.holidays.length, 28)
    assert.equal(year.makeUpWorkdays.length, 8)
  })
})
