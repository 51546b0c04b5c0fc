/** What a joint matter's cases say of each other: the parent keeps its lanes, a child knows its lane. */
import type { Tx } from '#platform/database'
import { findCaseTogether, outlinesOfChildren, parentWithChildren, type Case, type CaseOutline } from '#kernel'
import type { LaneEdge } from '#base/catalog'

/** Kinds of parent cases. */
export const JOINT_TYPES = ['life-event', 'joint-permits'] as const
export type JointType = (typeof JOINT_TYPES)[number]

export function isJoint({ type }: Pick<Case, 'type'>): boolean {
  return JOINT_TYPES.some((one) => one === type)
}

/** A lane (泳道) as it was when the matter was filed: the items may change, a running matter does not. */
export interface LaneEntry {
  id: string
  itemCode: string
  itemVersion: number
  name: string
  organisation: string
  /** What the applicant will hold. */
  outcome: string
  promisedWorkingDays: number
  statutoryWorkingDays: number
  /** Only edges to lanes that belong to this case. */
  after: LaneEdge[]
}

/** How a lane ended. blocked: it can no longer begin; separate: it goes on by itself, outside the joint track. */
export const LANE_ENDS = ['delivered', 'denied', 'withdrawn', 'terminated', 'notAccepted', 'blocked', 'separate'] as const
export type LaneEnd = (typeof LANE_ENDS)[number]
export interface EndedLane { outcome: LaneEnd; reason?: string }
/** A certificate that has been made and not handed over yet. */
export interface ReadyPaper { title: string; number: string }

type Traits = Pick<Case, 'traits'>

export function lanesIn({ traits }: Traits): readonly LaneEntry[] {
  return kept<LaneEntry[]>(traits['lanes'], [])
}

/** Lanes whose application has been made. */
export function begunIn({ traits }: Traits): readonly string[] {
  return kept<string[]>(traits['begun'], [])
}

export function endedIn({ traits }: Traits): Readonly<Record<string, EndedLane>> {
  return kept<Record<string, EndedLane>>(traits['ended'], {})
}

/** What can be handed over, by lane. */
export function readyIn({ traits }: Traits): Readonly<Record<string, ReadyPaper>> {
  return kept<Record<string, ReadyPaper>>(traits['ready'], {})
}

/** How the applicant answered the joint questions. */
export function jointAnswersIn({ traits }: Traits): Readonly<Record<string, string>> {
  return kept<Record<string, string>>(traits['answers'], {})
}

/** The lane of a child; undefined where the case is none. */
export function laneOf({ traits }: Traits): string | undefined {
  const lane = traits['lane']
  return typeof lane === 'string' ? lane : undefined
}

/** Whether the case is handled together with its parent: until it ends or goes its own way. */
export function isTogether({ parentId, traits }: Pick<Case, 'parentId' | 'traits'>): boolean {
  return parentId !== null && traits['together'] === true
}

export interface Family<Child extends CaseOutline = CaseOutline> { parent: Case; children: readonly Child[] }

/** The family without what the children's forms say: enough to tell where the whole stands. */
export async function standingFamily(tx: Tx, parentId: string): Promise<Family | undefined> {
  const [parent, children] = await Promise.all([findCaseTogether(tx, parentId), standingChildren(tx, parentId)])
  return parent && { parent, children }
}

export async function standingChildren(tx: Tx, parentId: string): Promise<CaseOutline[]> {
  return (await outlinesOfChildren(tx, parentId)).filter((child) => laneOf(child) !== undefined)
}

export async function familyOf(tx: Tx, parentId: string): Promise<Family<Case> | undefined> {
  const [parent, ...children] = await parentWithChildren(tx, parentId)
  return parent && { parent, children: children.filter((child) => laneOf(child) !== undefined) }
}

/** Whether the certificate has been made: what others need of it is there. */
export function isIssued({ state, clock }: Pick<Case, 'state' | 'clock'>): boolean {
  return state === 'issued' || state === 'delivered' || (state === 'archived' && isGranted({ clock }))
}

export function isGranted({ clock }: Pick<Case, 'clock'>): boolean {
  return clock.events.some((event) => event.what === 'decided' && event.outcome === 'granted')
}

export function isDecided({ clock }: Pick<Case, 'clock'>): boolean {
  return clock.events.some(({ what }) => what === 'decided')
}

function kept<Value extends object>(value: unknown, none: Value): Value {
  // Safe: only the workflow of the parent writes these traits, and the row is covered by the chain.
  return typeof value === 'object' && value !== null ? value as Value : none
}
