import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mergedOf } from './merge.ts'

const base = { name: '甲', visits: 1, materials: [{ id: 'm1', name: '身份证' }], note: '旧' }

describe('两个人同时改', () => {
  it('改的不是同一处：两人的都在', () => {
    const merged = mergedOf(base, { ...base, visits: 0 }, { ...base, name: '乙' })
    assert.deepEqual(merged, { item: { ...base, visits: 0, name: '乙' }, mine: ['name'], theirs: ['visits'], both: [] })
  })

  it('改了同一处：说出是哪里，用谁的由人选', () => {
    const [theirs, mine] = [{ ...base, name: '丙', visits: 0 }, { ...base, name: '乙' }]
    assert.deepEqual(mergedOf(base, theirs, mine).both, ['name'])
    assert.equal(mergedOf(base, theirs, mine).item['name'], '乙')
    assert.equal(mergedOf(base, theirs, mine, 'theirs').item['name'], '丙')
    assert.equal(mergedOf(base, theirs, mine, 'theirs').item['visits'], 0)
  })

  it('改成一样的不算冲突；去掉的也算改；次序不同不算改', () => {
    assert.deepEqual(mergedOf(base, { ...base, name: '乙' }, { ...base, name: '乙' }).both, [])
    const { note: _, ...without } = base
    assert.deepEqual(mergedOf(base, without, { ...base, name: '乙' }).item, { ...without, name: '乙' })
    const { both, mine, theirs } = mergedOf(base, { ...base, materials: [{ name: '身份证', id: 'm1' }] }, base)
    assert.deepEqual([both, mine, theirs], [[], [], []])
  })

  it('任何两份改动：只有一个人改的一定在，谁的都不丢', () => {
    const item = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.array(fc.nat(2), { maxLength: 2 }) }, { noNullPrototype: true })
    fc.assert(fc.property(item, item, item, (from, theirs, mine) => {
      const { item: merged, mine: ours, theirs: others, both } = mergedOf(from, theirs, mine)
      for (const name of ours) assert.deepEqual(merged[name], Object(mine)[name])
      for (const name of others) assert.deepEqual(merged[name], Object(theirs)[name])
      for (const name of both) assert.deepEqual(merged[name], Object(mine)[name])
      assert.deepEqual(mergedOf(from, theirs, from).item, theirs)
      assert.deepEqual(mergedOf(from, from, mine).item, mine)
    }))
  })
})
