import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { placesOfLargest } from './top.ts'

describe('取最大的几个', () => {
  it('从大到小；一样大的，位置在前的先', () => {
    assert.deepEqual(placesOfLargest(Float64Array.from([1, 3, 2, 3, 0.5]), 3), [1, 3, 2])
  })

  it('零和负数不要，不够就少给', () => {
    assert.deepEqual(placesOfLargest(Float64Array.from([0, -1, 2]), 5), [2])
    assert.deepEqual(placesOfLargest(new Float64Array(4), 2), [])
    assert.deepEqual(placesOfLargest(Float64Array.from([1, 2]), 0), [])
  })

  it('与全部排好再取的一样', () => {
    const values = fc.array(fc.integer({ min: -2, max: 6 }), { maxLength: 40 })
    fc.assert(fc.property(values, fc.integer({ min: 0, max: 12 }), (numbers, count) => {
      const sorted = numbers.map((value, at) => ({ value, at })).filter(({ value }) => value > 0)
        .sort((left, right) => right.value - left.value || left.at - right.at).slice(0, count).map(({ at }) => at)
      assert.deepEqual(placesOfLargest(Float64Array.from(numbers), count), sorted)
    }))
  })
})
