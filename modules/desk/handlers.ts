import { Type } from 'typebox'
import { defineWorkflow, isOpen, stateRule, type Call, type Case, type Step, type StepFacts, type Workflow } from '#kernel'
import { refuseUnfit } from './colleagues.ts'

export const ASSIGN = 'assign'

/** Who of the office handles the case (经办人). Inside the office: no notice, no effect on the clock. */
export const Assignment = Type.Object({
  /** Left out: nobody in particular. */
  handlerId: Type.Optional(Type.String({ title: '经办人', minLength: 1, maxLength: 100, visibility: 'handling' })),
  handlerName: Type.Optional(Type.String({ title: '经办人姓名', maxLength: 100, visibility: 'handling' })),
  note: Type.Optional(Type.String({ title: '说明', maxLength: 500, visibility: 'handling' })),
}, { additionalProperties: false })

/**
 * The workflow with a step that says who handles the case, in every open state, for those whose turn it is. A case that goes on to
 * another post has no handler there until somebody takes it; one that only waits for the applicant keeps hers.
 */
export function withHandlers(workflow: Workflow): Workflow {
  const states = Object.keys(workflow.states)
  const open = states.filter((state) => isOpen(stateRule(workflow, state)))
  const steps = Object.entries(workflow.steps).map(([name, step]): [string, Step] => [name, handingOn(workflow, step)])
  return defineWorkflow({ ...workflow, steps: { ...Object.fromEntries(steps), [ASSIGN]: assignStep(open) } })
}

function assignStep(from: readonly string[]): Step {
  return {
    label: '确定经办人', from, by: ['window', 'owner', 'approver'], form: { schema: Assignment, record: checkHandler }, refusal: notTheirTurn,
    change: ({ data }) => ({ handlerId: typeof data['handlerId'] === 'string' ? data['handlerId'] : null }),
  }
}

async function checkHandler(call: Call, found: Case, { handlerId }: Record<string, unknown>): Promise<void> {
  if (typeof handlerId === 'string') await refuseUnfit(call, found, handlerId)
}

function notTheirTurn({ found, relations }: StepFacts): string | undefined {
  const turn = turnNow(found)
  return relations.some((relation) => relation === turn) ? undefined : '现在没有轮到您的岗位，经办人由轮到的岗位确定'
}

function turnNow({ queue }: Pick<Case, 'queue'>): string {
  return queue?.split(':')[0] ?? ''
}

function handingOn(workflow: Workflow, step: Step): Step {
  if (step.to === undefined) return step
  const target = stateRule(workflow, step.to)
  return {
    ...step,
    change: (input) => {
      const change = step.change?.(input) ?? {}
      if (!isOpen(target)) return change
      const moved = { ...input.found, ...change, state: step.to ?? input.found.state }
      const turns = [turnNow(input.found), typeof target.turn === 'function' ? target.turn(moved) : target.turn]
      const staysWithThem = turns[0] === turns[1] || turns.includes('applicant')
      return staysWithThem ? change : { handlerId: null, ...change }
    },
  }
}
