import type { Told } from './log.ts'
import type { Lane, Model } from './replay.ts'
import { ENDED, END_OF } from './tables.ts'

/** What the parent keeps of its children is what they are, and each child knows the same day as its parent. */
export function wrongNow({ parent, children }: Told, model: Model): string[] {
  return [
    ...wronglyKept(parent.traits, model), ...wronglyOver(model), ...wrongEnds(parent.traits['ended'], model),
    ...wrongQueues(parent.id, children, model), ...wrongDays(parent.acceptedOn, children, model),
  ]
}

/** The lists on the parent: what has begun, what can be handed over, what has ended. A closed one is history. */
function wronglyKept(traits: Told['parent']['traits'], model: Model): string[] {
  const lanes = [...model.lanes.values()]
  const running = new Set(runningIn(model))
  const right = {
    begun: lanes.map(({ id }) => id), ready: lanes.filter((lane) => lane.together && lane.state === 'issued').map(({ id }) => id),
    ended: model.declared.map(({ id }) => id).filter((id) => !running.has(id)),
  }
  return Object.entries(right).flatMap(([name, ids]) => {
    const [kept, expected] = [idsOf(traits[name]), ids].map((some) => some.toSorted().join())
    return kept === expected || (isClosed(model) && name !== 'begun') ? [] : [`总件记的 ${name} 是 ${kept}，应是 ${expected}`]
  })
}

/** The whole is over with the last lane that can still run, and decided with the last decision. */
function wronglyOver(model: Model): string[] {
  const { state, isDecided } = model
  const running = runningIn(model)
  const isRight = isClosed(model) || isDecided === shouldBeDecided(model, running)
  return [
    ...(state === 'complete' && running.length > 0 ? [`全部办结而 ${running.join()} 没有结束`] : []),
    ...(state === 'handling' && running.length === 0 ? ['各项都结束了，总件没有办结'] : []),
    ...(isRight ? [] : [`各项${isDecided ? '没有' : '都已'}作出决定，总件记的相反`]),
  ]
}

/** Lanes that have not ended and still can run. */
function runningIn(model: Model): string[] {
  const { declared, lanes, state } = model
  return declared.map(({ id }) => id).filter((id) => (lanes.has(id) ? !isOver(lanes.get(id), state) : !cannotBegin(id, model)))
}

function isClosed({ state }: Pick<Model, 'state'>): boolean {
  return ['complete', 'withdrawn', 'notAccepted', 'terminated'].includes(state)
}

function isOver(lane: Lane | undefined, parentState: string): boolean {
  return lane !== undefined && (ENDED.includes(lane.state) || lane.hasLeft || (!lane.together && parentState !== 'separate'))
}

/** A lane that needs what will never come. */
function cannotBegin(id: string, model: Pick<Model, 'lanes' | 'declared' | 'isWithdrawn'>): boolean {
  const needed = model.declared.find((one) => one.id === id)?.after.filter(({ needs }) => needs === 'start') ?? []
  if (model.isWithdrawn) return true
  return needed.some(({ lane }) => {
    const before = model.lanes.get(lane)
    return before ? ENDED.includes(before.state) && !before.isIssued : cannotBegin(lane, model)
  })
}

function shouldBeDecided({ lanes, isAccepted }: Model, running: readonly string[]): boolean {
  return isAccepted && [...lanes.values()].some((lane) => lane.isDecided) && running.every((id) => lanes.get(id)?.isDecided === true)
}

/** What has not begun ends with the whole, or because what it needs will never come. */
function wrongEnds(ended: unknown, { lanes, state, isWithdrawn }: Model): string[] {
  // Safe: a wrong shape fails the comparison.
  return Object.entries((ended ?? {}) as Record<string, { outcome?: string }>).flatMap(([id, { outcome }]) => {
    const lane = lanes.get(id)
    if (!lane) return ['blocked', isWithdrawn ? 'withdrawn' : state].includes(outcome ?? '') ? [] : [`没有开始的 ${id} 记作 ${outcome}`]
    return outcome === 'separate' || outcome === END_OF[lane.lastState] ? [] : [`子件 ${id} 是 ${lane.lastState}，总件记作 ${outcome}`]
  })
}

/** Before acceptance a child stands with its parent and in nobody's list; afterwards never. */
function wrongQueues(parentId: string, children: Told['children'], { lanes }: Model): string[] {
  return children.flatMap(({ id, number, queue }) => {
    const lane = [...lanes.values()].find((one) => one.caseId === id)
    const waits = lane !== undefined && lane.together && (lane.state === 'submitted' || lane.state === 'correcting')
    return (queue === `parent:${parentId}`) === waits ? [] : [`子件 ${number} 在队列 ${queue}`]
  })
}

/** Accepted together means on the same day; a lane that begins later, never before the whole. */
function wrongDays(acceptedOn: string | null, children: Told['children'], { lanes }: Model): string[] {
  return children.flatMap(({ id, number, acceptedOn: own }) => {
    const lane = [...lanes.values()].find((one) => one.caseId === id)
    if (!lane?.together || own === null || lane.hasLeft) return []
    return acceptedOn !== null && own >= acceptedOn ? [] : [`子件 ${number} ${own} 受理，总件 ${acceptedOn}`]
  })
}

/** Kept as a list, or under the names of the lanes. */
function idsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}
