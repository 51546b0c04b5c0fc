import { copyLine } from '#platform/copy'
import type { Actor } from '#kernel'
import { BAD_LEVEL_MAX } from '#base/ratings'
import { complaintOpening } from '#modules/rating-loop'
import { SYSTEM } from '#kernel'
import { History } from './history.ts'
import { type Matter } from './matter.ts'
import { MINUTES_A_DAY } from './office-time.ts'
import type { PlannedRating } from './ratings.ts'
import type { Life } from './town.ts'

export const COMPLAINT_COLUMNS = { 'ratings.complaint': ['rated_case_id', 'case_id', 'opened_at'] } as const

export interface Complaint { history: History; line: string }

/** The case of its own that a bad rating opens (差评办件); nothing for the others. */
export function complaintAbout({ town, history: { found }, filer }: Matter, { level, tags, text, at }: PlannedRating, serial: number): Complaint | undefined {
  if (level > BAD_LEVEL_MAX) return undefined
  const opening = complaintOpening(found, { level, tags, text, ratedBy: filer.actor.id })
  const history = new History(town.ground.kernel, opening, { actor: SYSTEM, at, serial })
  return { history, line: copyLine([found.id, history.found.id, new Date(at)]) }
}

const SUPERVISOR: Actor = { id: 'demo-supervisor', name: '效能监督', roles: ['supervisor'], organisation: 'government-services', party: null }
/** Working days for 核实 and 回访, and for 整改 at most, as shares of the draw. */
const VERIFYING = 2
const RECTIFYING = 9
const FOLLOWING_UP = 2

/** 核实 → 整改 → 回访. */
export function* settled({ town, arrival: { fate, item } }: Matter, { history }: Complaint): Life {
  const later = (workingDays: number) => ({ at: town.time.instantOf(town.time.minuteAt(town.now) + workingDays * MINUTES_A_DAY) })
  yield later(VERIFYING * fate.approving / 2)
  history.step(SUPERVISOR, 'verify', { data: { finding: fate.trouble < 0.8 ? 'founded' : 'partly', opinion: '演示：情况属实' }, at: town.now })
  yield later(RECTIFYING * (0.3 + 0.7 * fate.troubleLength))
  const reviewer = yield { desk: town.reviewers(item.organisation), minutes: () => 0.2 * town.minutesAt('reviewer', item.organisation) }
  if (!reviewer) return
  history.step(reviewer, 'rectify', { data: { cause: '演示：说明不清', measures: '演示：重新培训', reply: '演示：对不起，已经改正' }, at: town.now })
  yield later(FOLLOWING_UP * fate.reviewing / 2)
  history.step(SUPERVISOR, 'followUp', { data: { outcome: 'satisfied', note: '演示：评价人认可' }, at: town.now })
}
