import type { Workflow } from '#kernel'
import type { Happening, History } from '../own-log/history.ts'
import { stateLabel, stepLabel, workflowFor, type Ground } from './ground.ts'

/**
 * How what happened differs from what is declared: undeclared, a step the workflow does not know · beginning, the case began otherwise ·
 * wrong-state, the step is not for the state the case was in · wrong-target, it led elsewhere · wrong-hand, it is not for whom took it ·
 * broken, the log itself goes on from another state than it had reached.
 */
export type DeviationKind = 'undeclared' | 'beginning' | 'wrong-state' | 'wrong-target' | 'wrong-hand' | 'broken'
export interface Deviation { kind: DeviationKind; seq: number; step: string; state: string | null; toState: string; relation: string; version: number }

export interface DeviationGroup { key: string; kind: DeviationKind; sentence: string; count: number; cases: number }
export interface Conformance {
  /** Events that went as declared, of all. */
  fitness: number
  events: number
  fittingEvents: number
  fittingCases: number
  deviations: readonly DeviationGroup[]
}

const GROUPS_MAX = 100

/** Holds histories against the declared workflow and gathers where they differ. */
export class Conforming {
  private readonly ground: Ground
  private readonly groups = new Map<string, DeviationGroup>()
  private events = 0
  private fittingEvents = 0
  private fittingCases = 0

  constructor(ground: Ground) {
    this.ground = ground
  }

  /** The kinds of deviation of this history, each once. */
  add(history: Pick<History, 'version' | 'happenings'>): string[] {
    const deviations = deviationsOf(history, workflowFor(this.ground, history.version))
    const astray = new Set(deviations.map(({ seq }) => seq))
    this.events += history.happenings.length
    this.fittingEvents += history.happenings.length - astray.size
    if (deviations.length === 0) this.fittingCases += 1
    const met = new Set<string>()
    for (const deviation of deviations) {
      const group = this.groupOf(deviation)
      group.count += 1
      if (!met.has(group.key)) group.cases += 1
      met.add(group.key)
    }
    return [...met]
  }

  found(): Conformance {
    const { events, fittingEvents, fittingCases } = this
    const deviations = [...this.groups.values()].sort((one, other) => other.cases - one.cases || other.count - one.count || (one.key < other.key ? -1 : 1))
      .slice(0, GROUPS_MAX)
    return { events, fittingEvents, fittingCases, fitness: events === 0 ? 1 : Math.floor((fittingEvents / events) * 10_000) / 10_000, deviations }
  }

  private groupOf(deviation: Deviation): DeviationGroup {
    const key = keyOf(deviation)
    const known = this.groups.get(key)
    if (known) return known
    const group = { key, kind: deviation.kind, sentence: sentenceFor(deviation, this.ground), count: 0, cases: 0 }
    this.groups.set(key, group)
    return group
  }
}

const keyOf = ({ kind, step, state, toState, relation }: Deviation): string =>
  [kind, step, state ?? '', ...(kind === 'wrong-target' ? [toState] : []), ...(kind === 'wrong-hand' ? [relation] : [])].join(' ')

/** Goes through a history step by step, each from where the one before really led; one event may differ in several ways. Pure. */
export function deviationsOf({ version, happenings }: Pick<History, 'version' | 'happenings'>, workflow: Workflow | undefined): Deviation[] {
  const deviations: Deviation[] = []
  let state: string | null = null
  for (const happening of happenings) {
    for (const kind of kindsOf(happening, { state, workflow })) {
      deviations.push({ kind, seq: happening.seq, step: happening.step, state, toState: happening.toState, relation: happening.relation, version })
    }
    state = happening.toState
  }
  return deviations
}

function kindsOf(happening: Happening, { state, workflow }: { state: string | null; workflow: Workflow | undefined }): DeviationKind[] {
  const { step, fromState, toState, relation } = happening
  const broken: DeviationKind[] = fromState === state ? [] : ['broken']
  if (state === null || step === 'open') return state === null && step === 'open' && toState === workflow?.initial ? broken : ['beginning', ...broken]
  const rule = workflow && Object.hasOwn(workflow.steps, step) ? workflow.steps[step] : undefined
  if (!rule) return ['undeclared', ...broken]
  const kinds: DeviationKind[] = [...broken]
  if (!rule.from.includes(state)) kinds.push('wrong-state')
  if (toState !== (rule.to ?? state)) kinds.push('wrong-target')
  if (!rule.by.some((one) => one === relation)) kinds.push('wrong-hand')
  return kinds
}

function sentenceFor({ kind, step, state, toState, relation, version }: Deviation, ground: Ground): string {
  const [what, there] = [stepLabel(ground, step), state === null ? '' : stateLabel(ground, state)]
  const rule = workflowFor(ground, version)?.steps[step]
  switch (kind) {
    case 'undeclared': return `“${what}”这一步在声明的流程里没有`
    case 'beginning': return `第一步是“${what}”，到了“${stateLabel(ground, toState)}”，和声明的开头不一样`
    case 'wrong-state': return `“${what}”办在“${there}”，声明的是${(rule?.from ?? []).map((name) => `“${stateLabel(ground, name)}”`).join('、')}`
    case 'wrong-target': return `“${what}”办完到了“${stateLabel(ground, toState)}”，声明的是${rule?.to === undefined ? '不改变状态' : `到“${stateLabel(ground, rule.to)}”`}`
    case 'wrong-hand': return `“${what}”由${WHO[relation] ?? relation}办，声明的是${(rule?.by ?? []).map((by) => WHO[by] ?? by).join('、')}`
    case 'broken': return `“${what}”这条记录从别的状态接着走，和上一条对不上，请核验记录`
  }
}

const WHO: Readonly<Record<string, string>> = {
  applicant: '申请人', agent: '经办人', window: '窗口', owner: '主办部门', approver: '审批人', supervisor: '监督人员', bureau: '政务服务局', system: '系统',
}
