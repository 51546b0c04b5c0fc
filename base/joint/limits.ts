import { courseOf } from '#base/catalog'
import type { LaneEntry } from './family.ts'

/** 统一办理、联合办理、集中办理的，不得超过四十五个工作日（行政许可法第四十二条第二款）. */
export const JOINT_STATUTORY_MAX = 45

export interface Limits { limitWorkingDays: number; statutoryWorkingDays: number; joint: boolean }

/** The limits of the whole: its longest path. Pure. */
export function parentLimits(lanes: readonly LaneEntry[]): Limits {
  return capped(courseOf(lanes, promised).workingDays ?? 0, courseOf(lanes, statutory).workingDays ?? 0)
}

/**
 * The limits of one lane, counted from its own acceptance. Whoever waits for another's decision has also the time that one has;
 * whoever waits for nobody's keeps its own. Pure.
 */
export function laneLimits(lanes: readonly LaneEntry[], id: string): Limits {
  const lane = lanes.find((one) => one.id === id)
  if (!lane) throw new Error(`no lane ${id}`)
  const isFree = !lane.after.some(({ needs }) => needs === 'release')
  if (isFree) return { limitWorkingDays: lane.promisedWorkingDays, statutoryWorkingDays: lane.statutoryWorkingDays, joint: false }
  return capped(ownPath(lanes, lane, promised), ownPath(lanes, lane, statutory))
}

/** The path up to and including the lane, from the day its application is made. */
function ownPath(lanes: readonly LaneEntry[], { id, after }: LaneEntry, daysOf: (lane: LaneEntry) => number): number {
  const course = courseOf(lanes, daysOf).lanes
  const endOf = (lane: string) => course.find((one) => one.id === lane)?.endsAfter ?? 0
  const begins = Math.max(0, ...after.filter(({ needs }) => needs === 'start').map(({ lane }) => endOf(lane)))
  return Math.max(0, endOf(id) - begins)
}

function capped(promisedPath: number, statutoryPath: number): Limits {
  const statutoryWorkingDays = Math.min(JOINT_STATUTORY_MAX, statutoryPath)
  return { limitWorkingDays: Math.min(promisedPath, statutoryWorkingDays), statutoryWorkingDays, joint: true }
}

const promised = ({ promisedWorkingDays }: LaneEntry): number => promisedWorkingDays
const statutory = ({ statutoryWorkingDays }: LaneEntry): number => statutoryWorkingDays
