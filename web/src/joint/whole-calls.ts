import { ask } from '../api/request.ts'
import type { CaseView, Day } from '../api/types.ts'

/** What a lane still waits for: another lane whose outcome it needs to begin, or before its own decision. */
export interface Awaited { lane: string; name: string; needs: 'start' | 'release' }

export interface WholeLane {
  id: string
  name: string
  owner: { organisation: string; name: string }
  caseId: string | null
  number: string | null
  /** Whether this person may open its case. */
  mayOpen: boolean
  /** How it stands in the whole: before · waiting · handling · ready · issued, or how it ended. */
  state: string
  stateLabel: string
  /** Of its own case, once it has been made. */
  caseStateLabel: string | null
  waitsFor: Awaited[]
  /** Why it cannot begin or be released yet, in a sentence. */
  held: string | null
  dueOn: Day | null
  promisedWorkingDays: number
  isCritical: boolean
  ended: { outcome: string; words: string; next: string | null } | null
}

/** A joint matter as the workbench shows it: the parent case and its lanes, with the parent's or a child's id. */
export interface Whole {
  parent: { caseId: string; number: string; title: string; stateLabel: string; mayOpen: boolean }
  /** Why the whole takes as long as it does, in sentences. */
  explanation: string[]
  /** What the system has checked by itself. */
  checks: { id: string; title: string; result: 'right' | 'wrong' | 'unknown' | 'unconnected'; note: string }[]
  self: string | null
  lanes: WholeLane[]
  /** Which lanes a merged material serves. */
  materials: { id: string; lanes: string[] }[]
}

const JOINT_TYPES: readonly string[] = ['life-event', 'joint-permits']

export const isJointCase = ({ type }: Pick<CaseView, 'type'>): boolean => JOINT_TYPES.includes(type)

/** Whether there may be a whole to show: the case is a parent, or has one. */
export const hasWhole = (found: Pick<CaseView, 'type' | 'parentId'>): boolean => isJointCase(found) || found.parentId !== null

export const fetchWhole = (caseId: string): Promise<Whole> => ask('GET', `/api/joint/${caseId}`)
