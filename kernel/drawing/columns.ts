interface Arrow { from: string; to: string }
interface Directed { start: string; nodes: readonly { id: string }[]; edges: readonly Arrow[] }

/** How far each node lies from the start: one column behind the farthest of those that lead to it, ways back not counted. */
export function columnsOf({ start, nodes, edges }: Directed): Map<string, number> {
  const forward = withoutWaysBack(start, edges)
  const columns = new Map(nodes.map(({ id }) => [id, 0]))
  // Without ways back no node can be moved on more often than there are nodes.
  for (let moved = true, rounds = 0; moved && rounds <= nodes.length; rounds += 1) {
    moved = false
    for (const { from, to } of forward) {
      const behind = (columns.get(from) ?? 0) + 1
      if (behind > (columns.get(to) ?? 0)) {
        columns.set(to, behind)
        moved = true
      }
    }
  }
  return columns
}

/** The edges without those that lead to a node one has come through on the way from the start. */
function withoutWaysBack<Edge extends Arrow>(start: string, edges: readonly Edge[]): Edge[] {
  const leaving = Map.groupBy(edges, ({ from }) => from)
  const back = new Set<Edge>()
  const done = new Set<string>()
  const walk = (id: string, way: ReadonlySet<string>) => {
    for (const edge of leaving.get(id) ?? []) {
      if (way.has(edge.to)) back.add(edge)
      else if (!done.has(edge.to)) walk(edge.to, new Set([...way, edge.to]))
    }
    done.add(id)
  }
  walk(start, new Set([start]))
  return edges.filter((edge) => !back.has(edge))
}
