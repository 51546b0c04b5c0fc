import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedOn, calendar, caseOf, decided, extended, plain, provisionalCalendar, yellowCard } from './cases.test-support.ts'
import fc from 'fast-check'
import { scenes } from './histories.test-support.ts'
import type { ClockEvent, What } from './history.ts'
import { readClock, whyVoid, wouldCount } from './reading.ts'

const ON = '2025-03-05'
const received = plain('2025-03-03', 'received')
const accepted = acceptedOn('2025-03-03')
const notice = plain('2025-03-04', 'correction-notice')
const hearing: ClockEvent = { on: '2025-03-04', what: 'pause-start', id: '听证', kind: 'hearing' }

/** Every kind of event, and the situations in which it has legal effect. */
const SITUATIONS = {
  未收件: [],
  已收件: [received],
  待补正: [received, notice],
  补正后: [received, notice, plain('2025-03-04', 'supplemented')],
  已受理: accepted,
  听证中: [...accepted, hearing],
  准予: [...accepted, decided('2025-03-04')],
  不予许可: [...accepted, decided('2025-03-04', 'refused')],
  已送达: [...accepted, decided('2025-03-04'), plain('2025-03-04', 'delivered')],
  不予受理: [received, plain('2025-03-04', 'not-accepted')],
  已撤回: [...accepted, plain('2025-03-04', 'withdrawn')],
} satisfies Record<string, readonly ClockEvent[]>

const EFFECTIVE: Record<What, readonly (keyof typeof SITUATIONS)[]> = {
  received: ['未收件'],
  'correction-notice': ['已收件'],
  supplemented: ['待补正'],
  accepted: ['未收件', '已收件', '待补正', '补正后'],
  'not-accepted': ['已收件', '待补正', '补正后'],
  'pause-start': ['已受理'],
  'pause-end': ['听证中'],
  extended: ['已受理', '听证中'],
  decided: ['已受理', '听证中'],
  delivered: ['准予', '不予许可'],
  'yellow-card': ['已受理', '听证中'],
  withdrawn: ['已收件', '待补正', '补正后', '已受理', '听证中'],
}

const PLAIN = ['received', 'correction-notice', 'supplemented', 'accepted', 'not-accepted', 'delivered', 'withdrawn'] as const
const EVENTS: readonly ClockEvent[] = [
  ...PLAIN.map((what) => plain(ON, what)),
  { ...hearing, on: ON }, { on: ON, what: 'pause-end', id: '听证' }, extended(ON, 5), decided(ON), yellowCard(ON, '2025-03-10'),
]

describe('没有效力的事件', () => {
  for (const event of EVENTS) {
    it(`${event.what} 只在该有效力的情形下有效力，其余列入 ignored 而不影响时钟`, () => {
      for (const [situation, events] of Object.entries(SITUATIONS)) {
        const effective = EFFECTIVE[event.what].some((name) => name === situation)
        assert.equal(wouldCount(calendar, caseOf(events), event), effective, situation)
        assert.equal(whyVoid(calendar, caseOf(events), event) === null, effective, situation)
        if (effective) continue
        const { ignored, ...reading } = readClock(calendar, caseOf([...events, event]), ON)
        assert.deepEqual(ignored, [events.length], situation)
        assert.deepEqual({ ...reading, ignored: [] }, readClock(calendar, caseOf(events), ON), situation)
      }
    })
  }

  it('去掉所有没有效力的事件，读数不变', () => {
    fc.assert(fc.property(scenes, ({ history, asOf }) => {
      const { ignored, ...reading } = readClock(provisionalCalendar, history, asOf)
      const effective = { ...history, events: history.events.filter((_, index) => !ignored.includes(index)) }
      assert.deepEqual(readClock(provisionalCalendar, effective, asOf), { ...reading, ignored: [] })
    }), { seed: 20240411, numRuns: 2000 })
  })

  it('在 asOf 之后的事件既不生效，也不列为无效', () => {
    fc.assert(fc.property(scenes, ({ history, asOf }) => {
      const known = { ...history, events: history.events.filter(({ on }) => on <= asOf) }
      assert.deepEqual(readClock(provisionalCalendar, history, asOf), readClock(provisionalCalendar, known, asOf))
    }), { seed: 20240411, numRuns: 1000 })
  })

  it('同样的问题永远得到同样的答案，问题本身不被改动', () => {
    fc.assert(fc.property(scenes, ({ history, asOf }) => {
      const before = JSON.stringify(history)
      assert.deepEqual(readClock(provisionalCalendar, history, asOf), readClock(provisionalCalendar, history, asOf))
      assert.equal(JSON.stringify(history), before)
    }), { seed: 20240411, numRuns: 500 })
  })
})
