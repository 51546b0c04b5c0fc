import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { leafOf, proofOf, rootFrom, rootOf } from './merkle.ts'

const leaf = fc.record({ caseId: fc.uuid(), seq: fc.integer({ min: 1, max: 100 }), hash: fc.stringMatching(/^[0-9a-f]{64}$/) }).map(leafOf)
const day = fc.array(leaf, { minLength: 1, maxLength: 60 }).chain((leaves) => fc.tuple(fc.constant(leaves), fc.nat({ max: leaves.length - 1 })))

describe('每日摘要：在不在里面，可以自己核验', () => {
  it('每一片叶子的证明都通向公布的根', () => {
    fc.assert(fc.property(day, ([leaves, index]) => assert.equal(rootFrom(leaves[index] ?? '', proofOf(leaves, index)), rootOf(leaves))))
  })
  it('改掉任何一片叶子，根就不同', () => {
    fc.assert(fc.property(day, leaf, ([leaves, index], other) => {
      fc.pre(!leaves.includes(other))
      assert.notEqual(rootOf(leaves.with(index, other)), rootOf(leaves))
    }))
  })
  it('不在里面的叶子拿着别人的证明通不到公布的根', () => {
    fc.assert(fc.property(day, leaf, ([leaves, index], stranger) => {
      fc.pre(!leaves.includes(stranger))
      assert.notEqual(rootFrom(stranger, proofOf(leaves, index)), rootOf(leaves))
    }))
  })
  it('没有办件的一天也有根，且不同于任何一片叶子', () => {
    assert.match(rootOf([]), /^[0-9a-f]{64}$/)
    assert.deepEqual(proofOf(['a'], 0), [])
  })
})
