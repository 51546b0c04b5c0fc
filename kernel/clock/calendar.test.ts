import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addCalendarDays } from '#platform/day'
import { buildCalendar, addWorkingDays, isWorkingDay, nextWorkingDay, withProvisionalYears, workingDaysBetween } from './calendar.ts'
import { calendar, provisionalCalendar } from './cases.test-support.ts'
import { OutOfCalendar } from './out-of-calendar.ts'

const anyDay = fc.integer({ min: 0, max: 6900 }).map((offset) => addCalendarDays('2007-01-01', offset))

describe('工作日', () => {
  it('法定节假日不是工作日，调休上班的周末是', () => {
    assert.equal(isWorkingDay(calendar, '2024-05-01'), false)
    assert.equal(isWorkingDay(calendar, '2024-04-28'), true)
    assert.equal(isWorkingDay(calendar, '2024-04-27'), false)
    assert.equal(isWorkingDay(calendar, '2024-04-26'), true)
  })

  it('上一年末的元旦调休算在上一年：2018年12月29日上班，12月31日放假', () => {
    assert.equal(isWorkingDay(calendar, '2018-12-29'), true)
    assert.equal(isWorkingDay(calendar, '2018-12-31'), false)
  })

  it('2024年至2026年的工作日分别是251、248、248天', () => {
    const workingDaysOf = (year: number) => workingDaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`)
    assert.deepEqual([2024, 2025, 2026].map(workingDaysOf), [251, 248, 248])
  })

  it('开始的当日不计入，无论它是不是工作日', () => {
    assert.equal(addWorkingDays(calendar, '2024-04-26', 1), '2024-04-28')
    assert.equal(addWorkingDays(calendar, '2024-04-27', 1), '2024-04-28')
    assert.equal(addWorkingDays(calendar, '2024-04-28', 1), '2024-04-29')
  })

  it('春节前后的第一个工作日', () => {
    assert.equal(nextWorkingDay(calendar, '2026-02-14'), '2026-02-24')
    assert.equal(nextWorkingDay(calendar, '2026-02-27'), '2026-02-28')
  })

  it('加零个工作日还是当天，休息日也一样', () => {
    assert.equal(addWorkingDays(calendar, '2024-05-01', 0), '2024-05-01')
  })

  it('工作日的个数必须是自然数', () => {
    assert.throws(() => addWorkingDays(calendar, '2024-05-01', -1), assert.AssertionError)
    assert.throws(() => addWorkingDays(calendar, '2024-05-01', 1.5), assert.AssertionError)
  })

  it('加上若干工作日，再数回来还是若干，末日一定是工作日', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 120 }), (day, count) => {
      const due = addWorkingDays(calendar, day, count)
      assert.equal(workingDaysBetween(calendar, day, due), count)
      assert.equal(isWorkingDay(calendar, due), true)
      assert.ok(due > day)
    }))
  })

  it('加法可以分两步走', () => {
    fc.assert(fc.property(anyDay, fc.nat(40), fc.nat(40), (day, first, second) => {
      assert.equal(addWorkingDays(calendar, addWorkingDays(calendar, day, first), second), addWorkingDays(calendar, day, first + second))
    }))
  })

  it('两天之间的工作日逐日相加等于一次算出', () => {
    fc.assert(fc.property(anyDay, fc.nat(60), (after, length) => {
      let sum = 0
      for (let offset = 1; offset <= length; offset += 1) sum += Number(isWorkingDay(calendar, addCalendarDays(after, offset)))
      assert.equal(workingDaysBetween(calendar, after, addCalendarDays(after, length)), sum)
    }), { numRuns: 50 })
  })

  it('终日不晚于始日时没有工作日', () => {
    assert.equal(workingDaysBetween(calendar, '2024-05-06', '2024-05-06'), 0)
    assert.equal(workingDaysBetween(calendar, '2024-05-06', '2024-04-01'), 0)
  })
})

describe('尚未公布的年份', () => {
  it('从不猜测：2027年和2006年都不给答案', () => {
    for (const ask of [
      () => isWorkingDay(calendar, '2027-01-04'),
      () => isWorkingDay(calendar, '2006-12-29'),
      () => addWorkingDays(calendar, '2026-12-31', 1),
      () => workingDaysBetween(calendar, '2026-12-01', '2027-01-01'),
    ]) assert.throws(ask, OutOfCalendar)
  })

  it('不需要知道未公布的年份时照常回答', () => {
    assert.equal(addWorkingDays(calendar, '2026-12-30', 1), '2026-12-31')
    assert.equal(addWorkingDays(calendar, '2006-12-31', 1), '2007-01-04')
    assert.equal(workingDaysBetween(calendar, '2026-12-30', '2026-12-31'), 1)
  })

  it('中间缺一年的日历不能跨过缺口去数', () => {
    const gapped = buildCalendar(calendar.published.filter(({ year }) => year !== 2025))
    assert.throws(() => workingDaysBetween(gapped, '2024-12-30', '2026-01-05'), OutOfCalendar)
    assert.throws(() => addWorkingDays(gapped, '2024-12-31', 1), OutOfCalendar)
    assert.equal(addWorkingDays(gapped, '2025-12-31', 1), '2026-01-04')
  })

  it('允许暂推的日历按周一至周五推算，已公布的年份不变', () => {
    assert.equal(isWorkingDay(provisionalCalendar, '2027-01-01'), true)
    assert.equal(isWorkingDay(provisionalCalendar, '2027-01-02'), false)
    assert.equal(addWorkingDays(provisionalCalendar, '2026-12-31', 2), '2027-01-04')
    assert.equal(isWorkingDay(provisionalCalendar, '2024-05-01'), false)
  })

  it('暂推也有边界，边界之外仍不回答', () => {
    assert.throws(() => addWorkingDays(provisionalCalendar, '2100-12-31', 1), OutOfCalendar)
  })

  it('公布下一年以后，暂推的日期换成真实的日期', () => {
    const holidays = [{ day: '2027-01-01', name: '元旦' }]
    const next = { year: 2027, source: '示例', notices: [], holidays, makeUpWorkdays: [] }
    const published = withProvisionalYears(buildCalendar([...calendar.published, next]))
    assert.equal(nextWorkingDay(provisionalCalendar, '2026-12-31'), '2027-01-01')
    assert.equal(nextWorkingDay(published, '2026-12-31'), '2027-01-04')
  })
})

describe('日历数据', () => {
  const year = { year: 2027, source: '示例', notices: [], holidays: [], makeUpWorkdays: [] }

  it('别的年份的日期、不存在的日期、既放假又上班的日期都不收', () => {
    const on = (day: string) => [{ day, name: '示例' }]
    assert.throws(() => buildCalendar([{ ...year, holidays: on('2026-12-31') }]), { code: 'invalid', message: /2026-12-31/ })
    assert.throws(() => buildCalendar([{ ...year, holidays: on('2027-02-29') }]), { code: 'invalid', message: /2027-02-29/ })
    const both = { ...year, holidays: on('2027-01-02'), makeUpWorkdays: on('2027-01-02') }
    assert.throws(() => buildCalendar([both]), { code: 'invalid', message: /两次/ })
  })

  const reference = path.join(import.meta.dirname, '../../../shared/data/holiday-cn')
  const skip = existsSync(reference) || process.env.CI ? false : '参考数据 ../shared/data/holiday-cn 不在，跳过逐日核对'
  it('与公开整理的2007年至2026年放假数据逐日一致', { skip }, () => {
    const off = new Map<string, boolean>()
    for (let at = 2007; at <= 2026; at += 1) {
      const { days }: { days: { date: string; isOffDay: boolean }[] } = JSON.parse(readFileSync(path.join(reference, `${at}.json`), 'utf8'))
      for (const { date, isOffDay } of days) off.set(date, isOffDay)
    }
    for (let day = '2007-01-01'; day <= '2026-12-31'; day = addCalendarDays(day, 1)) {
      const weekday = new Date(day).getUTCDay()
      assert.equal(isWorkingDay(calendar, day), !(off.get(day) ?? (weekday === 0 || weekday === 6)), day)
    }
  })
})
