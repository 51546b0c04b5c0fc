import type { Learnt } from '../model/learn.ts'
import { DAY } from '../model/office-hours.ts'
import { ANY_CLASS, standing, type Station } from '../model/station.ts'
import { OCCASIONS, placeIn, uniform } from './random.ts'
import type { Plan } from './plan.ts'

/** How often a case looks for a likeness that fits before it takes the last one looked at. */
const LOOKS_MAX = 12

/**
 * A case that comes late in the day waits for the morning, one that comes on a Friday for the Monday: a case is drawn among so many as
 * the one that came at the most similar time of the week.
 */
const NEAR_LOOKS = 12
const WEEK = 7 * DAY
/** So many hours of the day weigh as much as another weekday. */
const WEEKDAY_WEIGHT = DAY / 4

/** The case of the history that a new case will be like; the shares of routes decide among them. */
export function likenessOf(plan: Plan, comer: number): number {
  const { learnt, seed, routes, comers } = plan
  const kind = comers.kind[comer] ?? 0
  let likeness = nearInTheWeek(plan, comer, 0)
  for (const route of routes) {
    if (!route.kinds.has(kind)) continue
    const wanted = isOnRoute({ route, has: takes(learnt, likeness, route.step), chance: uniform(seed, comer, OCCASIONS.route) })
    for (let look = 1; look <= LOOKS_MAX && takes(learnt, likeness, route.step) !== wanted; look += 1) likeness = nearInTheWeek(plan, comer, look)
  }
  return likeness
}

function nearInTheWeek({ learnt, seed, comers }: Plan, comer: number, round: number): number {
  const pool = learnt.pools[comers.kind[comer] ?? 0] ?? new Uint32Array(0)
  const { openedAt } = learnt.history.cases
  const at = comers.openedAt[comer] ?? 0
  let [best, nearest] = [-1, Number.POSITIVE_INFINITY]
  for (let look = 0; look < NEAR_LOOKS && pool.length > 0; look += 1) {
    const found = pool[placeIn(pool.length, uniform(seed, comer, OCCASIONS.profile + (round * NEAR_LOOKS + look) * OCCASIONS.attempts))] ?? 0
    const distance = apart(at, openedAt[found] ?? 0)
    if (distance < nearest) [best, nearest] = [found, distance]
  }
  return best
}

function apart(one: number, other: number): number {
  const ofDay = Math.abs((one % DAY) - (other % DAY))
  const weekdays = Math.abs(Math.floor((one % WEEK) / DAY) - Math.floor((other % WEEK) / DAY))
  return Math.min(ofDay, DAY - ofDay) + Math.min(weekdays, 7 - weekdays) * WEEKDAY_WEIGHT
}

/** Only as many are sent another way as the change asks for; the rest stay as they would have been. */
function isOnRoute({ route: { share, shareNow }, has, chance }: { route: Plan['routes'][number]; has: boolean; chance: number }): boolean {
  if (has) return share >= shareNow || chance < share / shareNow
  return share > shareNow && chance < (share - shareNow) / (1 - shareNow)
}

export function takes({ history: { cases, visits } }: Learnt, found: number, step: number): boolean {
  for (let visit = cases.first[found] ?? 0; visit < (cases.first[found + 1] ?? 0); visit += 1) if (visits.step[visit] === step) return true
  return false
}

export const END = -1

/** The visit that follows a visit of the history, for a simulated case of this class; END when it is over. */
export function followingVisit(plan: Plan, comer: number, visit: number): number {
  const { learnt } = plan
  if (learnt.family !== 'whole') return jump(plan, comer, { visit, waited: 0 })
  const { cases, visits, knownUntil } = learnt.history
  const found = learnt.caseOf[visit] ?? 0
  if (visit + 1 < (cases.first[found + 1] ?? 0)) return visit + 1
  if (cases.isClosed[found] === 1) return END
  return jump(plan, comer, { visit, waited: learnt.hours.between(visits.doneAt[visit] ?? 0, knownUntil) })
}

/**
 * Goes on like another case that stood where this one stands, and had by then waited as long. So a case whose end is not known does not
 * count as one that ended.
 * @param waited the seconds it has stood there already, counted as the stay will be
 */
export function jump({ learnt, seed, comers }: Plan, comer: number, { visit, waited }: { visit: number; waited: number }): number {
  const kind = comers.kind[comer] ?? 0
  const options = visit < 0 ? learnt.pools[kind] ?? learnt.occurrences.atStart : learnt.occurrences.after(visit, kind)
  if (options.length === 0) return END
  let best = END
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const option = options[placeIn(options.length, uniform(seed, comer, OCCASIONS.jump + visit * 16 + look))] ?? 0
    const next = visit < 0 ? firstVisit(learnt, option) : afterVisit(learnt, option)
    if (next === END) { if (waited === 0) return END; continue }
    if ((learnt.stay[next] ?? 0) >= waited || standsInQueue(learnt, next, kind)) return next
    if (best === END || (learnt.stay[next] ?? 0) > (learnt.stay[best] ?? 0)) best = next
  }
  return best
}

/**
 * How a case goes on when the system steps in at a station because nobody had come round to it: like one in whose case it did, of the same
 * class if there is one; END where the system never has at this point.
 */
export function dispatched({ learnt: { history, caseOf }, seed, comers }: Plan, comer: number, { station, visit }: { station: Station; visit: number }): number {
  if (visit < 0) return END
  const at = (kind: number) => station.automatic.get(standing(history, { found: caseOf[visit] ?? 0, visit, kind }))
  const examples = at(comers.kind[comer] ?? ANY_CLASS) ?? at(ANY_CLASS)
  return examples?.[placeIn(examples.length, uniform(seed, comer, OCCASIONS.dispatch))] ?? END
}

/**
 * The visit itself, unless the system ended it in the case that is followed, and here somebody has come round to it in time: then one that
 * somebody ended for a case that stood at the same point.
 */
export function attended(plan: Plan, comer: number, visit: number): number {
  const { learnt, seed, comers } = plan
  const { history: { visits, cases }, caseOf, occurrences, pools } = learnt
  if (visits.isAutomatic[visit] !== 1) return visit
  const isFirst = visit === cases.first[caseOf[visit] ?? 0]
  const kind = comers.kind[comer] ?? 0
  const options = isFirst ? pools[kind] ?? occurrences.atStart : occurrences.after(visit - 1, kind)
  for (let look = 0; look < ATTENDED_LOOKS_MAX && options.length > 0; look += 1) {
    const option = options[placeIn(options.length, uniform(seed, comer, OCCASIONS.attended + look))] ?? 0
    const next = isFirst ? firstVisit(learnt, option) : afterVisit(learnt, option)
    if (next !== END && visits.isAutomatic[next] !== 1 && visits.role[next] === visits.role[visit]) return next
  }
  return visit
}

/** Where the system stepped in most times, the others are rare. */
const ATTENDED_LOOKS_MAX = 60

/** How long it stands there follows from the queue, and not from how long it has stood. */
function standsInQueue({ history: { roles, visits }, stations }: Learnt, visit: number, kind: number): boolean {
  return stations.list[stations.of[kind * roles.length + (visits.role[visit] ?? 0)] ?? END]?.isBound === true && stations.isFollowOn[visit] !== 1
}

/** END where nothing happened to the case after it came in. */
export function firstVisit({ history: { cases } }: Learnt, found: number): number {
  const first = cases.first[found] ?? 0
  return first < (cases.first[found + 1] ?? 0) ? first : END
}

function afterVisit({ history: { cases }, caseOf }: Learnt, visit: number): number {
  return visit + 1 < (cases.first[(caseOf[visit] ?? 0) + 1] ?? 0) ? visit + 1 : END
}
