import type { LaneEntry } from '#base/joint'
import type { Line, Told } from './log.ts'
import { decidingLanes } from './paths.ts'
import { CHILD_STAYS, CHILD_STEPS, ENDED, PARENT_STAYS, PARENT_STEPS, TOGETHER } from './tables.ts'

/** A child as far as the log has told. */
export interface Lane {
  id: string
  caseId: string
  state: string
  /** What it was before the file was archived. */
  lastState: string
  together: boolean
  hasLeft: boolean
  isIssued: boolean
  isDecided: boolean
  isPaused: boolean
}

/** A family as far as the log has told. */
export interface Model {
  state: string
  isAccepted: boolean
  /** The applicant took back all that was not decided. */
  isWithdrawn: boolean
  declared: readonly LaneEntry[]
  lanes: Map<string, Lane>
  isDecided: boolean
  /** Lanes for whose sake the clock of the whole stands still. */
  pausedFor: Set<string>
}

/** Lives through the log of a family once more, by tables of its own, and looks at it after every transaction. */
export function replay({ parent, lines }: Told): { model: Model; wrong: string[] } {
  const model: Model = { state: '', isAccepted: false, isWithdrawn: false, declared: [], lanes: new Map(), isDecided: false, pausedFor: new Set() }
  const wrong: string[] = []
  for (const [index, line] of lines.entries()) {
    wrong.push(...(line.parentId === null ? parentMoves(model, line) : childMoves(model, line)))
    if (lines[index + 1]?.xid !== line.xid) wrong.push(...disagreements(model).map((what) => `${line.step} 以后${what}`))
  }
  return { model, wrong: [...new Set(wrong)].map((what) => `${parent.number} ${what}`) }
}

function parentMoves(model: Model, { step, toState, data }: Line): string[] {
  const to = PARENT_STEPS[step]
  if (to === undefined && !PARENT_STAYS.includes(step)) return [`总件有不认识的步骤 ${step}`]
  model.state = to ?? model.state
  model.isAccepted ||= step === 'accept' || step === 'deemAccepted'
  model.isWithdrawn ||= step === 'withdraw'
  model.isDecided ||= step === 'decided'
  if (step === 'lanePaused') model.pausedFor.add(String(data['lane']))
  if (step === 'laneResumed') model.pausedFor.delete(String(data['lane']))
  if (step === 'open') model.declared = lanesDeclared(data)
  return model.state === toState ? [] : [`总件 ${step} 到了 ${toState}，应到 ${model.state}`]
}

function lanesDeclared({ traits }: Line['data']): readonly LaneEntry[] {
  // Safe: what the log keeps of the opening is what base/joint writes there; a wrong shape fails the comparisons.
  return (traits as { lanes?: LaneEntry[] } | undefined)?.lanes ?? []
}

function childMoves(model: Model, line: Line): string[] {
  const { step, caseId, toState, data } = line
  if (step === 'open') return childOpens(model, caseId, data)
  const lane = [...model.lanes.values()].find((one) => one.caseId === caseId)
  if (!lane) return [`子件 ${step} 在提交申请之前`]
  const to = CHILD_STEPS[step]
  if (to === undefined && !CHILD_STAYS.includes(step)) return [`子件有不认识的步骤 ${step}`]
  lane.state = to ?? lane.state
  if (lane.state !== 'archived') lane.lastState = lane.state
  lane.isPaused = lane.state === 'special'
  lane.isIssued ||= step === 'issue'
  lane.isDecided ||= step === 'approve' || step === 'deny'
  if (step === 'leaveTogether' || step === 'joinTogether') lane.together = step === 'joinTogether'
  // Out of the package for good: the rest goes on without it.
  if (step === 'leaveTogether' && model.state !== 'separate') lane.hasLeft = true
  return lane.state === toState ? [] : [`子件 ${lane.id} ${step} 到了 ${toState}，应到 ${lane.state}`]
}

function childOpens(model: Model, caseId: string, { traits }: Line['data']): string[] {
  // Safe: as above.
  const { lane: id = '', together } = (traits ?? {}) as { lane?: string; together?: boolean }
  if (model.lanes.has(id) || !model.declared.some((one) => one.id === id)) return [`子件 ${id} 开了两次或者没有声明`]
  const wrong = together === true ? [] : [`子件 ${id} 一开始就不在一起`]
  if (model.isWithdrawn) wrong.push(`申请人撤回以后又开了子件 ${id}`)
  const fresh = { hasLeft: false, isIssued: false, isDecided: false, isPaused: false }
  model.lanes.set(id, { id, caseId, state: 'submitted', lastState: 'submitted', together: true, ...fresh })
  return wrong
}

/** Parent and children never disagree, and what can start has started and nothing else. */
function disagreements(model: Model): string[] {
  const lanes = [...model.lanes.values()]
  const allowed = TOGETHER[model.state] ?? []
  const apart = lanes.filter(({ together, state }) => together && !allowed.includes(state))
    .map(({ id, state }) => `总件 ${model.state} 而子件 ${id} ${state}`)
  return [...apart, ...wronglyStarted(model), ...wronglyPaused(model)]
}

/** The whole stands still exactly while something on its slowest way does. */
function wronglyPaused({ declared, lanes, pausedFor, isAccepted, isDecided, state }: Model): string[] {
  if (!isAccepted || isDecided || ENDED_PARENTS.includes(state)) return []
  const deciding = decidingLanes(declared)
  const expected = [...lanes.values()].filter(({ id, isPaused, together }) => isPaused && together && deciding.has(id)).map(({ id }) => id)
  const [now, right] = [[...pausedFor], expected].map((ids) => ids.sort().join())
  return now === right ? [] : [`总件为 ${now} 暂停，应为 ${right}`]
}

function wronglyStarted({ declared, lanes, isAccepted, isWithdrawn, state }: Model): string[] {
  return declared.flatMap(({ id, after }) => {
    const needed = after.filter(({ needs }) => needs === 'start')
    const mayStart = needed.every(({ lane }) => lanes.get(lane)?.isIssued === true) && (needed.length === 0 || isAccepted)
    if (lanes.has(id)) return mayStart ? [] : [`子件 ${id} 开始得太早`]
    const isOver = isWithdrawn || ENDED_PARENTS.includes(state) || needed.some(({ lane }) => hasFailed(lanes.get(lane)))
    return mayStart && !isOver ? [`子件 ${id} 可以开始而没有开始`] : []
  })
}

const ENDED_PARENTS = ['complete', 'withdrawn', 'notAccepted', 'terminated']

function hasFailed(lane: Lane | undefined): boolean {
  return lane !== undefined && ENDED.includes(lane.state) && !lane.isIssued
}
