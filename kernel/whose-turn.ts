import type { Kernel } from './types.ts'
import type { Case } from './case.ts'
import { isClosed, stateRule, workflowOf } from './workflow.ts'

/** More would be read by nobody. */
const NAMED_MAX = 3

/**
 * Why a case waits where it waits: what whoever's turn it is can do to move it on, in the words of the workflow. Null once it is
 * closed. Pure.
 */
export function waitsFor(kernel: Kernel, found: Pick<Case, 'type' | 'workflowVersion' | 'state' | 'queue'>): string | null {
  if (found.queue === null) return null
  const workflow = workflowOf(kernel, found.type, found.workflowVersion)
  const relation = found.queue.split(':')[0] ?? ''
  if (relation === 'parent') return '等总件统一办理'
  const openStates = Object.keys(workflow.states).filter((state) => !isClosed(stateRule(workflow, state))).length
  const labels = Object.values(workflow.steps)
    .filter((step) => step.to !== undefined && step.from.includes(found.state) && step.by.some((one) => one === relation || (one === 'agent' && relation === 'applicant')))
    // What may be done at nearly any time (withdraw, terminate) says nothing about this state.
    .filter((step) => step.from.length * 2 <= openStates)
    .map(({ label }) => label)
  return labels.length === 0 ? '等办理' : `等${labels.slice(0, NAMED_MAX).join('、')}`
}
