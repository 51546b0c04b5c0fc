import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedOn, calendar, caseOf, decided, extended, pause, plain, provisionalCalendar } from './cases.test-support.ts'
import { OutOfCalendar } from './out-of-calendar.ts'
import { elapsedOn, levelOn, readClock, wouldCount } from './reading.ts'

const accepted = acceptedOn('2025-03-03')

describe('送达（行政许可法第四十四条）', () => {
  const granted = [...accepted, decided('2025-03-10')]

  it('准予决定后第十个工作日之内送达是按时，次日就不是', () => {
    for (const [on, inTime] of [['2025-03-24', true], ['2025-03-25', false]] as const) {
      const reading = readClock(calendar, caseOf([...granted, plain(on, 'delivered')]), on)
      assert.deepEqual([reading.deliverBy, reading.deliveredInTime, reading.phase], ['2025-03-24', inTime, 'delivered'])
    }
  })

  it('还没有送达，就不说是否按时', () => {
    assert.equal(readClock(calendar, caseOf(granted), '2025-06-30').deliveredInTime, null)
  })

  it('不予许可没有送达期限，送达本身仍然有效', () => {
    const refused = caseOf([...accepted, decided('2025-03-10', 'refused'), plain('2025-05-06', 'delivered')])
    const reading = readClock(calendar, refused, '2025-05-06')
    assert.deepEqual([reading.deliverBy, reading.deliveredInTime, reading.ignored, reading.phase], [null, null, [], 'delivered'])
  })
})

describe('阶段与特别程序', () => {
  it('进行中的特别程序列出名称、编号和开始的日子，结束一个少一个', () => {
    const events = [...accepted, ...pause('甲', '2025-03-05'), ...pause('乙', '2025-03-06')]
    const open = readClock(calendar, caseOf(events), '2025-03-06')
    assert.deepEqual(open.openPauses, [{ id: '甲', kind: 'hearing', from: '2025-03-05' }, { id: '乙', kind: 'hearing', from: '2025-03-06' }])
    const later = readClock(calendar, caseOf([...events, { on: '2025-03-07', what: 'pause-end', id: '甲' }]), '2025-03-07')
    assert.deepEqual([later.phase, later.openPauses.map(({ id }) => id)], ['paused', ['乙']])
  })

  it('作出决定以后不再有进行中的特别程序', () => {
    const reading = readClock(calendar, caseOf([...accepted, ...pause('甲', '2025-03-05'), decided('2025-03-07')]), '2025-03-10')
    assert.deepEqual([reading.phase, reading.openPauses], ['decided', []])
  })

  it('撤回以后已算出的到期日仍在，供日后查考', () => {
    const reading = readClock(calendar, caseOf([...accepted, plain('2025-03-05', 'withdrawn')]), '2025-06-30')
    assert.deepEqual([reading.phase, reading.acceptedOn, reading.dueOn], ['withdrawn', '2025-03-03', '2025-03-17'])
    assert.equal(elapsedOn(calendar, caseOf([...accepted, plain('2025-03-05', 'withdrawn')]), '2025-06-30'), 2)
  })
})

describe('跨入尚未公布的年份', () => {
  const december = acceptedOn('2026-12-28')

  it('严格的日历不给读数，因为到期日在2027年', () => {
    assert.throws(() => readClock(calendar, caseOf(december, { limitWorkingDays: 5 }), '2026-12-28'), OutOfCalendar)
  })

  it('收件日在日历之外也不给读数', () => {
    assert.throws(() => readClock(calendar, caseOf(acceptedOn('2006-12-29')), '2007-01-31'), OutOfCalendar)
    assert.throws(() => readClock(calendar, caseOf(acceptedOn('2027-03-01')), '2027-03-01'), OutOfCalendar)
  })

  it('不需要猜的照常回答：预警只看当天，已停住的不看以后', () => {
    const history = caseOf(december, { limitWorkingDays: 30, statutoryWorkingDays: 30 })
    assert.equal(levelOn(calendar, history, '2026-12-30'), 'none')
    assert.equal(elapsedOn(calendar, history, '2026-12-31'), 3)
    assert.throws(() => levelOn(calendar, history, '2027-01-04'), OutOfCalendar)
    const paused = caseOf([...acceptedOn('2026-12-01'), ...pause('鉴定', '2026-12-03')])
    assert.equal(readClock(calendar, paused, '2027-06-01').dueOn, null)
    assert.equal(elapsedOn(calendar, paused, '2027-06-01'), 1)
    assert.equal(wouldCount(calendar, paused, extended('2027-06-01', 10)), true)
  })

  it('一个特别程序在未公布的年份结束、另一个当天开始，中间没有要数的日子', () => {
    const history = caseOf([...acceptedOn('2026-12-01'), ...pause('鉴定', '2026-12-03', '2027-03-01'), ...pause('听证', '2027-03-01')])
    assert.equal(readClock(calendar, history, '2027-03-02').dueOn, null)
    assert.equal(elapsedOn(calendar, history, '2027-03-02'), 1)
  })

  it('已公布的日子没有数满，次日还没有过期，延长当然有效', () => {
    assert.equal(wouldCount(calendar, caseOf(december), extended('2027-01-01', 10)), true)
    assert.throws(() => wouldCount(calendar, caseOf(december), extended('2027-01-02', 10)), OutOfCalendar)
  })

  it('到期日在已公布年份里的，2027年看仍知道已经超期', () => {
    const history = caseOf(acceptedOn('2026-11-02'))
    assert.equal(levelOn(calendar, history, '2027-02-01'), 'yellow')
  })

  it('暂推的日历给出读数，但必须说明是暂推的', () => {
    const reading = readClock(provisionalCalendar, caseOf(december, { limitWorkingDays: 5 }), '2026-12-28')
    assert.deepEqual([reading.dueOn, reading.provisional], ['2027-01-04', true])
    assert.equal(levelOn(provisionalCalendar, caseOf(december, { limitWorkingDays: 5 }), '2027-01-05'), 'yellow')
  })

  it('没有用到未公布年份的，暂推的日历也不说是暂推', () => {
    const history = caseOf(acceptedOn('2026-03-02'))
    assert.deepEqual(readClock(provisionalCalendar, history, '2026-03-02'), readClock(calendar, history, '2026-03-02'))
    assert.equal(readClock(provisionalCalendar, history, '2026-03-02').provisional, false)
  })

  it('送达期限跨年的也是暂推', () => {
    const reading = readClock(provisionalCalendar, caseOf([...acceptedOn('2026-11-16'), decided('2026-12-25')]), '2026-12-25')
    assert.deepEqual([reading.deliverBy, reading.provisional, reading.dueOn], ['2027-01-08', true, '2026-11-30'])
  })
})
