import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { exceeds, limitOf, promisedLimit, statutoryLimit, workingDaysOf, type SourceLimit } from './limits.ts'

const limits = fc.record({ amount: fc.integer({ min: 1, max: 366 }), unit: fc.constantFrom<SourceLimit['unit']>('工作日', '自然日') })

it('写出来再读，还是同一个时限', () => {
  fc.assert(fc.property(limits, (limit) => {
    assert.deepEqual(limitOf(`${limit.amount}(${limit.unit})`), { ...limit })
    assert.notEqual(statutoryLimit(`${limit.amount}(${limit.unit})`)?.severity, 'error')
  }))
})

it('“无”没有时限，即办是零个工作日，只能承诺即办', () => {
  assert.equal(limitOf('无'), undefined)
  assert.deepEqual(limitOf('即办'), { amount: 0, unit: '工作日' })
  assert.equal(promisedLimit('即办'), undefined)
  assert.equal(statutoryLimit('即办')?.severity, 'error')
})

it('不是时限的说该怎么写', () => {
  const cures = [['-5(工作日)', /负数/], ['0(工作日)', /即办/], ['２０(工作日)', /半角/], ['20（工作日）', /半角/], ['20天', /写成/]] as const
  for (const [value, cure] of cures) assert.match(statutoryLimit(value)?.suggestion ?? '', cure)
  for (const value of [null, 20, [], '', '1e3(工作日)', '020(工作日)', ' 20(工作日)', '20(工作日)\n', '367(工作日)', '99999(工作日)']) {
    assert.equal(promisedLimit(value)?.severity, 'error', JSON.stringify(value))
  }
})

it('自然日折算是整数，不长于原来的天数，七天合五个工作日，一天仍是一天', () => {
  assert.equal(workingDaysOf({ amount: 7, unit: '自然日' }), 5)
  assert.equal(workingDaysOf({ amount: 1, unit: '自然日' }), 1)
  fc.assert(fc.property(limits, (limit) => {
    const days = workingDaysOf(limit)
    assert.ok(Number.isInteger(days) && days <= limit.amount && days >= Math.floor(limit.amount / 7) * 5)
  }))
})

it('同一单位直接比，不同单位折成工作日比；自己不长于自己', () => {
  assert.equal(exceeds({ amount: 21, unit: '工作日' }, { amount: 20, unit: '工作日' }), true)
  assert.equal(exceeds({ amount: 20, unit: '工作日' }, { amount: 30, unit: '自然日' }), false)
  assert.equal(exceeds({ amount: 22, unit: '工作日' }, { amount: 30, unit: '自然日' }), true)
  fc.assert(fc.property(limits, limits, (one, other) => {
    assert.equal(exceeds(one, one), false)
    assert.ok(!(exceeds(one, other) && exceeds(other, one)))
  }))
})
