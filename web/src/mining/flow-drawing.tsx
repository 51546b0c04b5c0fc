import { Button } from 'antd'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Link } from '../shell/link.tsx'
import type { Edge } from './calls.ts'
import { END, START, type Flow, type FlowEdge } from './flow.ts'
import { layoutOf, type FlowLayout, type PlacedEdge } from './layout.ts'
import { daysText } from './words.ts'

interface FlowDrawingProps { flow: Flow; edges: readonly Edge[]; doorTo: (from: string, to: string) => string }

/** Placed for type of 14 pixels; with larger type everything grows alike. */
const rem = (pixels: number): string => `${pixels / 14}rem`
const THICK_MAX = 6
const ZOOMS = [0.5, 0.65, 0.8, 1] as const

/** The graph as boxes and curves. Lines are only looked at; boxes and the figures on the lines are text. */
export function FlowDrawing(props: FlowDrawingProps) {
  const layout = useMemo(() => layoutOf(props.flow), [props.flow])
  const [zoom, setZoom] = useState<number>(0.8)
  const frame = useRef<HTMLDivElement>(null)
  const begin = layout.nodes.find(({ name }) => name === START)
  // Where the way begins is in the middle of what one sees first.
  useLayoutEffect(() => {
    const { current } = frame
    if (current && begin && layout.width > 0) current.scrollLeft = ((begin.x + begin.width / 2) / layout.width) * current.scrollWidth - current.clientWidth / 2
  }, [begin, layout.width, zoom])
  return (
    <>
      <div role="group" aria-label="大小">
        {ZOOMS.map((one) => (
          <Button
            key={one}
            size="small"
            type={one === zoom ? 'primary' : 'default'}
            ghost={one === zoom}
            aria-pressed={one === zoom}
            onClick={() => setZoom(one)}
          >
            {one * 100}%
          </Button>
        ))}
      </div>
      <div ref={frame} className="flow-window" role="region" aria-label="实际流程图" tabIndex={0}>
        <div className="flow-drawing" style={{ width: rem(layout.width), height: rem(layout.height), zoom }}>
          <Graph layout={layout} {...props} />
        </div>
      </div>
    </>
  )
}

function Graph({ layout, flow, edges, doorTo }: FlowDrawingProps & { layout: FlowLayout }) {
  const most = Math.max(1, ...flow.edges.map(({ count }) => count))
  const edgeOf = ({ from, to }: PlacedEdge): FlowEdge | undefined => flow.edges.find((edge) => edge.from === from && edge.to === to)
  return (
    <>
      <svg viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true">
        <defs>
          <marker id="flow-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0 8 4 0 8Z" />
          </marker>
        </defs>
        {layout.edges.map((placed) => {
          const edge = edgeOf(placed)
          return (
            <path
              key={`${placed.from} ${placed.to}`}
              d={curveOf(placed.points)}
              className={edge?.isBack ? 'flow-back' : undefined}
              strokeWidth={1 + ((edge?.count ?? 0) / most) * (THICK_MAX - 1)}
              markerEnd="url(#flow-arrow)"
            />
          )
        })}
      </svg>
      {layout.nodes.map(({ name, x, y, width, height }) => (
        <div
          key={name}
          className={name === START || name === END ? 'flow-node flow-end' : 'flow-node'}
          style={{ left: rem(x), top: rem(y), width: rem(width), height: rem(height) }}
        >
          <strong>{name === START ? '开始' : name === END ? '结束' : name}</strong>
          <span>{flow.nodes.find((node) => node.name === name)?.cases} 件</span>
        </div>
      ))}
      {layout.edges.map((placed) => (
        <Label key={`${placed.from} ${placed.to}`} placed={placed} count={edgeOf(placed)?.count ?? 0} edges={edges} doorTo={doorTo} />
      ))}
    </>
  )
}

interface LabelProps extends Omit<FlowDrawingProps, 'flow'> { placed: PlacedEdge; count: number }

function Label({ placed: { from, to, label }, count, edges, doorTo }: LabelProps) {
  const edge = edges.find((one) => one.from === from && one.to === to)
  const style = { left: rem(label.x), top: rem(label.y) }
  if (!edge) return <span className="flow-label" style={style}>{count}</span>
  return <Link className="flow-label" style={style} href={doorTo(from, to)}><span className="unseen">{from} → {to}：</span>{count} · {daysText(edge.workingDays.mean)}日</Link>
}

/** Through all points, upright at each, so that lines lie side by side where they pass a row. */
function curveOf(points: PlacedEdge['points']): string {
  const [first, ...rest] = points
  if (!first) return ''
  let before = first
  const parts = rest.map((point) => {
    const bend = (point.y - before.y) / 2
    const part = `C${before.x} ${before.y + bend} ${point.x} ${point.y - bend} ${point.x} ${point.y}`
    before = point
    return part
  })
  return `M${first.x} ${first.y}${parts.join('')}`
}
