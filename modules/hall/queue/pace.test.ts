import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { estimateOf, estimateWords, intervalsOf } from './pace.ts'

const NINE = Date.parse('2026-03-02T09:00:00+08:00')
const at = (minutes: number): Date => new Date(NINE + minutes * 60_000)
const intervals = fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { minLength: 5, maxLength: 40 })

describe('估计要等多久', () => {
  it('只看前一个叫走时后一个已经在等的间隔', () => {
    const calls = [
      { takenAt: at(0), calledAt: at(1) }, { takenAt: at(0), calledAt: at(6) }, { takenAt: at(60), calledAt: at(61) }, { takenAt: at(60), calledAt: at(65) },
    ]
    assert.deepEqual(intervalsOf(calls), [5, 4])
    assert.deepEqual(intervalsOf(calls.toReversed()), [5, 4])
    assert.deepEqual(intervalsOf([]), [])
  })

  it('叫过的号太少就不估，不编一个数', () => {
    assert.equal(estimateOf([5, 5, 5, 5], 3, 5), null)
    assert.equal(estimateOf([], 0, 0), null)
    assert.match(estimateWords(null), /估不出/)
  })

  it('每五分钟叫一个、前面四个：二十到二十五分钟', () => {
    const estimate = estimateOf([5, 5, 5, 5, 5], 4, 5)
    assert.deepEqual(estimate, { fromMinutes: 20, toMinutes: 25 })
    assert.equal(estimateWords(estimate), '大约 20 到 25 分钟')
    assert.equal(estimateWords(estimateOf([5, 5, 5, 5, 5], 0, 5)), '大约 5 分钟以内')
  })

  it('总是一个向前的范围，以五分钟为一格，前面的人越多不会越短', () => {
    fc.assert(fc.property(intervals, fc.integer({ min: 0, max: 60 }), (drawn, ahead) => {
      const [here, behind] = [estimateOf(drawn, ahead, 5), estimateOf(drawn, ahead + 1, 5)]
      assert(here && behind)
      assert(here.fromMinutes >= 0 && here.toMinutes > here.fromMinutes)
      assert.deepEqual([here.fromMinutes % 5, here.toMinutes % 5], [0, 0])
      assert(behind.fromMinutes >= here.fromMinutes && behind.toMinutes >= here.toMinutes)
    }))
  })

  it('窗口真按一个速度叫，范围就包得住真正的等候', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (minutes, ahead, share) => {
      const estimate = estimateOf(Array.from({ length: 6 }, () => minutes), ahead, 5)
      const real = minutes * (ahead + share)
      assert(estimate && estimate.fromMinutes <= real && real <= estimate.toMinutes)
    }))
  })
})
