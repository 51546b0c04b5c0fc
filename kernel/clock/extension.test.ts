import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClockEvent } from './history.ts'
import { acceptedOn, calendar, caseOf, decided, extended, pause, plain } from './cases.test-support.ts'
import { readClock, whyVoid, wouldCount } from './reading.ts'

/** Accepted on Monday 2025-03-03, due on Monday 03-17. */
const accepted = acceptedOn('2025-03-03')
const joint = { limitWorkingDays: 45, statutoryWorkingDays: 45, joint: true }

function dueAfter(...events: ClockEvent[]) {
  const reading = readClock(calendar, caseOf([...accepted, ...events]), events.at(-1)?.on ?? '2025-03-03')
  return [reading.dueOn, reading.statutoryDueOn, reading.ignored.length]
}

describe('延长期限（行政许可法第四十二条）', () => {
  it('承诺期限和法定期限一并延长', () => {
    assert.deepEqual(dueAfter(), ['2025-03-17', '2025-03-31', 0])
    assert.deepEqual(dueAfter(extended('2025-03-10', 10)), ['2025-03-31', '2025-04-15', 0])
  })

  it('到期当天还能延长，次日不能', () => {
    assert.deepEqual(dueAfter(extended('2025-03-17', 1)), ['2025-03-18', '2025-04-01', 0])
    assert.deepEqual(dueAfter(extended('2025-03-18', 1)), ['2025-03-17', '2025-03-31', 1])
  })

  it('只能延长一次，无效的一次不算', () => {
    assert.deepEqual(dueAfter(extended('2025-03-10', 1), extended('2025-03-11', 1)), ['2025-03-18', '2025-04-01', 1])
    assert.deepEqual(dueAfter(extended('2025-03-10', 11), extended('2025-03-11', 10)), ['2025-03-31', '2025-04-15', 1])
  })

  it('本机关负责人可延长一至十个工作日，零、负数和十一都无效', () => {
    for (const [days, counts] of [[1, true], [10, true], [0, false], [-3, false], [11, false]] as const) {
      assert.equal(wouldCount(calendar, caseOf(accepted), extended('2025-03-10', days)), counts, String(days))
    }
  })

  it('别人批准的无效：经办人不行，不是联合办理的政府负责人也不行', () => {
    for (const by of ['clerk', 'head-of-government', '']) {
      assert.equal(wouldCount(calendar, caseOf(accepted), extended('2025-03-10', 5, by)), false, by)
    }
  })

  it('联合办理由本级人民政府负责人延长一至十五个工作日，本机关负责人无权', () => {
    const history = caseOf(accepted, joint)
    const extensions = [[15, 'head-of-government', true], [16, 'head-of-government', false], [10, 'head-of-organ', false]] as const
    for (const [days, by, counts] of extensions) {
      assert.equal(wouldCount(calendar, history, extended('2025-03-10', days, by)), counts, `${days} ${by}`)
    }
  })

  it('特别程序进行中可以延长，延长不结束特别程序', () => {
    const events = [...pause('听证', '2025-03-14'), extended('2025-04-30', 10)]
    assert.deepEqual(dueAfter(...events), [null, null, 0])
    assert.deepEqual(dueAfter(...events, { on: '2025-05-06', what: 'pause-end', id: '听证' }), ['2025-05-21', '2025-06-05', 0])
  })

  it('到期当天先开始特别程序再延长，有效；到期以后才开始的特别程序救不了延长', () => {
    assert.deepEqual(dueAfter(...pause('听证', '2025-03-17'), extended('2025-03-21', 2)), [null, null, 0])
    assert.deepEqual(dueAfter(...pause('听证', '2025-03-18'), extended('2025-03-21', 2)), ['2025-03-17', null, 1])
  })

  it('是否逾期按当时的到期日看：特别程序推迟以后的到期日之内都能延长', () => {
    assert.deepEqual(dueAfter(...pause('听证', '2025-03-14', '2025-03-18'), extended('2025-03-19', 2)), ['2025-03-21', '2025-04-07', 0])
  })

  it('受理以前、决定以后都不能延长', () => {
    assert.equal(wouldCount(calendar, caseOf([plain('2025-03-03', 'received')]), extended('2025-03-04', 5)), false)
    assert.equal(wouldCount(calendar, caseOf([...accepted, decided('2025-03-05')]), extended('2025-03-05', 5)), false)
  })

  it('无效的原因说得出来，有效的没有原因', () => {
    const why = (event: ClockEvent, history = caseOf(accepted)) => whyVoid(calendar, history, event)
    assert.equal(why(extended('2025-03-10', 10)), null)
    assert.match(why(extended('2025-03-10', 11)) ?? '', /一至十个工作日/)
    assert.match(why(extended('2025-03-10', 5, 'clerk')) ?? '', /无权延长/)
    assert.match(why(extended('2025-03-18', 5)) ?? '', /届满/)
    assert.match(why(extended('2025-03-11', 5), caseOf([...accepted, extended('2025-03-10', 5)])) ?? '', /一次/)
  })

  it('先前的无效事件不影响新事件的判断', () => {
    const history = caseOf([...accepted, extended('2025-03-10', 11)])
    assert.equal(wouldCount(calendar, history, extended('2025-03-10', 10)), true)
  })
})
