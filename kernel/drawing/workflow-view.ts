import type { Calendar } from '../clock/index.ts'
import type { Step, Workflow } from '../types.ts'
import { isClosed, stateRule } from '../workflow.ts'
import { laneLabel, movesOf, staysPut, START, stepId, type ChartKind } from './chart.ts'
import { layoutOf, type Box, type Point } from './layout.ts'
import { automaticAfter, automaticWords, clockEffectOf, RELATION_WORDS, turnWords, type ClockEffect } from './words.ts'

export interface StateView {
  name: string
  label: string
  isClosed: boolean
  /** Whose turn it is. */ turn: string | null
  /** Steps that may be taken here and leave the case here. */ stays: string[]
}
export interface StepView {
  name: string
  label: string
  from: string[]
  to: string | null
  by: string[]
  clock: { kind: ClockEffect; words: string } | null
  basis: string | null
  automatic: string | null
  document: boolean
}
export interface DrawnNode extends Box { kind: ChartKind; name: string }
export interface Drawing {
  width: number
  height: number
  lanes: (Box & { label: string })[]
  nodes: DrawnNode[]
  edges: { from: string; to: string; points: readonly Point[] }[]
}
export interface WorkflowView { caseType: string; version: number; label: string; opening: string; states: StateView[]; steps: StepView[]; drawing: Drawing }

/** Boxes of the page's drawing, in pixels: wide enough for eight letters in a line. */
const BOX = { width: 148, stateHeight: 62, stayLineHeight: 17, stepHeight: 62, stepLineHeight: 17, letters: 11 }

/** A workflow for people: its states, its steps, and where they stand in the drawing. Pure. */
export function workflowView(workflow: Workflow, calendar: Calendar): WorkflowView {
  const states = Object.keys(workflow.states).map((name) => stateView(workflow, name))
  const steps = Object.entries(workflow.steps).map(([name, step]) => stepView(name, step, calendar))
  return {
    caseType: workflow.caseType, version: workflow.version, label: workflow.label, opening: workflow.opening?.label ?? '开始', states, steps,
    drawing: drawingOf(workflow, states, steps),
  }
}

function stateView(workflow: Workflow, name: string): StateView {
  const rule = stateRule(workflow, name)
  const stays = Object.values(workflow.steps).filter((step) => staysPut(step) && step.from.includes(name)).map(({ label }) => label)
  return { name, label: rule.label, isClosed: isClosed(rule), turn: isClosed(rule) ? null : turnWords(rule), stays }
}

function stepView(name: string, step: Step, calendar: Calendar): StepView {
  return {
    name, label: step.label, from: [...step.from], to: step.to ?? null, by: step.by.map((relation) => RELATION_WORDS[relation]),
    clock: clockEffectOf(step) ?? null, basis: step.basis ?? null, document: step.document !== undefined,
    automatic: step.automaticOn === undefined ? null : automaticWords(automaticAfter(step, calendar)),
  }
}

function drawingOf(workflow: Workflow, states: readonly StateView[], steps: readonly StepView[]): Drawing {
  const chart = movesOf(workflow)
  const heights = new Map([
    ...states.map((state): [string, number] => [
      `state_${state.name}`,
      BOX.stateHeight + (state.stays.length > 0 ? linesOf(`可：${state.stays.join('、')}`) * BOX.stayLineHeight : 0),
    ]),
    ...steps.map((step): [string, number] => [stepId(step.name), BOX.stepHeight + linesIn(step) * BOX.stepLineHeight]),
  ])
  const nodes = chart.nodes.map(({ id, lane, kind }) => ({
    id, lane, width: kind === 'start' ? BOX.width / 2 : BOX.width,
    height: kind === 'start' ? BOX.stateHeight / 2 : heights.get(id) ?? BOX.stateHeight, outline: 'box' as const,
  }))
  const layout = layoutOf({ ...chart, nodes })
  return {
    width: layout.width, height: layout.height, lanes: layout.lanes.map(({ id, ...box }) => ({ ...box, label: laneLabel(id) })),
    nodes: chart.nodes.flatMap(({ id, kind, name }) => {
      const box = layout.nodes.get(id)
      return box ? [{ kind, name: kind === 'start' ? START : name, ...box }] : []
    }),
    edges: chart.edges.map(({ id, from, to }) => ({ from, to, points: layout.edges.get(id) ?? [] })),
  }
}

/** Label and who stand in every step; the rest where there is something to say. */
function linesIn({ label, by, clock, basis, automatic }: StepView): number {
  return [label, by.join('、'), clock?.words, basis, automatic].reduce((sum, words) => sum + (words ? linesOf(words) : 0), 0) - 2
}

function linesOf(words: string): number {
  return Math.ceil([...words].length / BOX.letters)
}
