import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inProject } from '#platform/project'
import { addCalendarDays } from '#platform/day'
import { isWorkingDay, loadCalendars, withProvisionalYears } from '#kernel'
import { hoursFault, hoursWords, isYearPublished, minuteWords, openOn, spanOf, spanWords } from './hours.ts'

const calendar = withProvisionalYears(loadCalendars(inProject('data/calendars')))
const OFFICE = ['09:00-12:00', '13:00-17:00']
const WEEK = { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: ['09:00-12:00'] }
const minute = fc.integer({ min: 0, max: 1440 })

describe('窗口什么时候开', () => {
  it('平常的日子照星期的时间，周五只开上午', () => {
    assert.deepEqual(openOn(calendar, WEEK, '2026-03-02'), [{ from: 540, until: 720 }, { from: 780, until: 1020 }])
    assert.deepEqual(openOn(calendar, WEEK, '2026-03-06'), [{ from: 540, until: 720 }])
    assert.deepEqual(openOn(calendar, WEEK, '2026-03-07'), [])
  })

  it('法定节假日不开，哪怕是星期一', () => {
    assert.equal(isWorkingDay(calendar, '2026-02-16'), false)
    assert.deepEqual(openOn(calendar, WEEK, '2026-02-16'), [])
  })

  it('调休上班的周末照星期一的时间开', () => {
    assert.equal(isWorkingDay(calendar, '2026-02-14'), true)
    assert.deepEqual(openOn(calendar, WEEK, '2026-02-14'), openOn(calendar, WEEK, '2026-03-02'))
  })

  it('写了周六时间的大厅周六开，节假日里的周六不开', () => {
    const saturday = { ...WEEK, 6: ['09:00-12:00'] }
    assert.deepEqual(openOn(calendar, saturday, '2026-03-07'), [{ from: 540, until: 720 }])
    assert.equal(isWorkingDay(calendar, '2026-02-21'), false)
    assert.deepEqual(openOn(calendar, saturday, '2026-02-21'), [])
  })

  it('工作日以外的周一至周五从来不开；开的日子，时间都在写明的里面', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 720 }), (offset) => {
      const day = addCalendarDays('2025-01-01', offset)
      const open = openOn(calendar, WEEK, day)
      assert.equal(open.length > 0, isWorkingDay(calendar, day))
      for (const { from, until } of open) assert(from >= 540 && until <= 1020 && from < until)
    }))
  })

  it('没有公布放假安排的年份，不当作知道', () => {
    assert.equal(isYearPublished(calendar, '2026-12-31'), true)
    assert.equal(isYearPublished(calendar, '2027-01-04'), false)
  })
})

describe('时间的写法', () => {
  it('写出来再读回去，是同一段时间', () => {
    fc.assert(fc.property(minute, minute, (one, other) => {
      const [from, until] = [Math.min(one, other), Math.max(one, other)]
      const read = spanOf(`${minuteWords(from)}-${minuteWords(until)}`)
      assert.deepEqual(read, from < until ? { from, until } : undefined)
    }))
  })

  for (const text of ['9:00-12:00', '09:00-24:30', '09:60-10:00', '12:00-09:00', '09:00', '', '09:00—12:00', '09:00-12:00 ']) {
    it(`“${text}”不是一段时间`, () => assert.equal(spanOf(text), undefined))
  }

  it('写错的说明怎样改，写对的不说', () => {
    assert.equal(hoursFault(WEEK), undefined)
    assert.equal(hoursFault({}), undefined)
    assert.match(hoursFault({ 8: OFFICE }) ?? '', /1 到 7/)
    assert.match(hoursFault({ 1: ['9-12'] }) ?? '', /09:00-12:00/)
    assert.match(hoursFault({ 1: ['09:00-12:00', '11:00-13:00'] }) ?? '', /不能重叠/)
    assert.match(hoursFault({ 1: ['13:00-17:00', '09:00-12:00'] }) ?? '', /先后/)
    assert.match(hoursFault({ 1: Array.from({ length: 5 }, (_, hour) => `0${hour}:00-0${hour}:30`) }) ?? '', /最多 4 段/)
  })

  it('给人看的话把一样的日子合在一起', () => {
    assert.equal(hoursWords(WEEK), '周一至周四 09:00—12:00、13:00—17:00；周五 09:00—12:00')
    assert.equal(hoursWords({}), '没有公布开放时间')
    assert.equal(hoursWords({ 1: ['09:00-12:00'], 3: ['09:00-12:00'] }), '周一 09:00—12:00；周三 09:00—12:00')
    assert.equal(spanWords({ from: 540, until: 570 }), '09:00—09:30')
  })
})
