import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { LaneEntry } from './family.ts'
import { laneLimits, parentLimits } from './limits.ts'

type Edge = readonly [lane: string, needs: 'start' | 'release']
function lane(id: string, [promisedWorkingDays, statutoryWorkingDays]: readonly [number, number], ...after: Edge[]): LaneEntry {
  return {
    id, promisedWorkingDays, statutoryWorkingDays, after: after.map(([before, needs]) => ({ lane: before, needs })),
    itemCode: `SL${id}`, itemVersion: 1, name: id, organisation: id, outcome: id,
  }
}

describe('一起办的期限', () => {
  const PERMITS = [lane('gc', [10, 20]), lane('rf', [7, 20]), lane('sg', [5, 15], ['gc', 'release'], ['rf', 'release'])]

  it('总件：最长的一条路，法定不超过四十五个工作日', () => {
    assert.deepEqual(parentLimits(PERMITS), { limitWorkingDays: 15, statutoryWorkingDays: 35, joint: true })
    assert.deepEqual(parentLimits([...PERMITS, lane('last', [40, 60], ['sg', 'release'])]), { limitWorkingDays: 45, statutoryWorkingDays: 45, joint: true })
  })

  it('等别人先决定的，连同前面的时间一起算；不等别人的，照自己的', () => {
    assert.deepEqual(laneLimits(PERMITS, 'sg'), { limitWorkingDays: 15, statutoryWorkingDays: 35, joint: true })
    assert.deepEqual(laneLimits(PERMITS, 'gc'), { limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false })
  })

  it('前一项办成才开始的，从自己开始那天算，不背前一项的时间', () => {
    const lanes = [lane('birth', [3, 10]), lane('household', [5, 20], ['birth', 'start']), lane('slow', [9, 20]), lane(
      'both', [2, 10], ['birth', 'start'], ['slow', 'release'],
    )]
    assert.deepEqual(laneLimits(lanes, 'household'), { limitWorkingDays: 5, statutoryWorkingDays: 20, joint: false })
    assert.deepEqual(laneLimits(lanes, 'both'), { limitWorkingDays: 8, statutoryWorkingDays: 20, joint: true })
    assert.throws(() => laneLimits(lanes, 'nobody'), /no lane/)
  })

  it('无论怎样的图：承诺不超过法定，联办的法定不超过四十五，一项不少于自己、不多于全部', () => {
    const days = fc.tuple(fc.nat(40), fc.nat(40)).map(([promised, more]): [number, number] => [promised, promised + more])
    const edges = fc.array(fc.tuple(fc.nat(9), fc.constantFrom('start' as const, 'release' as const)), { maxLength: 3 })
    fc.assert(fc.property(fc.array(fc.tuple(days, edges), { minLength: 1, maxLength: 8 }), (drawn) => {
      const lanes = drawn.map(([own, before], index) =>
        lane(`l${index}`, own, ...before.filter(([to]) => to < index).map(([to, needs]): Edge => [`l${to}`, needs])))
      const whole = parentLimits(lanes)
      assert(whole.limitWorkingDays <= whole.statutoryWorkingDays && whole.statutoryWorkingDays <= 45)
      for (const { id, promisedWorkingDays } of lanes) {
        const own = laneLimits(lanes, id)
        assert(own.limitWorkingDays <= own.statutoryWorkingDays)
        assert(
          !own.joint || (own.statutoryWorkingDays <= 45 && own.limitWorkingDays >= Math.min(promisedWorkingDays, 45)
            && own.limitWorkingDays <= whole.limitWorkingDays),
          id,
        )
      }
    }), { numRuns: 150 })
  })
})
