import type { Day } from '#platform/day'
import type { Calendar, Workflow } from '#kernel'

/** What the figures of a discovery rest on beside the histories. */
export interface Ground {
  calendar: Calendar
  /** What is still going on has lasted until here. */
  now: Date
  today: Day
  /** Every declared version of the kind of case. */
  workflows: readonly Workflow[]
  /** The version the cases are held against; left out, each is held against its own. */
  against?: number | undefined
}

export function workflowFor({ workflows, against }: Ground, version: number): Workflow | undefined {
  return workflows.find((workflow) => workflow.version === (against ?? version))
}

/** A step in the words of the workflow, the newest that knows it; its bare name where none does. */
export function stepLabel({ workflows }: Pick<Ground, 'workflows'>, step: string): string {
  if (step === 'open') return workflows.at(-1)?.opening?.label ?? '提交'
  return workflows.findLast(({ steps }) => Object.hasOwn(steps, step))?.steps[step]?.label ?? step
}

export function stateLabel({ workflows }: Pick<Ground, 'workflows'>, state: string): string {
  return workflows.findLast(({ states }) => Object.hasOwn(states, state))?.states[state]?.label ?? state
}
