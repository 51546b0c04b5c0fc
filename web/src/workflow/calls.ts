import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export interface StateView { name: string; label: string; isClosed: boolean; turn: string | null; stays: string[]; live: number | null }
export interface StepView {
  name: string
  label: string
  from: string[]
  to: string | null
  by: string[]
  clock: { kind: string; words: string } | null
  basis: string | null
  automatic: string | null
  document: boolean
}
export interface Box { x: number; y: number; width: number; height: number }
export interface DrawnNode extends Box { kind: 'start' | 'state' | 'step'; name: string }
export interface Drawing {
  width: number
  height: number
  lanes: (Box & { label: string })[]
  nodes: DrawnNode[]
  edges: { from: string; to: string; points: { x: number; y: number }[] }[]
}
export interface WorkflowView { caseType: string; version: number; label: string; opening: string; states: StateView[]; steps: StepView[]; drawing: Drawing }
export interface Workflows { asOf: string; scope: 'district' | 'office'; workflows: WorkflowView[] }

export interface LiveCase {
  caseId: string; number: string; title: string; organisationName: string; openedAt: string; queueDueOn: Day | null; mayOpen: boolean
}
export interface LiveCases { stateLabel: string; total: number; size: number; cases: LiveCase[] }
/** One state of one version of a workflow. */
export interface Standing { type: string; version: string; state: string }

export const fetchWorkflows = (): Promise<Workflows> => ask('GET', '/api/workflows')
export const bpmnAddress = ({ caseType, version }: Pick<WorkflowView, 'caseType' | 'version'>): string => `/api/workflows/${caseType}/${version}.bpmn`

export function fetchLiveCases({ type, version, state }: Standing, page: number): Promise<LiveCases> {
  return ask('GET', `/api/workflows/${encodeURIComponent(type)}/${encodeURIComponent(version)}/cases?${new URLSearchParams({ state, page: String(page) })}`)
}
