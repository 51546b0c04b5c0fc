import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Way } from './calls.ts'
import { END, flowOf, START, waysFor } from './flow.ts'
import { layoutOf } from './layout.ts'

const spread = { mean: 0, median: 0, p90: 0 }
const way = (cases: number, ...activities: string[]): Way => ({ activities, cases, elapsedDays: spread, workingDays: null })
const anyWays: fc.Arbitrary<Way[]> = fc.uniqueArray(
  fc.record({ cases: fc.integer({ min: 1, max: 500 }), activities: fc.array(fc.constantFrom(...'受补审特准否制送归'), { minLength: 1, maxLength: 9 }) }),
  { minLength: 1, maxLength: 9, selector: ({ activities }) => activities.join('') },
).map((ways) => ways.map(({ cases, activities }) => way(cases, ...activities)).sort((one, other) => other.cases - one.cases))

describe('实际流程成图', () => {
  it('件数守恒：开始和结束是全部办件；进出每个活动的次数一样多', () => {
    fc.assert(fc.property(anyWays, fc.integer({ min: 1, max: 9 }), (ways, kept) => {
      const { nodes, edges, cases } = flowOf(ways, kept)
      const sum = (counted: readonly { count: number }[]): number => counted.reduce((total, { count }) => total + count, 0)
      assert.equal(cases, ways.slice(0, kept).reduce((total, one) => total + one.cases, 0))
      for (const { name, cases: count } of nodes) {
        const [into, out] = [sum(edges.filter(({ to }) => to === name)), sum(edges.filter(({ from }) => from === name))]
        if (name === START) assert.deepEqual([into, out, count], [0, cases, cases])
        else if (name === END) assert.deepEqual([into, out, count], [cases, 0, cases])
        else assert.equal(into, out)
      }
    }), { numRuns: 200 })
  })

  it('走法里的每一步图上都有，图上的每条线都有走法走过；往回走的标出来', () => {
    fc.assert(fc.property(anyWays, (ways) => {
      const { edges, nodes } = flowOf(ways, ways.length)
      const steps = new Set(ways.flatMap(({ activities }) => [START, ...activities].map((from, index) => `${from}\n${activities[index] ?? END}`)))
      assert.deepEqual(new Set(edges.map(({ from, to }) => `${from}\n${to}`)), steps)
      const place = (name: string): number => nodes.findIndex((node) => node.name === name)
      for (const { from, to, isBack } of edges) assert.equal(isBack, place(to) <= place(from))
      assert.deepEqual([nodes[0]?.name, nodes.at(-1)?.name], [START, END])
    }), { numRuns: 200 })
  })

  it('补正以后再受理，不算往回；告知补正又告知，算', () => {
    const { edges } = flowOf([way(5, '提交', '受理'), way(2, '提交', '告知补正', '补正', '受理'), way(1, '提交', '告知补正', '补正', '告知补正', '补正', '受理')], 3)
    assert.deepEqual(edges.filter(({ isBack }) => isBack).map(({ from, to }) => [from, to]), [['补正', '告知补正']])
  })

  it('覆盖多少办件要几种走法', () => {
    const ways = [way(60, 'a'), way(30, 'b'), way(10, 'c')]
    assert.deepEqual([0.5, 0.6, 0.61, 0.9, 0.91, 1].map((share) => waysFor(ways, share)), [1, 1, 2, 2, 3, 3])
    assert.equal(waysFor([], 0.8), 0)
  })
})

describe('图的排版', () => {
  it('什么流程都排得下：框不叠框，字不叠字，字不叠框，线从框到框，都在纸内', () => {
    fc.assert(fc.property(anyWays, (ways) => {
      const { nodes, edges, width, height } = layoutOf(flowOf(ways, ways.length))
      const labels = edges.map(({ label }) => ({ x: label.x - 40, y: label.y - 11, width: 80, height: 22 }))
      const boxes = [...nodes, ...labels]
      boxes.forEach((one, index) => {
        assert(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height, 'outside')
        for (const other of boxes.slice(index + 1))
          assert(one.x >= other.x + other.width || other.x >= one.x + one.width || one.y >= other.y + other.height || other.y >= one.y + one.height, 'overlap')
      })
      const box = (name: string) => { const found = nodes.find((node) => node.name === name); assert(found); return found }
      for (const { from, to, points } of edges) {
        for (const [name, point] of [[from, points[0]], [to, points.at(-1)]] as const) {
          const { x, y, width: wide, height: high } = box(name)
          assert(point && point.x >= x && point.x <= x + wide && (Math.abs(point.y - y) < 1e-6 || Math.abs(point.y - y - high) < 1e-6), `${from} → ${to}`)
        }
      }
    }), { numRuns: 200 })
  })

  it('同样的流程，总是同样的图', () => {
    fc.assert(fc.property(anyWays, (ways) => assert.deepEqual(layoutOf(flowOf(ways, 5)), layoutOf(flowOf(ways, 5)))), { numRuns: 20 })
  })
})
