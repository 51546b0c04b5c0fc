import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inOrder, standingOf, type Waiting } from './order.ts'

const RULE = { earlyMinutes: 15, graceMinutes: 15, favouredInARowMax: 3 }
const NOON = Date.parse('2026-03-02T12:00:00+08:00')
const at = (minutes: number): Date => new Date(NOON + minutes * 60_000)
const NOW = at(0)
const person = (id: string, changes: Partial<Waiting> = {}): Waiting =>
  ({ id, takenAt: at(-30), sequence: 1, isPriority: false, isTransferred: false, slot: null, ...changes })
const slotAt = (minutes: number) => ({ from: at(minutes), until: at(minutes + 30) })
const ids = (waiting: readonly Waiting[], favouredInARow = 0): string => inOrder(waiting, { now: NOW, rule: RULE, favouredInARow }).map(({ id }) => id).join('')

const crowd = fc.uniqueArray(fc.record({
  id: fc.uuid(), takenAt: fc.integer({ min: -120, max: 0 }).map(at), sequence: fc.integer({ min: 1, max: 200 }), isPriority: fc.boolean(),
  isTransferred: fc.boolean(), slot: fc.option(fc.integer({ min: -90, max: 60 }).map(slotAt)),
}), { selector: ({ id }) => id, maxLength: 25 })
const inARow = fc.integer({ min: 0, max: 5 })

describe('叫号的次序', () => {
  it('转来的、到点的预约、优先的、普通的', () => {
    const all = [person('d'), person('c', { isPriority: true }), person('b', { slot: slotAt(0) }), person('a', { isTransferred: true })]
    assert.equal(ids(all), 'abcd')
  })

  it('预约按时段先后，别的按取号先后', () => {
    assert.equal(ids([person('b', { slot: slotAt(0), takenAt: at(-90) }), person('a', { slot: slotAt(-30) })]), 'ab')
    assert.equal(ids([person('b', { takenAt: at(-1) }), person('a', { takenAt: at(-2) })]), 'ab')
    assert.equal(ids([person('b', { sequence: 2 }), person('a', { sequence: 1 })]), 'ab')
  })

  it('来得太早或过了时段的预约，与没有预约的一样排队', () => {
    for (const [minutes, standing] of [[16, 'ordinary'], [15, 'appointment'], [0, 'appointment'], [-45, 'appointment'], [-46, 'ordinary']] as const) {
      assert.equal(standingOf(person('a', { slot: slotAt(minutes) }), NOW, RULE), standing, String(minutes))
    }
    assert.equal(standingOf(person('a', { slot: slotAt(90), isPriority: true }), NOW, RULE), 'priority')
  })

  it('接连三个预约或优先的以后，叫一个普通的', () => {
    const all = [...'abcde'].map((id, index) => person(id, { isPriority: true, takenAt: at(-50 + index) }))
    assert.equal(ids([...all, person('x'), person('y', { takenAt: at(-1) })]), 'abcxdey')
    assert.equal(ids([...all, person('x')], 3), 'xabcde')
    assert.equal(ids(all, 3), 'abcde')
  })
})

describe('叫号的公平', () => {
  const ordered = (waiting: Waiting[], favouredInARow: number) => inOrder(waiting, { now: NOW, rule: RULE, favouredInARow })

  it('一个不多，一个不少', () => {
    fc.assert(fc.property(crowd, inARow, (waiting, before) => {
      assert.deepEqual(ordered(waiting, before).map(({ id }) => id).toSorted(), waiting.map(({ id }) => id).toSorted())
    }))
  })

  it('同一类里，先取号的先叫（预约按时段）', () => {
    fc.assert(fc.property(crowd, inARow, (waiting, before) => {
      const order = ordered(waiting, before)
      for (const standing of ['transferred', 'priority', 'ordinary'] as const) {
        const times = order.filter((one) => one.standing === standing).map(({ takenAt }) => takenAt.getTime())
        assert.deepEqual(times, times.toSorted((a, b) => a - b))
      }
      const slots = order.filter(({ standing }) => standing === 'appointment').map(({ slot }) => slot?.from.getTime() ?? 0)
      assert.deepEqual(slots, slots.toSorted((a, b) => a - b))
    }))
  })

  it('次序与放进来的先后无关', () => {
    fc.assert(fc.property(crowd, inARow, (waiting, before) => {
      assert.deepEqual(ordered(waiting.toReversed(), before), ordered(waiting, before))
    }))
  })

  it('有普通号在等，就不会接连叫超过三个优先或预约的；预约总在优先前', () => {
    fc.assert(fc.property(crowd, (waiting) => {
      const order = ordered(waiting, 0).filter(({ standing }) => standing !== 'transferred')
      const last = order.findLastIndex(({ standing }) => standing === 'ordinary')
      let row = 0
      for (const { standing } of order.slice(0, last + 1)) {
        row = standing === 'ordinary' ? 0 : row + 1
        assert(row <= RULE.favouredInARowMax)
      }
      const firstPriority = order.findIndex(({ standing }) => standing === 'priority')
      if (firstPriority >= 0) assert(!order.slice(firstPriority).some(({ standing }) => standing === 'appointment'))
    }))
  })

  it('叫走第一个以后，剩下的次序不变', () => {
    fc.assert(fc.property(crowd, inARow, (waiting, before) => {
      const [first, ...rest] = ordered(waiting, before)
      if (!first) return
      const after = first.standing === 'ordinary' ? 0 : first.standing === 'transferred' ? before : before + 1
      assert.deepEqual(ordered(waiting.filter(({ id }) => id !== first.id), after), rest)
    }))
  })
})
