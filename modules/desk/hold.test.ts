import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayAt } from '#platform/day'
import { effectAt, HOLD_DEFAULT_MILLISECONDS } from './hold.ts'

const at = (text: string): Date => new Date(`${text}+08:00`)

describe('十分钟内可撤回', () => {
  it('平常过十分钟生效', () => {
    assert.deepEqual(effectAt(at('2026-03-02T09:00:00')), at('2026-03-02T09:10:00'))
  })

  it('快到半夜时提前生效，不拖到第二天：步骤的日子是法定时钟的起点', () => {
    assert.deepEqual(effectAt(at('2026-03-02T23:48:59')), at('2026-03-02T23:58:59'))
    assert.deepEqual(effectAt(at('2026-03-02T23:50:00')), at('2026-03-02T23:59:00'))
    assert.deepEqual(effectAt(at('2026-03-02T23:59:30')), at('2026-03-02T23:59:30'))
    assert.deepEqual(effectAt(at('2026-03-03T00:00:00')), at('2026-03-03T00:10:00'))
  })

  it('任何时刻：不早于现在，不多于十分钟，总在同一天', () => {
    fc.assert(fc.property(fc.date({ min: at('2007-01-01T00:00:00'), max: at('2030-01-01T00:00:00'), noInvalidDate: true }), (now) => {
      const due = effectAt(now)
      assert(due >= now && due.getTime() - now.getTime() <= HOLD_DEFAULT_MILLISECONDS)
      assert.equal(dayAt(due), dayAt(now))
    }))
  })
})
