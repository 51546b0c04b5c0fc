import type { Case, CaseOutline } from '#kernel'
import { courseOf } from '#base/catalog'
import { DECIDED_STATES } from './lane-words.ts'
import {
  begunIn,
  endedIn,
  isDecided,
  isGranted,
  isIssued,
  isTogether,
  laneOf,
  lanesIn,
  readyIn,
  type EndedLane,
  type Family,
  type LaneEnd,
  type LaneEntry,
  type ReadyPaper,
} from './family.ts'

/** A step the system has to take on the parent. */
export interface NextStep {
  name: 'laneEnded' | 'lanePaused' | 'laneResumed' | 'laneIssued' | 'startLanes' | 'decided' | 'complete' | 'allWithdrawn'
  data: Record<string, unknown>
}

/**
 * What has to happen to the parent after something happened to its children, one step at a time until nothing is left: it learns
 * which lanes have ended or can no longer begin, what can be handed over, which applications can be made now, that everything is
 * decided, that all is over. Pure.
 */
export function nextStep(family: Family): NextStep | undefined {
  const { parent } = family
  if (parent.closedAt !== null || lanesIn(parent).length === 0) return undefined
  return learnEnded(family) ?? pauseAlong(family) ?? learnIssued(family) ?? start(family) ?? decide(family) ?? finish(family)
}

/**
 * The same where a certificate has been made and nothing else has happened: unless a lane still waits to begin, the parent learns of it and
 * that is all, wherever the others stand. Undefined: they have to be asked. Pure.
 */
export function stepAfterIssue(parent: Case, child: CaseOutline): NextStep | undefined {
  const [begun, ended] = [begunIn(parent), endedIn(parent)]
  const isWaiting = lanesIn(parent).some(({ id }) => !begun.includes(id) && !Object.hasOwn(ended, id))
  return parent.closedAt !== null || isWaiting ? undefined : learnIssued({ parent, children: [child] })
}

/** Whether a grant means nothing for the parent, wherever it stands: one that goes along with it is still to be decided. Pure. */
export function isGrantAlone(children: readonly CaseOutline[]): boolean {
  return children.some((child) => child.closedAt === null && isTogether(child) && !isDecided(child))
}

/** Lanes whose application can be made: everything they need by `start` has been issued. */
export function startable({ parent, children }: Family): LaneEntry[] {
  const issued = new Set(children.filter(isIssued).map(laneOf))
  const [begun, ended] = [begunIn(parent), endedIn(parent)]
  return lanesIn(parent).filter(({ id, after }) =>
    !begun.includes(id) && !Object.hasOwn(ended, id) && after.every(({ lane, needs }) => needs !== 'start' || issued.has(lane)))
}

function learnEnded({ parent, children }: Family): NextStep | undefined {
  const known = endedIn(parent)
  const closed = children.flatMap((child): [string, EndedLane][] => {
    const [lane, outcome] = [laneOf(child) ?? '', endOf(child, parent.state)]
    return outcome === undefined || Object.hasOwn(known, lane) ? [] : [[lane, { outcome }]]
  })
  const ended = withBlocked(lanesIn(parent), begunIn(parent), { ...known, ...Object.fromEntries(closed) })
  const fresh = Object.entries(ended).filter(([lane]) => !Object.hasOwn(known, lane)).map(([lane, end]) => ({ lane, ...end }))
  return fresh.length === 0 ? undefined : { name: 'laneEnded', data: { ended: fresh } }
}

/** How the lane of a child ended, if it has. While the whole is handled separately a lane is over when its case is. */
function endOf({ closedAt, state, clock, parentId, traits }: Family['children'][number], parentState: string): LaneEnd | undefined {
  if (closedAt === null) return isTogether({ parentId, traits }) || parentState === 'separate' ? undefined : 'separate'
  if (state !== 'archived') return ENDS[state]
  if (isGranted({ clock })) return 'delivered'
  return isDecided({ clock }) ? 'denied' : clock.events.some(({ what }) => what === 'not-accepted') ? 'notAccepted' : 'withdrawn'
}

const ENDS: Readonly<Record<string, LaneEnd>> = {
  delivered: 'delivered', denied: 'denied', withdrawn: 'withdrawn', terminated: 'terminated', notAccepted: 'notAccepted',
}

/** With those that can no longer begin because what they need by `start` did not come about; and so on along the graph. */
function withBlocked(lanes: readonly LaneEntry[], begun: readonly string[], ended: Readonly<Record<string, EndedLane>>): Record<string, EndedLane> {
  const all: Record<string, EndedLane> = { ...ended }
  for (let grew = true; grew;) {
    grew = false
    for (const { id, after } of lanes) {
      if (begun.includes(id) || Object.hasOwn(all, id)) continue
      const cause = after.find(({ lane, needs }) => needs === 'start' && Object.hasOwn(all, lane) && cannotFeed(all[lane]))
      if (!cause) continue
      all[id] = { outcome: 'blocked', reason: blockedReason(lanes.find(({ id: other }) => other === cause.lane)?.name ?? cause.lane, all[cause.lane]) }
      grew = true
    }
  }
  return all
}

/** A lane that goes on by itself may still issue what another needs, but no longer for this matter. */
function cannotFeed(end: EndedLane | undefined): boolean {
  return end !== undefined && end.outcome !== 'delivered'
}

function blockedReason(name: string, end: EndedLane | undefined): string {
  return `办不了：前一项“${name}”${end === undefined ? '未办成' : DECIDED_STATES[end.outcome]}`
}

/**
 * A special procedure (行政许可法第四十五条) on the longest path stops the clock of the whole along with the lane's own; off that path the
 * others take longer anyway. What is open on the parent and no longer open in a lane ends.
 */
function pauseAlong({ parent, children }: Family): NextStep | undefined {
  if (parent.acceptedOn === null || isDecided(parent) || [parent, ...children].every((found) => openPauses(found).length === 0)) return undefined
  const critical = new Set(
    courseOf(lanesIn(parent), ({ promisedWorkingDays }) => promisedWorkingDays).lanes.flatMap(({ id, isCritical }) => (isCritical ? [id] : [])),
  )
  const running = children.filter((child) => child.closedAt === null && isTogether(child) && critical.has(laneOf(child) ?? ''))
  const paused = running.flatMap((child) => openPauses(child).map((pause) => ({ ...pause, id: `${laneOf(child)}.${pause.id}` })))
  const known = openPauses(parent)
  const fresh = paused.find(({ id }) => !known.some((one) => one.id === id))
  if (fresh) return { name: 'lanePaused', data: { lane: fresh.id.split('.')[0], id: fresh.id, kind: fresh.kind } }
  const over = known.find(({ id }) => id.includes('.') && !paused.some((one) => one.id === id))
  return over && { name: 'laneResumed', data: { lane: over.id.split('.')[0], id: over.id } }
}

function openPauses({ clock: { events } }: Pick<Case, 'clock'>): { id: string; kind: string }[] {
  const ended = new Set(events.flatMap((event) => (event.what === 'pause-end' ? [event.id] : [])))
  return events.flatMap((event) => (event.what === 'pause-start' && !ended.has(event.id) ? [{ id: event.id, kind: event.kind }] : []))
}

function learnIssued({ parent, children }: Family): NextStep | undefined {
  const ready = readyIn(parent)
  const child = children.find((one) => one.state === 'issued' && isTogether(one) && !Object.hasOwn(ready, laneOf(one) ?? ''))
  const lane = child && lanesIn(parent).find(({ id }) => id === laneOf(child))
  if (!child || !lane) return undefined
  const paper: ReadyPaper = { title: lane.outcome, number: child.number }
  return { name: 'laneIssued', data: { lane: lane.id, ...paper } }
}

/** Later lanes begin only once the whole has been accepted; the first ones begin with it, in their own step. */
function start(family: Family): NextStep | undefined {
  if (family.parent.acceptedOn === null) return undefined
  const lanes = startable(family).map(({ id }) => id)
  return lanes.length === 0 ? undefined : { name: 'startLanes', data: { lanes } }
}

/** The clock of the whole stops with the last decision. */
function decide({ parent, children }: Family): NextStep | undefined {
  if (parent.acceptedOn === null || isDecided(parent)) return undefined
  const ended = endedIn(parent)
  const isOpen = lanesIn(parent).some(({ id }) => !Object.hasOwn(ended, id) && !children.some((child) => laneOf(child) === id && isDecided(child)))
  const decided = children.filter(isDecided)
  if (isOpen || decided.length === 0) return undefined
  return { name: 'decided', data: { outcome: decided.some(isGranted) ? 'granted' : 'refused' } }
}

function finish({ parent }: Family): NextStep | undefined {
  const ended = endedIn(parent)
  if (lanesIn(parent).some(({ id }) => !Object.hasOwn(ended, id))) return undefined
  const own = Object.values(ended).filter(({ outcome }) => outcome !== 'blocked')
  return own.every(({ outcome }) => outcome === 'withdrawn') ? { name: 'allWithdrawn', data: {} } : { name: 'complete', data: {} }
}
