import { Button } from 'antd'
import { useState } from 'react'
import { Link } from '../shell/link.tsx'
import type { DrawnNode, WorkflowView } from './calls.ts'
import { countAddress } from './tables.tsx'

const ZOOMS = [0.5, 0.65, 0.8, 1] as const
/** The server places for type of 14 pixels; with larger type everything grows alike. */
const rem = (pixels: number): string => `${pixels / 14}rem`

/** States and steps as boxes, each lane those who act; the server has placed them. */
export function WorkflowDrawing({ workflow }: { workflow: WorkflowView }) {
  const [zoom, setZoom] = useState<number>(0.8)
  const { drawing, label, version } = workflow
  return (
    <section className="card">
      <div className="acts">
        <h2>流程图</h2>
        <div role="group" aria-label="大小">
          {ZOOMS.map((one) => {
            const isShown = one === zoom
            return (
              <Button key={one} size="small" type={isShown ? 'primary' : 'default'} ghost={isShown} aria-pressed={isShown} onClick={() => setZoom(one)}>
                {one * 100}%
              </Button>
            )
          })}
        </div>
        <span className="faded">左右滚动看全图；同样的内容在下面的表里。</span>
      </div>
      <div className="drawing-window" role="region" aria-label={`${label}第 ${version} 版流程图`} tabIndex={0}>
        <div className="drawing" style={{ width: rem(drawing.width), height: rem(drawing.height), zoom }}>
          <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true">
            <defs>
              <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8Z" /></marker>
            </defs>
            {drawing.lanes.map((lane, at) => <rect key={lane.label} className={at % 2 === 0 ? 'lane' : 'lane lane-odd'} {...rectOf(lane)} />)}
            {drawing.edges.map(({ from, to, points }) => <polyline key={`${from} ${to}`} points={points.map(({ x, y }) => `${x},${y}`)
              .join(' ')} markerEnd="url(#arrow)" />)}
          </svg>
          {drawing.lanes.map(({ label: who, y, height }) => <p key={who} className="lane-title" style={{ top: rem(y), height: rem(height) }}>{who}</p>)}
          {drawing.nodes.map((node) => <Node key={`${node.kind} ${node.name}`} node={node} workflow={workflow} />)}
        </div>
      </div>
    </section>
  )
}

function Node({ node, workflow }: { node: DrawnNode; workflow: WorkflowView }) {
  const style = { left: rem(node.x), top: rem(node.y), width: rem(node.width), height: rem(node.height) }
  if (node.kind === 'start') return <div className="node node-start" style={style}>{workflow.opening}</div>
  return node.kind === 'state' ? <StateNode name={node.name} workflow={workflow} style={style} /> : <StepNode name={node.name} workflow={workflow} style={style} />
}

interface Placed { name: string; workflow: WorkflowView; style: { left: string; top: string; width: string; height: string } }

function StateNode({ name, workflow, style }: Placed) {
  const state = workflow.states.find((one) => one.name === name)
  if (!state) return null
  return (
    <div className={state.isClosed ? 'node node-state node-closed' : 'node node-state'} style={style}>
      <strong>{state.label}</strong>
      {state.live !== null && <Link href={countAddress(workflow, state)} className={state.live > 0 ? 'node-count' : 'node-count node-none'}>{state.live} 件</Link>}
      {state.stays.length > 0 && <span className="faded">可：{state.stays.join('、')}</span>}
    </div>
  )
}

function StepNode({ name, workflow, style }: Placed) {
  const step = workflow.steps.find((one) => one.name === name)
  if (!step) return null
  return (
    <div className={step.automatic === null ? 'node node-step' : 'node node-step node-automatic'} style={style}>
      <strong>{step.label}</strong>
      <span>{step.by.join('、')}</span>
      {step.automatic !== null && <span>{step.automatic}</span>}
      {step.clock && <span className="node-clock">{step.clock.words}</span>}
      {step.basis !== null && <span className="faded">{step.basis}</span>}
    </div>
  )
}

function rectOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x, y, width, height }
}
