import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { columnsOf } from './columns.ts'
import { layoutOf, type Box, type Graph, type GraphNode, type Point } from './layout.ts'

const OUTLINES = ['box', 'diamond', 'circle'] as const
const LANES = ['one', 'two', 'three']

/** Every node follows an earlier one; other edges lead anywhere, also back and to the node itself. */
const anyGraph: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.record({
      nodes: fc.array(fc.record({ lane: fc.constantFrom(...LANES), outline: fc.constantFrom(...OUTLINES), size: fc.integer({ min: 36, max: 150 }) }), {
        minLength: count,
        maxLength: count,
      }),
      parents: fc.array(fc.nat(), { minLength: count - 1, maxLength: count - 1 }),
      more: fc.array(fc.record({ from: fc.nat({ max: count - 1 }), to: fc.nat({ max: count - 1 }) }), { maxLength: 14 }),
    }),
  )
  .map(({ nodes, parents, more }) => {
    const edges = [...parents.map((parent, at) => ({ from: parent % (at + 1), to: at + 1 })), ...more]
    const once = new Map(edges.map(({ from, to }) => [`${from} ${to}`, { id: `${from} ${to}`, from: `n${from}`, to: `n${to}` }]))
    return {
      start: 'n0',
      lanes: LANES,
      edges: [...once.values()],
      nodes: nodes.map(({ lane, outline, size }, at): GraphNode => ({ id: `n${at}`, lane, outline, width: size, height: size })),
    }
  })

describe('流程图的排法', () => {
  it('任何图：框不重叠，都在自己的泳道里，都在图里', () => {
    fc.assert(fc.property(anyGraph, (graph) => {
      const layout = layoutOf(graph)
      const boxes = graph.nodes.map(({ id }) => boxOf(layout.nodes, id))
      for (const [at, one] of boxes.entries()) for (const other of boxes.slice(at + 1)) assert.ok(!overlap(one, other), 'two boxes overlap')
      for (const { id, lane } of graph.nodes)
        assert.ok(contains(layout.lanes.find((one) => one.id === lane), boxOf(layout.nodes, id)), `${id} is outside its lane`)
      for (const lane of layout.lanes) assert.ok(contains({ x: 0, y: 0, width: layout.width, height: layout.height }, lane))
    }))
  })

  it('任何图：每条线横平竖直，从起点的框走到终点的框，不穿过任何一个框', () => {
    fc.assert(fc.property(anyGraph, (graph) => {
      const layout = layoutOf(graph)
      for (const { id, from, to } of graph.edges) {
        const way = layout.edges.get(id) ?? []
        assert.ok(way.length >= 2)
        for (const [one, other] of pairsOf(way)) {
          assert.ok(one.x === other.x || one.y === other.y, 'a slanted edge')
          for (const node of graph.nodes.filter((one) => one.id !== from && one.id !== to))
            assert.ok(!cuts(one, other, boxOf(layout.nodes, node.id)), `${id} crosses ${node.id}`)
        }
        assert.ok(touches(boxOf(layout.nodes, from), way[0]), 'begins elsewhere')
        assert.ok(touches(boxOf(layout.nodes, to), way.at(-1)), 'ends elsewhere')
      }
    }))
  })

  it('任何图：通到不同框的线不叠在一起，不会看成通到别处', () => {
    fc.assert(fc.property(anyGraph, (graph) => {
      const { edges } = layoutOf(graph)
      for (const one of graph.edges) {
        for (const other of graph.edges.filter(({ from, to }) => from !== one.from && to !== one.to)) {
          for (const piece of pairsOf(edges.get(one.id) ?? []))
            for (const against of pairsOf(edges.get(other.id) ?? [])) assert.ok(!runsAlong(piece, against), `${one.id} / ${other.id}`)
        }
      }
    }))
  })

  it('直通的一步是一条直线；往回走的不算远近', () => {
    const node = (id: string): GraphNode => ({ id, lane: 'one', outline: 'box', width: 100, height: 40 })
    const graph: Graph = {
      start: 'a',
      lanes: ['one'],
      nodes: ['a', 'b', 'c'].map(node),
      edges: [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ].map(([from = '', to = '']) => ({ id: from + to, from, to })),
    }
    assert.deepEqual([...columnsOf(graph)], [['a', 0], ['b', 1], ['c', 2]])
    const { edges, nodes } = layoutOf(graph)
    assert.deepEqual(edges.get('ab')?.map(({ y }) => y), [middleOf(boxOf(nodes, 'a')), middleOf(boxOf(nodes, 'b'))])
    assert.equal(edges.get('ca')?.length, 6)
  })

  it('泳道没有写上的框画不出来，说清楚是哪个', () => {
    assert.throws(() => layoutOf({
      start: 'a', lanes: ['one'], nodes: [{ id: 'a', lane: 'two', outline: 'box', width: 1, height: 1 }], edges: [],
    }), /node a has no place/)
  })
})

function boxOf(nodes: ReadonlyMap<string, Box>, id: string): Box {
  const box = nodes.get(id)
  assert(box)
  return box
}
const middleOf = ({ y, height }: Box): number => y + height / 2
const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
const contains = (outer: Box | undefined, inner: Box): boolean =>
  outer !== undefined &&
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height
const touches = (box: Box, point: Point | undefined): boolean =>
  point !== undefined && point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height
const pairsOf = (way: readonly Point[]): [Point, Point][] =>
  way.slice(1).flatMap((point, at) => { const before = way[at]; return before ? [[before, point]] : [] })

/** Whether a piece runs through the inside. */
function cuts(one: Point, other: Point, { x, y, width, height }: Box): boolean {
  const [left, right, top, bottom] = [Math.min(one.x, other.x), Math.max(one.x, other.x), Math.min(one.y, other.y), Math.max(one.y, other.y)]
  return right > x + 0.1 && left < x + width - 0.1 && bottom > y + 0.1 && top < y + height - 0.1
}

function runsAlong([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  if (a.x === b.x && c.x === d.x && a.x === c.x)
    return Math.min(Math.max(a.y, b.y), Math.max(c.y, d.y)) - Math.max(Math.min(a.y, b.y), Math.min(c.y, d.y)) > 0.1
  if (a.y === b.y && c.y === d.y && a.y === c.y)
    return Math.min(Math.max(a.x, b.x), Math.max(c.x, d.x)) - Math.max(Math.min(a.x, b.x), Math.min(c.x, d.x)) > 0.1
  return false
}
