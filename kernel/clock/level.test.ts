import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addCalendarDays, type Day } from '#platform/day'
import { acceptedOn, calendar, caseOf, decided, extended, pause, plain, yellowCard } from './cases.test-support.ts'
import { scenes } from './histories.test-support.ts'
import type { ClockEvent, ClockHistory } from './history.ts'
import { OutOfCalendar } from './out-of-calendar.ts'
import { levelOn, readClock } from './reading.ts'

/** Accepted on Monday 2025-03-03, due on Monday 03-17. */
const accepted = acceptedOn('2025-03-03')

function levels(events: readonly ClockEvent[], days: readonly Day[], limits: Partial<ClockHistory> = {}): string[] {
  return days.map((day) => levelOn(calendar, caseOf(events, limits), day))
}

describe('预警：提示、黄牌、红牌', () => {
  it('只剩一个工作日起提示，其间的周末也提示，到期当天仍是提示', () => {
    const days = ['2025-03-13', '2025-03-14', '2025-03-15', '2025-03-16', '2025-03-17']
    assert.deepEqual(levels(accepted, days), ['none', 'reminder', 'reminder', 'reminder', 'reminder'])
  })

  it('到期次日起黄牌，休息日也是', () => {
    const events = acceptedOn('2025-02-28')
    assert.equal(readClock(calendar, caseOf(events), '2025-02-28').dueOn, '2025-03-14')
    assert.deepEqual(levels(events, ['2025-03-14', '2025-03-15', '2025-03-16', '2025-03-17']), ['reminder', 'yellow', 'yellow', 'yellow'])
  })

  it('过了督办期限红牌，督办期限当天还是黄牌', () => {
    const events = [...accepted, yellowCard('2025-03-19', '2025-03-24')]
    assert.deepEqual(levels(events, ['2025-03-18', '2025-03-19', '2025-03-24', '2025-03-25']), ['yellow', 'yellow', 'yellow', 'red'])
  })

  it('没有发出黄牌，超期再久也不会红牌', () => {
    assert.deepEqual(levels(accepted, ['2025-12-31']), ['yellow'])
  })

  it('后一张黄牌重定督办期限，之前那天看到的红牌仍是红牌', () => {
    const events = [...accepted, yellowCard('2025-03-18', '2025-03-20'), yellowCard('2025-03-24', '2025-03-28')]
    assert.deepEqual(levels(events, ['2025-03-21', '2025-03-24', '2025-03-28', '2025-03-29']), ['red', 'yellow', 'yellow', 'red'])
  })

  it('未超期时因别的情形发的黄牌有效，但超期以前不显示黄牌也不显示红牌', () => {
    const events = [...accepted, yellowCard('2025-03-05', '2025-03-10')]
    assert.deepEqual(readClock(calendar, caseOf(events), '2025-03-12').ignored, [])
    assert.deepEqual(levels(events, ['2025-03-12', '2025-03-17', '2025-03-18']), ['none', 'reminder', 'red'])
  })

  it('受理前、决定后、撤回后、不予受理后都没有预警', () => {
    assert.deepEqual(levels(accepted, ['2025-03-01']), ['none'])
    assert.deepEqual(levels([...accepted, decided('2025-03-20')], ['2025-03-19', '2025-03-20', '2025-03-21']), ['yellow', 'none', 'none'])
    assert.deepEqual(levels([...accepted, plain('2025-03-20', 'withdrawn')], ['2025-03-19', '2025-03-20']), ['yellow', 'none'])
    assert.deepEqual(levels([plain('2025-03-03', 'received'), plain('2025-03-04', 'not-accepted')], ['2025-05-06']), ['none'])
  })

  it('期限届满前停住的没有预警，届满后才停住的仍是黄牌', () => {
    const before = [...accepted, ...pause('听证', '2025-03-14')]
    assert.deepEqual(levels(before, ['2025-03-13', '2025-03-14', '2025-06-30']), ['none', 'none', 'none'])
    const after = [...accepted, ...pause('听证', '2025-03-18')]
    assert.deepEqual(levels(after, ['2025-03-17', '2025-03-18', '2025-06-30']), ['reminder', 'yellow', 'yellow'])
  })

  it('只知道当天为止的事：视为受理的办件，第五个工作日还没有预警，次日可能直接黄牌', () => {
    assert.deepEqual(levels([plain('2025-03-03', 'received')], ['2025-03-10', '2025-03-11'], { limitWorkingDays: 2 }), ['none', 'yellow'])
  })

  it('只知道当天为止的事：后来的延长不抹去当时的提示', () => {
    const events = [...accepted, extended('2025-03-17', 5)]
    assert.deepEqual(levels(events, ['2025-03-14', '2025-03-17', '2025-03-21', '2025-03-24']), ['reminder', 'none', 'reminder', 'reminder'])
  })

  it('承诺零天或一天的，受理当天就提示', () => {
    for (const limitWorkingDays of [0, 1]) assert.deepEqual(levels(accepted, ['2025-03-03'], { limitWorkingDays }), ['reminder'])
    assert.deepEqual(levels(accepted, ['2025-03-04'], { limitWorkingDays: 0 }), ['yellow'])
  })
})

describe('第一个提示日', () => {
  const reminderOn = (events: readonly ClockEvent[], asOf: Day, limits: Partial<ClockHistory> = {}) =>
    readClock(calendar, caseOf(events, limits), asOf).reminderOn

  it('是倒数第二个工作日，停住、了结和没有受理时没有', () => {
    assert.equal(reminderOn(accepted, '2025-03-03'), '2025-03-14')
    assert.equal(reminderOn([...accepted, ...pause('听证', '2025-03-06')], '2025-03-06'), null)
    assert.equal(reminderOn([...accepted, decided('2025-03-06')], '2025-03-06'), null)
    assert.equal(reminderOn([plain('2025-03-03', 'received')], '2025-03-04'), null)
  })

  it('延长以后随到期日后移', () => {
    assert.equal(reminderOn([...accepted, extended('2025-03-14', 5)], '2025-03-14'), '2025-03-21')
  })

  it('视为受理时已经过期的，没有提示日', () => {
    assert.equal(reminderOn([plain('2025-03-03', 'received')], '2025-03-11', { limitWorkingDays: 2 }), null)
    assert.equal(reminderOn([plain('2025-03-03', 'received')], '2025-03-11', { limitWorkingDays: 6 }), '2025-03-11')
  })

  it('就是从今天看起第一个显示提示的日子，之前一天也不提示', () => {
    fc.assert(fc.property(scenes, ({ history, asOf }) => {
      const known = { ...history, events: history.events.filter(({ on }) => on <= asOf) }
      const told = reminderOrSkip(known, asOf)
      if (told === undefined || told === null || told < asOf) return
      assert.equal(levelOn(calendar, known, told), 'reminder')
      for (let day = asOf; day < told; day = addCalendarDays(day, 1)) assert.equal(levelOn(calendar, known, day), 'none')
    }), { seed: 20240411, numRuns: 2000 })
  })

  function reminderOrSkip(history: ClockHistory, asOf: Day): Day | null | undefined {
    try {
      return readClock(calendar, history, asOf).reminderOn
    } catch (error) {
      if (error instanceof OutOfCalendar) return undefined
      throw error
    }
  }
})
