import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inProject } from '#platform/project'
import { addCalendarDays } from '#platform/day'
import { isWorkingDay, loadCalendars, withProvisionalYears, workingDaysBetween } from '#kernel'
import { minuteWords, openOn } from '../hours.ts'
import { bookableDays, freeSlots, minuteOfDay, slotsOn } from './slots.ts'

const calendar = withProvisionalYears(loadCalendars(inProject('data/calendars')))
const MONDAY = '2026-03-02'
const week = (...spans: string[]) => ({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans })
const RULE = { slotMinutes: 30, seatsPerWindow: 2 }
/** Opening hours somebody could write: one or two spans that do not overlap. */
const hours = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 4, maxLength: 4 }).map((quarters) => {
  const [a = 0, b = 0, c = 0, d = 0] = quarters.toSorted((one, other) => one - other).map((quarter) => minuteWords(quarter * 15))
  return week(`${a}-${b}`, `${c}-${d}`)
})

describe('一天有哪些时段、各有几个位子', () => {
  it('上午九点到十点、两个窗口、每窗每段两人：两段，各四个位子', () => {
    const windows = [week('09:00-10:00'), week('09:00-10:00')]
    assert.deepEqual(slotsOn(calendar, MONDAY, { windows, rule: RULE }), [
      { startMinute: 540, endMinute: 570, seats: 4 }, { startMinute: 570, endMinute: 600, seats: 4 },
    ])
  })

  it('九点一刻才开的窗口，九点那一段不算它', () => {
    const slots = slotsOn(calendar, MONDAY, { windows: [week('09:00-10:00'), week('09:15-10:00')], rule: RULE })
    assert.deepEqual(slots.map(({ seats }) => seats), [2, 4])
  })

  it('节假日、没有窗口、每段零人、没有公布放假安排的年份：一段也没有', () => {
    const windows = [week('09:00-17:00')]
    assert.deepEqual(slotsOn(calendar, '2026-02-17', { windows, rule: RULE }), [])
    assert.deepEqual(slotsOn(calendar, MONDAY, { windows: [], rule: RULE }), [])
    assert.deepEqual(slotsOn(calendar, MONDAY, { windows, rule: { ...RULE, seatsPerWindow: 0 } }), [])
    assert.deepEqual(slotsOn(calendar, '2027-01-04', { windows, rule: RULE }), [])
  })

  it('每一段都在每个算上的窗口的开放时间里，段与段不重叠，位子不多不少', () => {
    fc.assert(fc.property(fc.array(hours, { maxLength: 4 }), fc.integer({ min: 10, max: 120 }), fc.integer({ min: 1, max: 5 }), (windows, slotMinutes, seatsPerWindow) => {
      const slots = slotsOn(calendar, MONDAY, { windows, rule: { slotMinutes, seatsPerWindow } })
      for (const [index, { startMinute, endMinute, seats }] of slots.entries()) {
        assert.equal(endMinute - startMinute, slotMinutes)
        assert(startMinute >= (slots[index - 1]?.endMinute ?? 0))
        const open = windows.filter((own) => openOn(calendar, own, MONDAY).some(({ from, until }) => from <= startMinute && until >= endMinute))
        assert.equal(seats, open.length * seatsPerWindow)
      }
    }))
  })

  it('多一个窗口，哪一段的位子都不会变少', () => {
    fc.assert(fc.property(fc.array(hours, { maxLength: 3 }), hours, (windows, more) => {
      const seats = (given: typeof windows) => new Map(slotsOn(calendar, MONDAY, { windows: given, rule: RULE }).map((slot) => [slot.startMinute, slot.seats]))
      const after = seats([...windows, more])
      for (const [start, before] of seats(windows)) assert((after.get(start) ?? 0) >= before)
    }))
  })
})

describe('能约哪几天、还剩哪几段', () => {
  it('从今天到第七个工作日，中间的周末和节假日列在里面但不占工作日', () => {
    assert.deepEqual(bookableDays(calendar, '2026-03-06', 1), ['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09'])
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 10 }), (offset, ahead) => {
      const today = addCalendarDays('2026-01-05', offset)
      const days = bookableDays(calendar, today, ahead)
      assert.equal(days[0], today)
      const last = days.at(-1) ?? ''
      assert.equal(workingDaysBetween(calendar, today, last), ahead)
      assert(isWorkingDay(calendar, last))
    }))
  })

  const slots = [{ startMinute: 540, endMinute: 570, seats: 2 }, { startMinute: 570, endMinute: 600, seats: 2 }]
  it('约满的、已经开始的不再列出', () => {
    assert.deepEqual(freeSlots(slots, new Map(), null).map(({ free }) => free), [2, 2])
    assert.deepEqual(freeSlots(slots, new Map([[540, 2], [570, 1]]), null), [{ startMinute: 570, endMinute: 600, seats: 2, free: 1 }])
    assert.deepEqual(freeSlots(slots, new Map(), 540).map(({ startMinute }) => startMinute), [570])
    assert.deepEqual(freeSlots(slots, new Map([[540, 5]]), null).map(({ startMinute }) => startMinute), [570])
  })

  it('分钟按中国的钟', () => {
    assert.equal(minuteOfDay(new Date('2026-03-02T09:05:59+08:00')), 545)
    assert.equal(minuteOfDay(new Date('2026-03-02T00:00:00+08:00')), 0)
    assert.equal(minuteOfDay(new Date('2026-03-01T23:59:00+08:00')), 1439)
  })
})
