import type { Rules, Workflow } from '#kernel'
import type { CaseFact } from './case-fact.ts'

/** The workflow a case runs under; undefined where no module declares it any more. */
export function declared({ workflows }: Rules, { type, workflow_version }: Pick<CaseFact, 'type' | 'workflow_version'>): Workflow | undefined {
  return workflows.get(type)?.find(({ version }) => version === workflow_version)
}

export function isClosedState(workflow: Workflow, state: string): boolean {
  const rule = workflow.states[state]
  return rule !== undefined && 'closed' in rule
}
