import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Day } from '#platform/day'
import { acceptedOn, calendar, caseOf, pause, plain } from './cases.test-support.ts'
import { readClock } from './reading.ts'

const read = (events: Parameters<typeof caseOf>[0], asOf: Day) => readClock(calendar, caseOf(events), asOf)

/** 2025-03-03 is a Monday; the fifth working day after it is 03-10. */
const received = plain('2025-03-03', 'received')

describe('收件与补正（行政许可法第三十二条）', () => {
  it('第五个工作日当天结束时仍是等待答复，次日起才视为受理', () => {
    assert.deepEqual(pick(read([received], '2025-03-10')), { phase: 'receiving', acceptedOn: null, deemedOn: '2025-03-11', ignored: [] })
    assert.deepEqual(pick(read([received], '2025-03-11')), { phase: 'running', acceptedOn: '2025-03-03', deemedOn: null, ignored: [] })
  })

  it('视为受理从日历上的次日起就知道，次日是周六也一样', () => {
    const reading = read([plain('2025-03-07', 'received')], '2025-03-15')
    assert.equal(reading.noticeDueOn, '2025-03-14')
    assert.equal(reading.deemedAcceptedOn, '2025-03-07')
  })

  it('第五个工作日受理或者不予受理都有效，第六天的都无效', () => {
    assert.equal(read([received, plain('2025-03-10', 'accepted')], '2025-03-12').acceptedOn, '2025-03-10')
    assert.equal(read([received, plain('2025-03-10', 'not-accepted')], '2025-03-12').phase, 'not-accepted')
    for (const what of ['accepted', 'not-accepted', 'correction-notice'] as const) {
      const late = read([received, plain('2025-03-11', what)], '2025-03-12')
      assert.deepEqual(pick(late), { phase: 'running', acceptedOn: '2025-03-03', deemedOn: null, ignored: [1] }, what)
    }
  })

  it('回头看到更早的一天时，后来的沉默还不存在', () => {
    assert.equal(read([received, plain('2025-03-12', 'correction-notice')], '2025-03-05').phase, 'receiving')
  })

  it('按时告知补正以后，等待多久都不会视为受理', () => {
    const reading = read([received, plain('2025-03-10', 'correction-notice')], '2025-06-30')
    assert.deepEqual(pick(reading), { phase: 'correcting', acceptedOn: null, deemedOn: null, ignored: [] })
    assert.equal(reading.noticeDueOn, '2025-03-10')
  })

  it('补正材料是新的收件：重新起算五个工作日，沉默则自补正之日受理', () => {
    const events = [received, plain('2025-03-04', 'correction-notice'), plain('2025-03-20', 'supplemented')]
    assert.equal(read(events, '2025-03-20').noticeDueOn, '2025-03-27')
    assert.equal(read(events, '2025-03-28').deemedAcceptedOn, '2025-03-20')
  })

  it('补正只有一次：等待补正时和补正以后的第二次告知都无效', () => {
    const notice = plain('2025-03-04', 'correction-notice')
    assert.deepEqual(read([received, notice, notice], '2025-03-04').ignored, [2])
    const again = read([received, notice, plain('2025-03-20', 'supplemented'), plain('2025-03-21', 'correction-notice')], '2025-03-28')
    assert.deepEqual(again.ignored, [3])
    assert.equal(again.deemedAcceptedOn, '2025-03-20')
  })

  it('没有被要求补正而自行补充材料，不重新计算期限', () => {
    const reading = read([received, plain('2025-03-05', 'supplemented')], '2025-03-06')
    assert.equal(reading.noticeDueOn, '2025-03-10')
    assert.deepEqual(reading.ignored, [1])
  })

  it('等待补正时可以先行受理，也可以不予受理', () => {
    const notice = plain('2025-03-04', 'correction-notice')
    assert.equal(read([received, notice, plain('2025-04-01', 'accepted')], '2025-04-01').acceptedOn, '2025-04-01')
    assert.equal(read([received, notice, plain('2025-04-01', 'not-accepted')], '2025-04-01').phase, 'not-accepted')
  })

  it('以受理开头的办件是当场受理，收件就在同一天', () => {
    const reading = read([plain('2025-03-03', 'accepted')], '2025-03-03')
    assert.deepEqual(pick(reading), { phase: 'running', acceptedOn: '2025-03-03', deemedOn: null, ignored: [] })
    assert.equal(reading.noticeDueOn, '2025-03-10')
    assert.equal(reading.deemedAcceptedOn, null)
  })

  it('收件前撤回的办件不会视为受理，视为受理以后仍可撤回', () => {
    for (const [on, acceptedThen] of [['2025-03-05', null], ['2025-03-12', '2025-03-03']] as const) {
      const reading = read([received, plain(on, 'withdrawn')], '2025-04-01')
      assert.deepEqual(pick(reading), { phase: 'withdrawn', acceptedOn: acceptedThen, deemedOn: null, ignored: [] })
    }
  })

  it('受理以前没有特别程序：沉默期间开始的听证不使时钟停住', () => {
    const reading = read([received, ...pause('听证', '2025-03-05')], '2025-03-12')
    assert.deepEqual(reading.ignored, [1])
    assert.equal(reading.dueOn, '2025-03-17')
  })

  it('同一天之内先后有别：先受理后不予受理，以受理为准；先不予受理则后来的受理无效', () => {
    const both = [plain('2025-03-04', 'accepted'), plain('2025-03-04', 'not-accepted')]
    const first = pick(read([received, ...both], '2025-03-04'))
    assert.deepEqual(first, { phase: 'running', acceptedOn: '2025-03-04', deemedOn: null, ignored: [2] })
    const reversed = pick(read([received, ...both.toReversed()], '2025-03-04'))
    assert.deepEqual(reversed, { phase: 'not-accepted', acceptedOn: null, deemedOn: null, ignored: [2] })
  })

  it('还没有收件时什么都没有', () => {
    const reading = read([], '2025-03-03')
    assert.equal(reading.phase, 'not-received')
    const days = [reading.acceptedOn, reading.noticeDueOn, reading.dueOn, reading.statutoryDueOn, reading.deemedOn]
    assert.ok(days.every((day) => day === null))
    assert.equal(read(acceptedOn('2025-03-03'), '2025-03-02').phase, 'not-received')
  })
})

function pick({ phase, acceptedOn: on, deemedOn, ignored }: ReturnType<typeof readClock>) {
  return { phase, acceptedOn: on, deemedOn, ignored: [...ignored] }
}
