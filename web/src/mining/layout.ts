import type { Flow } from './flow.ts'

/**
 * Places a flow in rows from top to bottom, a row for each step away from the start. Every edge has a place of its own in each row it
 * passes, so that no line runs through a box and no label lies on another. Pure.
 */
export interface Placed { name: string; x: number; y: number; width: number; height: number }
export interface PlacedEdge { from: string; to: string; points: { x: number; y: number }[]; label: { x: number; y: number } }
export interface FlowLayout { width: number; height: number; nodes: Placed[]; edges: PlacedEdge[] }

const NODE = { width: 150, height: 46 }
const LABEL = { width: 92, height: 24 }
/** Where an edge only passes. */
const LANE_WIDTH = 10
const GAP = { across: 14, down: 18 }
const EDGE_OF_PAGE = 12
const SWEEPS = 8
/** An edge decides how far down its end stands unless it is rare beside another that leads there. */
const WEIGHTY = 0.25

/** What an item is tied to, and how strongly: the main way shall run straight. */
interface Tie { id: string; weight: number }
interface Item { id: string; row: number; width: number; x: number; above: Tie[]; below: Tie[] }

export function layoutOf(flow: Flow): FlowLayout {
  const rows = rowsOf(flow)
  const items = new Map<string, Item>(flow.nodes.map(({ name }) => [name, itemOf(name, rows.get(name) ?? 0, NODE.width)]))
  const chains = flow.edges.map((edge) => ({ ...edge, chain: chainOf(edge, rows, items) }))
  const levels = levelsOf(items)
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) arrange(levels, items, sweep % 2 === 0 ? 'above' : 'below')
  const left = Math.min(0, ...[...items.values()].map(({ x, width }) => x - width / 2))
  const shift = EDGE_OF_PAGE - left
  const at = (id: string) => { const item = items.get(id); return { x: (item?.x ?? 0) + shift, y: middleOf(item?.row ?? 0) } }
  return {
    width: Math.max(0, ...[...items.values()].map(({ x, width }) => x + width / 2)) + shift + EDGE_OF_PAGE,
    height: middleOf(Math.max(0, ...levels.map(([item]) => item?.row ?? 0))) + NODE.height / 2 + EDGE_OF_PAGE,
    nodes: flow.nodes.map(({ name }) => ({ name, x: at(name).x - NODE.width / 2, y: at(name).y - NODE.height / 2, ...NODE })),
    edges: chains.map(({ from, to, chain }) => ({
      from,
      to,
      points: waypoints({ from: at(from), to: at(to) }, chain.map(at)),
      label: at(chain[Math.floor(chain.length / 2)] ?? from),
    })),
  }
}

/** Activities stand in even rows, the labels between them in odd ones. */
const middleOf = (row: number): number =>
  EDGE_OF_PAGE + NODE.height / 2 + (row / 2) * (NODE.height + LABEL.height + 2 * GAP.down)

function rowsOf({ nodes, edges }: Flow): Map<string, number> {
  const most = new Map<string, number>()
  for (const { to, count, isBack } of edges) if (!isBack) most.set(to, Math.max(most.get(to) ?? 0, count))
  const rows = new Map<string, number>()
  nodes.forEach(({ name }, place) => {
    const before = edges.filter(({ from, to, count, isBack }) =>
      to === name && !isBack && from !== name && (count >= WEIGHTY * (most.get(to) ?? 0) || place === nodes.length - 1))
    rows.set(name, Math.max(-2, ...before.map(({ from }) => rows.get(from) ?? -2)) + 2)
  })
  return rows
}

const itemOf = (id: string, row: number, width: number): Item => ({ id, row, width, x: 0, above: [], below: [] })

/** The places an edge takes between its ends, from its beginning on: one in every row between, or beside its own box. */
function chainOf({ from, to, count }: { from: string; to: string; count: number }, rows: ReadonlyMap<string, number>, items: Map<string, Item>): string[] {
  const [start, end] = [rows.get(from) ?? 0, rows.get(to) ?? 0]
  const between = start === end ? [start + 1] : Array.from({ length: Math.abs(end - start) - 1 }, (_, index) => start + (index + 1) * Math.sign(end - start))
  const chain = between.map((row, index) => {
    const item = itemOf(`${from}\n${to}\n${row}`, row, index === Math.floor(between.length / 2) ? LABEL.width : LANE_WIDTH)
    items.set(item.id, item)
    return item.id
  })
  const path = [from, ...chain, to]
  path.slice(1).forEach((id, index) => tie(items.get(path[index] ?? ''), items.get(id), count))
  return chain
}

function tie(one: Item | undefined, other: Item | undefined, weight: number): void {
  if (!one || !other || one.row === other.row) return
  const [upper, lower] = one.row < other.row ? [one, other] : [other, one]
  upper.below.push({ id: lower.id, weight })
  lower.above.push({ id: upper.id, weight })
}

function levelsOf(items: ReadonlyMap<string, Item>): Item[][] {
  const levels = new Map<number, Item[]>()
  for (const item of items.values()) levels.set(item.row, [...levels.get(item.row) ?? [], item])
  const sorted = [...levels].sort(([one], [other]) => one - other).map(([, level]) => level)
  for (const level of sorted) spreadOut(level, level.map((_, index) => index * (NODE.width + GAP.across)))
  return sorted
}

/** Each goes towards the middle of what it is tied to, then all of a row make room for each other. */
function arrange(levels: readonly Item[][], items: ReadonlyMap<string, Item>, side: 'above' | 'below'): void {
  for (const level of side === 'above' ? levels : [...levels].reverse()) {
    const wanted = new Map(level.map((item) => [item, middle(item, item[side], items)]))
    level.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0))
    spreadOut(level, level.map((item) => wanted.get(item) ?? 0))
  }
}

function middle(item: Item, ties: readonly Tie[], items: ReadonlyMap<string, Item>): number {
  const whole = ties.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0 ? item.x : ties.reduce((sum, { id, weight }) => sum + (items.get(id)?.x ?? 0) * weight, 0) / whole
}

/** As near to where each would be as their widths allow: pushed from the left, pushed from the right, and between the two. */
function spreadOut(level: readonly Item[], wanted: readonly number[]): void {
  const room = (index: number): number => ((level[index - 1]?.width ?? 0) + (level[index]?.width ?? 0)) / 2 + GAP.across
  const fromLeft: number[] = []
  wanted.forEach((x, index) => fromLeft.push(index === 0 ? x : Math.max(x, (fromLeft[index - 1] ?? 0) + room(index))))
  const fromRight = [...wanted]
  for (let index = wanted.length - 2; index >= 0; index -= 1) fromRight[index] = Math.min(wanted[index] ?? 0, (fromRight[index + 1] ?? 0) - room(index + 1))
  level.forEach((item, index) => { item.x = ((fromLeft[index] ?? 0) + (fromRight[index] ?? 0)) / 2 })
}

interface Point { x: number; y: number }

/** From the edge of the one box to the edge of the other. */
function waypoints({ from, to }: { from: Point; to: Point }, between: readonly Point[]): Point[] {
  const [first, last] = [between[0] ?? to, between.at(-1) ?? from]
  return [onEdge(from, first), ...between, onEdge(to, last)]
}

function onEdge(box: Point, towards: Point): Point {
  const aside = Math.max(-NODE.width / 4, Math.min(NODE.width / 4, (towards.x - box.x) / 4))
  return { x: box.x + aside, y: box.y + Math.sign(towards.y - box.y) * (NODE.height / 2) }
}
