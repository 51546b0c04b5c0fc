import assert from 'node:assert/strict'
import { Refusal } from '#platform/refusal'
import type { ClosedState, Kernel, OpenState, StateRule, Step, StepFacts, Workflow } from './types.ts'
import type { Relation } from './relations.ts'

/**
 * Declares a workflow. It is checked when the module loads, so that a mistake stops the server and not a case: every
 * state can be reached, every open state has a way out that somebody other than the clock may take, and can be closed.
 */
export function defineWorkflow<const State extends string, const Action extends string>(workflow: Workflow<State, Action>): Workflow {
  // Safe: the names are narrower in the declaration than in the type the kernel reads; nothing is written through it.
  const declared = workflow as unknown as Workflow
  const fault = faultOf(declared)
  assert(fault === undefined, `${declared.caseType} ${declared.version}: ${fault}`)
  return declared
}

/** What is wrong with a declaration, or undefined. */
export function faultOf(workflow: Workflow): string | undefined {
  const names = Object.keys(workflow.states)
  const steps = Object.entries(workflow.steps)
  const misnamed = misnamedIn(workflow)
  if (misnamed) return misnamed
  const unknown = steps.find(([, step]) => [step.to ?? workflow.initial, ...step.from].some((state) => !names.includes(state)))
  if (unknown) return `step ${unknown[0]} names a state that is not declared`
  const nobody = steps.find(([, step]) => step.by.length === 0 || step.from.length === 0)
  if (nobody) return `nobody may take step ${nobody[0]}, or from nowhere`
  const timed = steps.find(([, step]) => step.automaticOn !== undefined && !step.by.includes('system'))
  if (timed) return `step ${timed[0]} is automatic but not by the system`
  // The system would take it again and again without end.
  const circling = steps.find(([, step]) => step.automaticOn !== undefined && step.from.includes(step.to ?? step.from[0] ?? ''))
  if (circling) return `step ${circling[0]} is automatic but stays where it is`
  const issues = steps.some(([, step]) => step.document !== undefined) || workflow.opening?.document !== undefined
  if (issues && !workflow.drawUp) return 'steps issue documents but nothing draws them up'
  const reached = reachableFrom(workflow, workflow.initial)
  const unreached = names.find((name) => !reached.has(name))
  if (unreached) return `no step leads to ${unreached}`
  return names.map((name) => deadEnd(workflow, name)).find((fault) => fault !== undefined)
}

/** The newest version of a workflow, or the one a running case keeps. */
export function workflowOf(kernel: Kernel, caseType: string, version?: number): Workflow {
  const versions = kernel.workflows.get(caseType) ?? []
  const found = version === undefined ? versions.at(-1) : versions.find((workflow) => workflow.version === version)
  assert(found, `no module declares workflow ${caseType} ${version ?? ''}`)
  return found
}

/** The case is no longer what the actor takes it for: somebody was faster, or she is too early. */
export class Overtaken extends Refusal {
  constructor(sentence: string) {
    super('conflict', sentence)
  }
}

/** The step, if these relations may take it now; otherwise a refusal that says why not. Pure. */
export function stepFor(workflow: Workflow, name: string, facts: StepFacts): Step {
  const step = Object.hasOwn(workflow.steps, name) ? workflow.steps[name] : undefined
  if (!step) throw new Refusal('not-found', `${workflow.label}没有“${name}”这一步`)
  if (!mayTake(step, facts.relations)) throw new Refusal('forbidden', `您与本办件的关系不能办理“${step.label}”`)
  if (!isEmpowered(step, facts)) throw new Refusal('rule', `单位给您的授权不包括“${step.label}”，请单位加上这一项授权，或者由单位自己办理`)
  const state = stateRule(workflow, facts.found.state)
  if (!step.from.includes(facts.found.state)) throw new Overtaken(`本办件现在是“${state.label}”，不能${step.label}，请刷新后再看`)
  const sentence = step.refusal?.(facts)
  if (sentence !== undefined) throw new Refusal('rule', sentence)
  return step
}

/** The steps these relations may take now: the same rule for the buttons as for the server. */
export function stepsOpenTo(workflow: Workflow, facts: StepFacts): [name: string, step: Step][] {
  return Object.entries(workflow.steps).filter(([, step]) =>
    step.from.includes(facts.found.state) && mayTake(step, facts.relations) && isEmpowered(step, facts) && step.refusal?.(facts) === undefined)
}

export function stateRule(workflow: Workflow, state: string): StateRule {
  const rule = workflow.states[state]
  assert(rule, `${workflow.caseType} ${workflow.version} has no state ${state}`)
  return rule
}

export function isClosed(rule: StateRule): rule is ClosedState {
  return 'closed' in rule
}

export function isOpen(rule: StateRule): rule is OpenState {
  return !isClosed(rule)
}

function mayTake(step: Step, relations: readonly Relation[]): boolean {
  return step.by.some((relation) => relations.includes(relation))
}

function isEmpowered({ power }: Step, { powers }: StepFacts): boolean {
  return powers === undefined || (power !== undefined && powers.includes(power))
}

/** Names become event kinds ('type.step') and parts of addresses; 'open' is the first event of every case. */
const NAME = /^[a-zA-Z][a-zA-Z-]{0,63}$/
const STEP_NAME = /^[a-zA-Z]{1,64}$/

function misnamedIn({ caseType, steps }: Workflow): string | undefined {
  if (!NAME.test(caseType)) return `case type ${caseType} has a name that is no word`
  const misnamed = Object.keys(steps).find((name) => !STEP_NAME.test(name))
  if (misnamed !== undefined) return `step ${misnamed} has a name that is no word`
  return Object.hasOwn(steps, 'open') ? 'step open bears the name of the first event' : undefined
}

function reachableFrom(workflow: Workflow, start: string): Set<string> {
  const reached = new Set([start])
  for (const state of reached) {
    for (const step of Object.values(workflow.steps)) if (step.from.includes(state)) reached.add(step.to ?? state)
  }
  return reached
}

/** An open state that nobody can leave, or from which no case can ever be closed. */
function deadEnd(workflow: Workflow, name: string): string | undefined {
  const rule = stateRule(workflow, name)
  if (isClosed(rule)) return undefined
  const outward = Object.values(workflow.steps).filter((step) => step.from.includes(name) && step.to !== undefined && step.to !== name)
  const byItself = rule.waitsForChildren === true && outward.length > 0
  if (!byItself && !outward.some((step) => step.by.some((relation) => relation !== 'system'))) return `nobody can leave ${name}`
  const closes = [...reachableFrom(workflow, name)].some((state) => isClosed(stateRule(workflow, state)))
  return closes ? undefined : `a case in ${name} can never be closed`
}
