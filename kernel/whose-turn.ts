import type { Kernel } from './types.ts'
import type { Case } from './case.ts'
import { isClosed, isOpen, stateRule, workflowOf } from './workflow.ts'

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
  const rule = stateRule(workflow, found.state)
  const openStates = Object.keys(workflow.states).filter((state) => !isClosed(stateRule(workflow, state))).length
  const theirs = Object.values(workflow.steps)
    .filter(({ from, by }) => from.includes(found.state) && by.some((one) => one === relation || (one === 'agent' && relation === 'applicant')))
    // What may be done at nearly any time (withdraw, terminate) says nothing about this state.
    .filter((step) => step.from.length * 2 <= openStates)
    // What the post is there for, before what only puts it off.
    .toSorted((one, other) => Number(other.duty !== undefined) - Number(one.duty !== undefined))
  const moving = theirs.filter(({ to }) => to !== undefined)
  // A whole stays where it is while its items come and go: what hands something over is what is waited for.
  const labels = (moving.length > 0 ? moving : theirs.filter(({ document }) => document !== undefined)).map(({ label }) => label)
  if (labels.length === 0) return isOpen(rule) && rule.waitsForChildren === true ? '等各项办好' : '等办理'
  return `等${labels.slice(0, NAMED_MAX).join('、')}`
}
