/** A workflow as a graph: states and steps are its nodes, and every arrow leads from a state to a step or from a step to a state. Pure. */
import type { Relation } from '../relations.ts'
import type { Step, Workflow } from '../types.ts'
import { isClosed, stateRule } from '../workflow.ts'

/** start · end: circles of BPMN · state · step · timer: before an automatic step · back: after a step that leaves the case where it was. */
export type ChartKind = 'start' | 'end' | 'state' | 'step' | 'timer' | 'back'
export interface ChartNode { id: string; kind: ChartKind; /** Of the state or step it stands for. */ name: string; lane: string }
export interface ChartEdge { id: string; from: string; to: string }
export interface Chart { start: string; lanes: readonly string[]; nodes: readonly ChartNode[]; edges: readonly ChartEdge[] }

/** From top to bottom; agents stand with the applicant they act for, handlers with their department. */
export const LANES: readonly (readonly [lane: string, label: string, relations: readonly Relation[]])[] = [
  ['applicant', '申请人和经办人', ['applicant', 'agent']], ['window', '收件窗口', ['window']], ['owner', '主办部门', ['owner', 'handler']], ['approver', '审批人', ['approver']],
  ['supervisor', '效能监督', ['supervisor']], ['sealed', '纪检', ['sealed']], ['system', '系统自动', ['system']],
]

export const laneLabel = (lane: string): string => LANES.find(([name]) => name === lane)?.[1] ?? lane

/** Steps that lead on; those that leave the case where it is are listed at the states. */
export function movesOf(workflow: Workflow): Chart {
  return chartOf(workflow, (step) => !staysPut(step))
}

/** Everything, with what BPMN needs beside: timers, ends, and a way back after steps that stay. */
export function wholeChartOf(workflow: Workflow): Chart {
  const chart = chartOf(workflow, () => true)
  const timed = chart.nodes.filter(({ kind, name }) => kind === 'step' && workflow.steps[name]?.automaticOn !== undefined)
  const wandering = chart.nodes.filter(({ kind, name, id }) =>
    kind === 'step' && chart.edges.filter(({ from }) => from === id).length > 1 && workflow.steps[name] !== undefined)
  const ending = chart.nodes.filter(({ kind, name, id }) =>
    kind === 'state' && isClosed(stateRule(workflow, name)) && chart.edges.some(({ from }) => from === id))
  const put = new Map([
    ...timed.map(({ id, name }) => [id, `timer_${name}`] as const), ...wandering.map(({ id, name }) => [`${id} out`, `back_${name}`] as const),
  ])
  return {
    ...chart,
    nodes: [
      ...chart.nodes,
      ...timed.map(({ name, lane }): ChartNode => ({ id: `timer_${name}`, kind: 'timer', name, lane })),
      ...wandering.map(({ name, lane }): ChartNode => ({ id: `back_${name}`, kind: 'back', name, lane })),
      ...ending.map(({ name, lane }): ChartNode => ({ id: `end_${name}`, kind: 'end', name, lane })),
    ],
    edges: [
      ...chart.edges.map((edge) => ({ ...edge, from: put.get(`${edge.from} out`) ?? edge.from, to: put.get(edge.to) ?? edge.to })),
      ...[...put].map(([key, id]) => (key.endsWith(' out') ? arrow(key.slice(0, -' out'.length), id) : arrow(id, key))),
      ...ending.map(({ name, id }) => arrow(id, `end_${name}`)),
    ],
  }
}

export const stateId = (name: string): string => `state_${name}`
export const stepId = (name: string): string => `step_${name}`
export const START = 'start'

/** Whether the step leaves the case where it is, from wherever it is taken. */
export const staysPut = (step: Pick<Step, 'from' | 'to'>): boolean => step.to === undefined || step.from.every((state) => state === step.to)

function chartOf(workflow: Workflow, isShown: (step: Step) => boolean): Chart {
  const steps = Object.entries(workflow.steps).filter(([, step]) => isShown(step))
  const laneNames = LANES.map(([lane]) => lane)
  const states = Object.keys(workflow.states).map((name): ChartNode => ({ id: stateId(name), kind: 'state', name, lane: laneOfState(workflow, name) }))
  const stepNodes = steps.map(([name, step]): ChartNode => ({ id: stepId(name), kind: 'step', name, lane: laneOfStep(step) }))
  const start: ChartNode = { id: START, kind: 'start', name: '', lane: 'applicant' }
  const used = new Set([start, ...states, ...stepNodes].map(({ lane }) => lane))
  return {
    start: START, lanes: laneNames.filter((lane) => used.has(lane)), nodes: [start, ...states, ...stepNodes],
    edges: [arrow(START, stateId(workflow.initial)), ...steps.flatMap(([name, step]) => [
      ...[...new Set(step.from)].map((from) => arrow(stateId(from), stepId(name))),
      ...[...new Set(step.to === undefined ? step.from : [step.to])].map((to) => arrow(stepId(name), stateId(to))),
    ])],
  }
}

function arrow(from: string, to: string): ChartEdge {
  return { id: `${from}__${to}`, from, to }
}

function laneOfStep({ by }: Pick<Step, 'by'>): string {
  return LANES.find(([, , relations]) => by[0] !== undefined && relations.includes(by[0]))?.[0] ?? 'system'
}

/** With those who can lead the case on from there; an end stands where it was made. */
function laneOfState(workflow: Workflow, state: string): string {
  const moving = Object.values(workflow.steps).filter((step) => !staysPut(step))
  const onward = isClosed(stateRule(workflow, state)) ? undefined : moving.find((step) => step.from.includes(state) && !step.by.includes('system'))
  const here = onward ?? moving.find((step) => step.to === state)
  return here ? laneOfStep(here) : 'applicant'
}
