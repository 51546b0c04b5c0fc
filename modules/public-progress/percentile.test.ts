import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { percentileOf } from './percentile.ts'

/** As the manual of PostgreSQL has percentile_cont: over the values one by one. */
function overEach(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const place = share * (sorted.length - 1)
  const [lower = 0, upper = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return lower + (upper - lower) * (place - Math.floor(place))
}

it('按件数合起来算，和一件一件排着算的一样', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 }), fc.constantFrom(0, 0.5, 0.9, 1), (values, share) => {
    const counted = [...Map.groupBy(values, (value) => value)].map(([value, own]) => ({ value, count: own.length }))
    assert.equal(percentileOf(counted, share), overEach(values, share))
  }))
})

it('一件也没有就没有中间数', () => {
  assert.deepEqual([percentileOf([], 0.5), percentileOf([{ value: 3, count: 0 }], 0.5), percentileOf([{ value: 3, count: 1 }], 0.9)], [null, null, 3])
})
