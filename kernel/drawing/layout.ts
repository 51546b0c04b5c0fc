/**
 * Places the nodes of a directed graph on a grid: a column for each step away from the start, a band of rows for each lane.
 * Edges run only in the gutters between columns and rows, each on a track of its own, so that none crosses a node. Pure.
 */
import assert from 'node:assert/strict'
import { columnsOf } from './columns.ts'

export interface GraphNode { id: string; lane: string; width: number; height: number; outline: 'box' | 'diamond' | 'circle' }
export interface GraphEdge { id: string; from: string; to: string }
export interface Graph { start: string; lanes: readonly string[]; nodes: readonly GraphNode[]; edges: readonly GraphEdge[] }

export interface Point { x: number; y: number }
export interface Box extends Point { width: number; height: number }
export interface Layout {
  width: number
  height: number
  /** From the top; only lanes with something in them. */
  lanes: readonly (Box & { id: string })[]
  nodes: ReadonlyMap<string, Box>
  edges: ReadonlyMap<string, readonly Point[]>
}

/** Between two edges that run side by side. */
const TRACK = 10
const GUTTER_MIN = 30
/** Room for the name of the lane. */
const LANE_TITLE_WIDTH = 30
/** How far above the middle an edge arrives that does not come straight. */
const ARRIVAL = 10

interface Cell { column: number; row: number }
interface Tracks { trunks: readonly GraphNode[]; buses: readonly GraphNode[] }

/** Every node has a place of its own, and every edge a way. Nodes must be reachable from the start. */
export function layoutOf(graph: Graph): Layout {
  const astray = graph.nodes.find(({ lane }) => !graph.lanes.includes(lane))
  assert(!astray, `node ${astray?.id} has no place: ${astray?.lane} is not among the lanes`)
  const columns = columnsOf(graph)
  const { cells, bands } = rowsOf(graph, columns)
  const across = axisOf(countOf([...columns.values()]), {
    from: LANE_TITLE_WIDTH, sizes: (at) => most(graph.nodes.filter(({ id }) => cellOf(cells, id).column === at).map(({ width }) => width)),
    tracks: (at) => { const { trunks, buses } = verticalTracks(graph, cells, at); return trunks.length + buses.length },
  })
  const rows = bands.reduce((sum, { rows: own }) => sum + own, 0)
  const down = axisOf(rows, {
    from: 0, sizes: (at) => most(graph.nodes.filter(({ id }) => cellOf(cells, id).row === at).map(({ height }) => height)),
    tracks: (at) => channelsAbove(graph, cells, at).length,
  })
  const nodes = new Map(graph.nodes.map((node): [string, Box] => {
    const { column, row } = cellOf(cells, node.id)
    return [node.id, { x: across.middle(column) - node.width / 2, y: down.middle(row) - node.height / 2, width: node.width, height: node.height }]
  }))
  const place: Ground = { graph, cells, across, down }
  return {
    width: across.end, height: down.end, nodes, lanes: laneBoxes(bands, down, across.end),
    edges: new Map(graph.edges.map((edge) => [edge.id, wayOf(edge, place)])),
  }
}

interface Band { lane: string; rows: number }

/** In each lane and column the nodes stand one under the other, those whose forerunners stand higher first. */
function rowsOf({ lanes, nodes, edges }: Graph, columns: ReadonlyMap<string, number>): { cells: Map<string, Cell>; bands: Band[] } {
  const stacks = new Map<string, GraphNode[]>()
  const inLane = new Map<string, number>()
  const height = (id: string) => mean(edges.filter(({ to }) => to === id).flatMap(({ from }) => inLane.get(from) ?? []))
  for (const column of [...new Set(columns.values())].toSorted((one, other) => one - other)) {
    for (const lane of lanes) {
      const stack = nodes.filter((node) => node.lane === lane && columns.get(node.id) === column).toSorted((one, other) => height(one.id) - height(other.id))
      stack.forEach((node, row) => inLane.set(node.id, row))
      stacks.set(`${lane} ${column}`, stack)
    }
  }
  const bands = lanes
    .map((lane) => ({ lane, rows: most([...stacks].filter(([key]) => key.startsWith(`${lane} `)).map(([, stack]) => stack.length)) }))
    .filter(({ rows }) => rows > 0)
  const firstRow = new Map(bands.map(({ lane }, at) => [lane, bands.slice(0, at).reduce((sum, { rows }) => sum + rows, 0)]))
  const cells = new Map(nodes.map(({ id, lane }) => [id, { column: columns.get(id) ?? 0, row: (firstRow.get(lane) ?? 0) + (inLane.get(id) ?? 0) }]))
  return { cells, bands }
}

const isShort = ({ from, to }: GraphEdge, cells: ReadonlyMap<string, Cell>) => cellOf(cells, to).column === cellOf(cells, from).column + 1
const isStraight = (edge: GraphEdge, cells: ReadonlyMap<string, Cell>) => isShort(edge, cells) && cellOf(cells, edge.to).row === cellOf(cells, edge.from).row

/** In the gutter before a column: one track for all edges that leave a node on its left, one for all that come to a node on its right from afar. */
function verticalTracks({ nodes, edges }: Graph, cells: ReadonlyMap<string, Cell>, column: number): Tracks {
  return {
    trunks: nodes.filter(({ id }) => cellOf(cells, id).column === column - 1 && edges.some((edge) => edge.from === id && !isStraight(edge, cells))),
    buses: nodes.filter(({ id }) => cellOf(cells, id).column === column && edges.some((edge) => edge.to === id && !isShort(edge, cells))),
  }
}

/** Above each row: one track for each of its nodes that edges reach from afar. */
function channelsAbove({ nodes, edges }: Graph, cells: ReadonlyMap<string, Cell>, row: number): GraphNode[] {
  return nodes.filter(({ id }) => cellOf(cells, id).row === row && edges.some((edge) => edge.to === id && !isShort(edge, cells)))
}

interface Axis {
  end: number
  middle: (at: number) => number
  /** The place of a track in the gutter before a column or row. */ track: (gutter: number, at: number) => number
  gutterStart: (at: number) => number
}

/** Gutter, column, gutter, column … gutter; the same from top to bottom. */
function axisOf(count: number, { from, sizes, tracks }: { from: number; sizes: (at: number) => number; tracks: (gutter: number) => number }): Axis {
  const gutters = Array.from({ length: count + 1 }, (_, at) => Math.max(GUTTER_MIN, (tracks(at) + 1) * TRACK))
  const spans = Array.from({ length: count }, (_, at) => sizes(at))
  const gutterStart = (at: number) => from + sum(gutters.slice(0, at)) + sum(spans.slice(0, at))
  const middle = (at: number) => gutterStart(at) + (gutters[at] ?? 0) + (spans[at] ?? 0) / 2
  return { end: gutterStart(count) + (gutters[count] ?? 0), middle, gutterStart, track: (gutter, at) => gutterStart(gutter) + (at + 1) * TRACK }
}

interface Ground { graph: Graph; cells: ReadonlyMap<string, Cell>; across: Axis; down: Axis }

function wayOf(edge: GraphEdge, ground: Ground): Point[] {
  const { graph, cells, across, down } = ground
  const [from, to] = [edge.from, edge.to].map((id) => ({ node: nodeOf(graph, id), ...cellOf(cells, id) }))
  assert(from && to, `edge ${edge.id} has no ends`)
  const leave = { x: across.middle(from.column) + from.node.width / 2, y: down.middle(from.row) }
  if (isStraight(edge, cells)) return [leave, { x: across.middle(to.column) - to.node.width / 2, y: leave.y }]
  const arrive = { x: across.middle(to.column) - to.node.width / 2 + insetOf(to.node), y: down.middle(to.row) - ARRIVAL }
  const { trunks } = verticalTracks(graph, cells, from.column + 1)
  const trunkX = across.track(from.column + 1, trunks.indexOf(from.node))
  if (isShort(edge, cells)) return [leave, { x: trunkX, y: leave.y }, { x: trunkX, y: arrive.y }, arrive]
  const own = verticalTracks(graph, cells, to.column)
  const busX = across.track(to.column, own.trunks.length + own.buses.indexOf(to.node))
  const channelY = down.track(to.row, channelsAbove(graph, cells, to.row).indexOf(to.node))
  return [leave, { x: trunkX, y: leave.y }, { x: trunkX, y: channelY }, { x: busX, y: channelY }, { x: busX, y: arrive.y }, arrive]
}

/** How far the outline lies inside its box where edges arrive above the middle. */
function insetOf({ outline, width, height }: GraphNode): number {
  if (outline === 'box') return 0
  if (outline === 'diamond') return (ARRIVAL * width) / height
  return width / 2 - Math.sqrt((width / 2) ** 2 - ARRIVAL ** 2)
}

function laneBoxes(bands: readonly Band[], down: Axis, width: number): (Box & { id: string })[] {
  let row = 0
  return bands.map(({ lane, rows }, at) => {
    const y = down.gutterStart(row)
    row += rows
    // The last lane takes the gutter below it.
    const end = at === bands.length - 1 ? down.end : down.gutterStart(row)
    return { id: lane, x: 0, y, width, height: end - y }
  })
}

function cellOf(cells: ReadonlyMap<string, Cell>, id: string): Cell {
  const cell = cells.get(id)
  assert(cell, `node ${id} has no place`)
  return cell
}

function nodeOf({ nodes }: Graph, id: string): GraphNode {
  const node = nodes.find((one) => one.id === id)
  assert(node, `no node ${id}`)
  return node
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const most = (numbers: readonly number[]) => Math.max(0, ...numbers)
const mean = (numbers: readonly number[]) => (numbers.length === 0 ? 0 : sum(numbers) / numbers.length)
const countOf = (columns: readonly number[]) => most(columns) + 1
