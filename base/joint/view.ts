import { findCase, type Call, type Case } from '#kernel'
import { courseOf } from '#base/catalog'
import { begunIn, endedIn, familyOf, isDecided, isIssued, isJoint, isTogether, laneOf, lanesIn, type Family, type LaneEnd, type LaneEntry } from './family.ts'
import { releaseOf, type Release } from './gate.ts'
import { DECIDED_STATES } from './lane-words.ts'
import { whatNextOf } from './what-follows.ts'

/**
 * How a lane stands. before: waits with the whole for its acceptance · waiting: its application cannot be made yet · ready: reviewed,
 * but what it rests on has not been decided · issued: made and not handed over.
 */
export type Standing = LaneEnd | 'before' | 'waiting' | 'handling' | 'ready' | 'issued'

export interface LaneView extends Omit<LaneEntry, 'after' | 'itemVersion'> {
  /** Undefined before its application has been made. */
  child: Case | undefined
  standing: Standing
  /** What it still needs of other lanes. */
  waitsFor: { lane: string; name: string; needs: 'start' | 'release' }[]
  /** Why what has been reviewed cannot be decided yet. */
  missing: Release['missing']
  /** On the path that decides how long the whole takes. */
  isCritical: boolean
  /** How it ended, in words; why, and what the applicant can do. */
  ended: string | undefined
  reason: string | undefined
  whatNext: string | undefined
}

export interface JointView { parent: Case; lanes: LaneView[] }

/** Every lane of a joint case as it stands now. */
export async function jointViewOf(call: Call, parent: Case): Promise<JointView> {
  const family = await familyOf(call.tx, parent.id) ?? { parent, children: [] }
  const reviewed = family.children.filter(({ state }) => state === 'reviewed')
  const held = await Promise.all(reviewed.map(async (child) => [laneOf(child) ?? '', (await releaseOf(call, family, child)).missing] as const))
  return { parent: family.parent, lanes: laneViews(family, new Map(held)) }
}

/** The same from the cases alone; `held` says what is missing for lanes that have been reviewed. Pure. */
export function laneViews(family: Family<Case>, held: ReadonlyMap<string, Release['missing']> = new Map()): LaneView[] {
  const lanes = lanesIn(family.parent)
  const critical = new Set(courseOf(lanes, ({ promisedWorkingDays }) => promisedWorkingDays).lanes.flatMap(({ id, isCritical }) => (isCritical ? [id] : [])))
  return lanes.map(({ after: _, itemVersion: _version, ...lane }) => {
    const child = family.children.find((one) => laneOf(one) === lane.id)
    const [end, missing] = [endedIn(family.parent)[lane.id], held.get(lane.id) ?? []]
    return {
      ...lane, child, missing, standing: standingOf(family, { lane: lane.id, child, isHeld: missing.length > 0 }), waitsFor: waitsFor(family, lane.id),
      isCritical: critical.has(lane.id), ended: end && DECIDED_STATES[end.outcome], reason: end?.reason, whatNext: whatNextOf(family, lane.id),
    }
  })
}

/** The parent a case was applied for with; undefined where it was applied for alone. */
export async function wholeOf({ tx }: Pick<Call, 'tx'>, child: Case): Promise<Case | undefined> {
  const parent = child.parentId === null || laneOf(child) === undefined ? undefined : await findCase(tx, child.parentId)
  return parent && isJoint(parent) ? parent : undefined
}

function standingOf({ parent }: Family<Case>, { lane, child, isHeld }: { lane: string; child: Case | undefined; isHeld: boolean }): Standing {
  const end = endedIn(parent)[lane]
  if (end) return end.outcome
  if (!child) return 'waiting'
  if (!isTogether(child)) return 'separate'
  if (child.state === 'submitted' || child.state === 'correcting') return 'before'
  if (child.state === 'issued') return 'issued'
  return isHeld ? 'ready' : 'handling'
}

function waitsFor({ parent, children }: Family<Case>, id: string): LaneView['waitsFor'] {
  const lanes = lanesIn(parent)
  const of = (lane: string): Case | undefined => children.find((child) => laneOf(child) === lane)
  const own = of(id)
  if (Object.hasOwn(endedIn(parent), id) || (own && isDecided(own))) return []
  return (lanes.find((lane) => lane.id === id)?.after ?? [])
    .filter(({ lane, needs }) => { const before = of(lane); return (needs === 'release' || !begunIn(parent).includes(id)) && !(before && isIssued(before)) })
    .map(({ lane, needs }) => ({ lane, needs, name: lanes.find((one) => one.id === lane)?.name ?? lane }))
}
