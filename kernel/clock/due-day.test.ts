import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Day } from '#platform/day'
import { acceptedOn, calendar, caseOf, decided, extended, pause, plain } from './cases.test-support.ts'
import { elapsedOn, readClock } from './reading.ts'

/** Accepted on Monday 2025-03-03: ten working days are full on Monday 03-17. */
const accepted = acceptedOn('2025-03-03')
const dueOn = (events: Parameters<typeof caseOf>[0], asOf: Day, limits: Parameters<typeof caseOf>[1] = {}) =>
  readClock(calendar, caseOf([...accepted, ...events], limits), asOf).dueOn

describe('决定期限（行政许可法第四十二条、第四十五条、第八十二条）', () => {
  it('受理当天不计入，第十个工作日到期', () => {
    assert.equal(dueOn([], '2025-03-03'), '2025-03-17')
  })

  it('承诺的天数长于法定的，按法定的算', () => {
    assert.equal(dueOn([], '2025-03-03', { limitWorkingDays: 30, statutoryWorkingDays: 5 }), '2025-03-10')
  })

  it('特别程序开始的当天不计入，结束的当天计入', () => {
    // 03-04, 03-05 count; 03-06, 03-07 and the weekend do not; 03-10 is day 3.
    assert.equal(dueOn(pause('听证', '2025-03-06', '2025-03-10'), '2025-03-10'), '2025-03-19')
  })

  it('当天开始当天结束的特别程序不占时间', () => {
    assert.equal(dueOn(pause('听证', '2025-03-06', '2025-03-06'), '2025-03-06'), '2025-03-17')
    assert.equal(dueOn(pause('听证', '2025-03-03', '2025-03-03'), '2025-03-03'), '2025-03-17')
    assert.deepEqual(usedOn(pause('听证', '2025-03-03', '2025-03-03'), ['2025-03-03', '2025-03-04']), [0, 1])
  })

  it('一个特别程序结束的当天另一个开始，当天不计入', () => {
    const events = [...pause('听证', '2025-03-06', '2025-03-10'), ...pause('鉴定', '2025-03-10', '2025-03-11')]
    assert.equal(dueOn(events, '2025-03-11'), '2025-03-20')
    assert.deepEqual(usedOn(events, ['2025-03-05', '2025-03-10', '2025-03-11']), [2, 2, 3])
  })

  it('先后几个特别程序，只有停住的日子不计', () => {
    const events = [...pause('听证', '2025-03-05', '2025-03-07'), ...pause('听证', '2025-03-12', '2025-03-14')]
    assert.equal(dueOn(events, '2025-03-14'), '2025-03-21')
  })

  it('特别程序只占休息日时，一天也不少', () => {
    assert.equal(dueOn(pause('检验', '2025-03-08', '2025-03-10'), '2025-03-10'), '2025-03-17')
  })

  it('受理当天就开始的特别程序，受理次日起停住', () => {
    assert.equal(dueOn(pause('检验', '2025-03-03', '2025-03-05'), '2025-03-05'), '2025-03-18')
    assert.deepEqual(usedOn(pause('检验', '2025-03-03', '2025-03-05'), ['2025-03-03', '2025-03-04', '2025-03-05']), [0, 0, 1])
  })

  it('到期当天开始的特别程序仍推迟到期日，次日才开始的不再推迟', () => {
    assert.equal(dueOn(pause('听证', '2025-03-17'), '2025-03-17'), null)
    assert.equal(dueOn(pause('听证', '2025-03-17', '2025-03-20'), '2025-03-20'), '2025-03-20')
    assert.equal(dueOn(pause('听证', '2025-03-18'), '2025-03-25'), '2025-03-17')
    assert.deepEqual(readClock(calendar, caseOf([...accepted, ...pause('听证', '2025-03-18')]), '2025-03-25').ignored, [])
  })

  it('承诺期限已过而法定期限未满时停住：承诺的到期日不变，法定的暂无', () => {
    const reading = readClock(calendar, caseOf([...accepted, ...pause('听证', '2025-03-18')]), '2025-03-25')
    assert.deepEqual([reading.dueOn, reading.statutoryDueOn], ['2025-03-17', null])
  })

  it('同一编号再次开始、没有开始过就结束，都无效', () => {
    const [start] = pause('听证', '2025-03-05')
    assert.ok(start)
    const events = [...accepted, start, start, plain('2025-03-06', 'withdrawn')]
    assert.deepEqual(readClock(calendar, caseOf(events), '2025-03-06').ignored, [3])
    const stray = caseOf([...accepted, { on: '2025-03-06', what: 'pause-end', id: '没有' }])
    assert.deepEqual(readClock(calendar, stray, '2025-03-06').ignored, [2])
  })

  it('已结束的编号可以再用', () => {
    const events = [...accepted, ...pause('听证', '2025-03-05', '2025-03-06'), ...pause('听证', '2025-03-07')]
    const reading = readClock(calendar, caseOf(events), '2025-03-07')
    assert.deepEqual([reading.ignored.length, reading.dueOn, reading.openPauses.map(({ from }) => from)], [0, null, ['2025-03-07']])
  })

  it('决定不改变到期日，也不再累计已用的工作日', () => {
    assert.equal(dueOn([decided('2025-03-06')], '2025-04-30'), '2025-03-17')
    assert.deepEqual(usedOn([decided('2025-03-06')], ['2025-03-05', '2025-03-06', '2025-04-30']), [2, 3, 3])
  })

  it('停住时作出的决定没有超期', () => {
    const reading = readClock(calendar, caseOf([...accepted, ...pause('听证', '2025-03-06'), decided('2025-05-06')]), '2025-05-06')
    assert.deepEqual([reading.dueOn, reading.decidedInTime, reading.phase], [null, true, 'decided'])
  })

  it('到期当天决定是按时，次日就是超期', () => {
    for (const [on, inTime] of [['2025-03-17', true], ['2025-03-18', false]] as const) {
      assert.equal(readClock(calendar, caseOf([...accepted, decided(on)]), on).decidedInTime, inTime)
    }
  })

  it('视为受理以后回头看，收件次日起就在计算', () => {
    const history = caseOf([plain('2025-03-03', 'received')])
    assert.equal(elapsedOn(calendar, history, '2025-03-05'), 0)
    assert.equal(elapsedOn(calendar, history, '2025-03-05', '2025-03-11'), 2)
  })
})

describe('即办件（承诺零个工作日）', () => {
  const onTheSpot = { limitWorkingDays: 0 }

  it('受理当天到期', () => {
    assert.equal(dueOn([], '2025-03-03', onTheSpot), '2025-03-03')
  })

  it('受理当天是休息日的，顺延到下一个工作日', () => {
    assert.equal(readClock(calendar, caseOf(acceptedOn('2025-10-01'), onTheSpot), '2025-10-01').dueOn, '2025-10-09')
  })

  it('受理当天开始特别程序的，到结束那天为止，遇休息日再顺延', () => {
    assert.equal(dueOn(pause('检测', '2025-03-03'), '2025-03-03', onTheSpot), null)
    assert.equal(dueOn(pause('检测', '2025-03-03', '2025-03-05'), '2025-03-05', onTheSpot), '2025-03-05')
    assert.equal(dueOn(pause('检测', '2025-03-03', '2025-03-08'), '2025-03-08', onTheSpot), '2025-03-10')
  })

  it('次日才开始的特别程序不推迟', () => {
    assert.equal(dueOn(pause('检测', '2025-03-04'), '2025-03-04', onTheSpot), '2025-03-03')
  })

  it('当天延长十个工作日，就从次日起算十个', () => {
    assert.equal(dueOn([extended('2025-03-03', 10)], '2025-03-03', onTheSpot), '2025-03-17')
  })
})

function usedOn(events: Parameters<typeof caseOf>[0], days: readonly Day[]): number[] {
  return days.map((day) => elapsedOn(calendar, caseOf([...accepted, ...events]), day))
}
