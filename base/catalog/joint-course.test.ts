import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { courseOf, lanesBefore } from './joint-course.ts'
import type { Lane } from './joint-matter.ts'

interface Row extends Pick<Lane, 'id' | 'after'> { days: number }
const row = (id: string, days: number, ...after: string[]): Row => ({ id, days, after: after.map((lane) => ({ lane, needs: 'start' })) })
const course = (rows: readonly Row[]) => courseOf(rows, ({ days }) => days)
const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id)

/** Any graph without a circle: each lane may need some of those before it; then shuffled. */
const acyclic = fc.array(fc.record({ days: fc.nat(30), needs: fc.array(fc.nat(20), { maxLength: 4 }) }), { maxLength: 12 }).chain((drawn) => {
  const rows = drawn.map(({ days, needs }, index) => row(`l${index}`, days, ...new Set(needs.filter((need) => need < index).map((need) => `l${need}`))))
  return fc.shuffledSubarray(rows, { minLength: rows.length })
})

/** Every path by walking all of them: slow, and surely right. */
function slowEnd(rows: readonly Row[], id: string): number {
  const lane = rows.find((one) => one.id === id)
  return lane ? lane.days + Math.max(0, ...lane.after.map(({ lane: before }) => slowEnd(rows, before))) : 0
}

describe('一件事要多久：最长的一条路', () => {
  it('出生证明三天，户口五天，参保四天依次办；接种两天同时办：十二天，接种不在最长的路上', () => {
    const { workingDays, lanes, cycle } = course([
      row('insurance', 4, 'household'),
      row('household', 5, 'certificate'),
      row('vaccination', 2, 'certificate'),
      row('certificate', 3),
    ])
    assert.deepEqual([cycle, workingDays], [null, 12])
    assert.deepEqual(lanes.map(({ id, column, startsAfter, endsAfter, isCritical }) => [id, column, startsAfter, endsAfter, isCritical]), [
      ['insurance', 2, 8, 12, true], ['household', 1, 3, 8, true], ['vaccination', 1, 3, 5, false], ['certificate', 0, 0, 3, true],
    ])
  })

  it('没有事项的，零天；依赖不在其中的事项，不算依赖', () => {
    assert.deepEqual(course([]), { cycle: null, workingDays: 0, lanes: [] })
    assert.equal(course([row('only', 4, 'left-out')]).workingDays, 4)
  })

  it('互相等待的写出是哪几项，不去推算', () => {
    const { cycle, workingDays, lanes } = course([row('a', 1, 'c'), row('b', 1, 'a'), row('c', 1, 'b'), row('behind', 1, 'a'), row('free', 1)])
    assert.deepEqual([workingDays, lanes, cycle?.toSorted()], [null, [], ['a', 'b', 'c']])
    assert.deepEqual(course([row('self', 2, 'self')]).cycle, ['self'])
  })

  it('任何没有循环的图：总数等于逐条走完所有的路，先后不颠倒，最长的路从头到尾连得上', () => {
    fc.assert(fc.property(acyclic, (rows) => {
      const { workingDays, lanes, cycle } = course(rows)
      assert.equal(cycle, null)
      assert.equal(workingDays, Math.max(0, ...rows.map(({ id }) => slowEnd(rows, id))))
      for (const { id, column, startsAfter, endsAfter } of lanes) {
        assert.equal(endsAfter, slowEnd(rows, id))
        const before = lanes.filter((one) => rows.find((lane) => lane.id === id)?.after.some(({ lane }) => lane === one.id))
        assert(before.every((one) => one.column < column && one.endsAfter <= startsAfter))
      }
      const critical = lanes.filter(({ isCritical }) => isCritical)
      assert(rows.length === 0 || critical.some(({ endsAfter }) => endsAfter === workingDays))
      for (const lane of critical) assert(lane.startsAfter === 0 || critical.some(({ endsAfter }) => endsAfter === lane.startsAfter), lane.id)
    }), { numRuns: 150 })
  })

  it('在任何图上再加一条回头的边，就一定认出循环；循环里每一项都等着前一项', () => {
    fc.assert(fc.property(acyclic.filter((rows) => rows.some(({ after }) => after.length > 0)), (rows) => {
      const late = rows.find(({ after }) => after.length > 0)
      const early = late?.after[0]?.lane
      const turned = rows.map((lane) => (lane.id === early ? { ...lane, after: [...lane.after, { lane: late?.id ?? '', needs: 'start' as const }] } : lane))
      const { cycle } = course(turned)
      assert(cycle && cycle.length > 0)
      cycle.forEach((id, index) => assert(turned.find((lane) => lane.id === id)?.after.some(({ lane }) => lane === cycle.at(index - 1)), cycle.join()))
    }), { numRuns: 100 })
  })

  it('在一项之前的，是它直接和间接等的全部', () => {
    const rows = [row('a', 1), row('b', 1, 'a'), row('c', 1, 'b', 'gone'), row('d', 1)]
    assert.deepEqual(idsOf(lanesBefore(rows, 'c')), ['a', 'b'])
    assert.deepEqual(lanesBefore(rows, 'd'), [])
  })
})
