import type { JointFacts } from './calls.ts'
import type { JointMatter } from './joint-shape.ts'

export const NAME_WIDTH = 210
const ROW_HEIGHT = 52
const BAR_HEIGHT = 22
const BAR_INSET = 12
const BAR_LEAST = 18
const COURSE_WIDTH = 620
const RIGHT_MARGIN = 24

interface Rect { x: number; y: number; width: number; height: number }
export interface DrawnBar {
  id: string
  row: Rect
  /** The days of its own. */
  own: Rect
  /** Reviewed before already, where only the decision waits. */
  waiting: Rect | undefined
  isCritical: boolean
}
export interface DrawnArrow { key: string; needs: 'start' | 'release'; points: string }

/** Where everything of the drawing stands: a row for each lane, days from left to right. Pure. */
export function drawnOf(joint: JointMatter, { lanes, limits }: JointFacts): { width: number; height: number; bars: DrawnBar[]; arrows: DrawnArrow[] } {
  const days = Math.max(1, ...lanes.map(({ endsAfter }) => endsAfter))
  const at = (day: number): number => NAME_WIDTH + (day / days) * COURSE_WIDTH
  const width = NAME_WIDTH + COURSE_WIDTH + BAR_LEAST + RIGHT_MARGIN
  const bars = lanes.map((lane, row): DrawnBar => {
    const y = row * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2
    const bar = (from: number, to: number): Rect =>
      ({ x: at(from) + BAR_INSET, y, width: Math.max(BAR_LEAST, at(to) - at(from) - BAR_INSET), height: BAR_HEIGHT })
    const isHeld = joint.lanes.find(({ id }) => id === lane.id)?.after.some(({ needs }) => needs === 'release') ?? false
    const opensAfter = opening(joint, lanes, lane.id)
    return {
      id: lane.id, isCritical: lane.isCritical, row: { x: 0, y: row * ROW_HEIGHT, width, height: ROW_HEIGHT }, own: bar(lane.startsAfter, lane.endsAfter),
      waiting: isHeld && limits !== null && opensAfter < lane.startsAfter ? bar(opensAfter, lane.startsAfter) : undefined,
    }
  })
  const arrows = joint.lanes.flatMap(({ id, after }) => after.flatMap((edge): DrawnArrow[] => {
    const [from, to] = [bars.find((bar) => bar.id === edge.lane), bars.find((bar) => bar.id === id)]
    return from && to && from !== to ? [{ key: `${edge.lane} ${id}`, needs: edge.needs, points: wayOf(from.own, to.own) }] : []
  }))
  return { width, height: lanes.length * ROW_HEIGHT, bars, arrows }
}

/** The day on which work on it may begin: after everything without which it cannot even be applied for. */
function opening(joint: JointMatter, lanes: JointFacts['lanes'], id: string): number {
  const needed = joint.lanes.find((lane) => lane.id === id)?.after.filter(({ needs }) => needs === 'start') ?? []
  return Math.max(0, ...needed.map(({ lane }) => lanes.find((one) => one.id === lane)?.endsAfter ?? 0))
}

/** Down (or up) from the end of one bar, then into the beginning of the other. */
function wayOf(from: Rect, to: Rect): string {
  const x = Math.min(from.x + from.width - 5, to.x - 8)
  const down = to.y > from.y
  const points = [[x, down ? from.y + from.height : from.y], [x, to.y + to.height / 2], [to.x, to.y + to.height / 2]]
  return points.map((point) => point.join(',')).join(' ')
}
