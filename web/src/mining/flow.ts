import type { Way } from './calls.ts'

/** The real flow as a graph: activities and which goes straight on to which, as far as the most frequent ways go. */
export interface FlowNode { name: string; cases: number }
export interface FlowEdge { from: string; to: string; count: number; isBack: boolean }
export interface Flow { nodes: FlowNode[]; edges: FlowEdge[]; cases: number }

/** Where every way begins and ends; no activity is called so. */
export const START = '\u0000start'
export const END = '\u0000end'

/** The graph of the `kept` most frequent ways; an edge that leads back towards the beginning is marked. */
export function flowOf(ways: readonly Way[], kept: number): Flow {
  const shown = ways.slice(0, kept).map(({ activities, cases }) => ({ path: [START, ...activities, END], cases }))
  const places = placesOf(shown)
  const cases = new Map<string, number>()
  const edges = new Map<string, FlowEdge>()
  for (const { path, cases: weight } of shown) {
    for (const name of new Set(path)) cases.set(name, (cases.get(name) ?? 0) + weight)
    path.slice(1).forEach((to, index) => {
      const from = path[index] ?? START
      const key = `${from}\n${to}`
      const edge = edges.get(key) ?? { from, to, count: 0, isBack: (places.get(to) ?? 0) <= (places.get(from) ?? 0) }
      edges.set(key, { ...edge, count: edge.count + weight })
    })
  }
  const nodes = [...cases].map(([name, count]) => ({ name, cases: count }))
    .sort((one, other) => (places.get(one.name) ?? 0) - (places.get(other.name) ?? 0))
  return { nodes, edges: [...edges.values()].sort((one, other) => other.count - one.count), cases: shown.reduce((sum, { cases: weight }) => sum + weight, 0) }
}

/** How far along its cases an activity stands on average, where it first happens; each has a place of its own. */
function placesOf(shown: readonly { path: readonly string[]; cases: number }[]): Map<string, number> {
  const sums = new Map<string, { far: number; cases: number; first: number }>()
  for (const { path, cases } of shown) {
    for (const name of new Set(path)) {
      const sum = sums.get(name) ?? { far: 0, cases: 0, first: sums.size }
      sums.set(name, { ...sum, far: sum.far + (path.indexOf(name) / (path.length - 1)) * cases, cases: sum.cases + cases })
    }
  }
  const order = [...sums].map(([name, { far, cases, first }]) => ({ name, far: name === END ? 2 : far / cases, first }))
    .sort((one, other) => one.far - other.far || one.first - other.first)
  return new Map(order.map(({ name }, place) => [name, place]))
}

/** The fewest of the most frequent ways that together cover this share of the cases. */
export function waysFor(ways: readonly Way[], share: number): number {
  const all = ways.reduce((sum, { cases }) => sum + cases, 0)
  let covered = 0
  const place = ways.findIndex(({ cases }) => { covered += cases; return covered >= all * share })
  return place < 0 ? ways.length : place + 1
}
