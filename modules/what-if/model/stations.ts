import { enteredAt, NOBODY, type History } from './history.ts'
import type { OfficeHours } from './office-hours.ts'
import { quantileOf, queueOf, replayQueue, type WaitingLine } from './queue-replay.ts'
import { delaysBefore } from './delays-before.ts'
import { ANY_CLASS, standing, stationKey, type Ground, type Station, type Stations, type Stay } from './station.ts'

/** Of fewer visits it cannot be told what they waited for. */
export const VISITS_MIN = 200
const SERVICES_MIN = 50
const HARDLY_ANY = 0.99
const NONE = new Float64Array(0)
/** From here on a stay counts as growing with the queue. */
export const CORRELATION_MIN = 0.4
const LOAD_MIN = 0.3
const REPLAYED_SHARE = { least: 0.6, most: 1.6 } as const

/** The stations of a history and, of each, whether people are what it lacks. */
export function learnStations(history: History, hours: OfficeHours): Stations {
  const { of, keys } = placesOf(history)
  const { count } = history.visits
  const ground: Ground = {
    history, hours, isFollowOn: followOnsOf(history), delay: new Float64Array(count), raw: new Float64Array(count), service: new Float64Array(count),
  }
  const byStation = visitsByStation(ground, { of, count: keys.length })
  for (const stays of byStation) delaysBefore(ground, stays)
  rawTimes(ground)
  return {
    of, service: ground.service, delay: ground.delay, isFollowOn: ground.isFollowOn,
    list: keys.map((key, place) => stationOf(ground, key, byStation[place] ?? [])),
  }
}

interface Place { role: string; organisation: string | null }

function placesOf({ roles, classes }: History): { of: Int32Array; keys: Place[] } {
  const of = new Int32Array(classes.length * roles.length).fill(-1)
  const known = new Map<string, number>()
  const keys: Place[] = []
  classes.forEach(({ organisationOf }, kind) => roles.forEach((role, code) => {
    if (code === NOBODY) return
    const organisation = organisationOf[role] ?? null
    const key = stationKey(role, organisation)
    const place = known.get(key) ?? keys.push({ role, organisation }) - 1
    known.set(key, place)
    of[kind * roles.length + code] = place
  }))
  return { of, keys }
}

/** Without those that one clerk just went on with: they have waited for nobody; and without those of a time whose others are not known. */
function visitsByStation({ history: { cases, visits, roles, knownFrom }, isFollowOn }: Ground, { of, count }: { of: Int32Array; count: number }): Stay[][] {
  const lists = Array.from({ length: count }, () => new Array<Stay>())
  for (let found = 0; found < cases.count; found += 1) {
    const row = (cases.kind[found] ?? 0) * roles.length
    for (let visit = cases.first[found] ?? 0; visit < (cases.first[found + 1] ?? 0); visit += 1) {
      const isKnown = (visits.doneAt[visit] ?? 0) >= knownFrom
      if (isKnown && isFollowOn[visit] !== 1) lists[of[row + (visits.role[visit] ?? 0)] ?? -1]?.push({ found, visit })
    }
  }
  return lists
}

/** One clerk, one case, one sitting. */
const SITTING_MILLISECONDS = 15 * 60_000

function followOnsOf({ cases, visits }: History): Uint8Array {
  const isFollowOn = new Uint8Array(visits.count)
  for (let found = 0; found < cases.count; found += 1) {
    for (let visit = (cases.first[found] ?? 0) + 1; visit < (cases.first[found + 1] ?? 0); visit += 1) {
      const isSame = visits.actor[visit] === visits.actor[visit - 1] && (visits.actor[visit] ?? -1) >= 0 && visits.role[visit] === visits.role[visit - 1]
      if (isSame && (visits.doneAt[visit] ?? 0) - (visits.doneAt[visit - 1] ?? 0) <= SITTING_MILLISECONDS) isFollowOn[visit] = 1
    }
  }
  return isFollowOn
}

/**
 * Logs tell when work ended, not when it began: it began when the case was there and its clerk had ended what she did before,
 * whichever was later. While many wait, that is the service; while few do, there may be anything else in it.
 */
function rawTimes({ history, hours, raw, delay, isFollowOn }: Ground): void {
  const { cases, visits } = history
  const caseOf = new Uint32Array(visits.count)
  for (let found = 0; found < cases.count; found += 1) caseOf.fill(found, cases.first[found], cases.first[found + 1])
  const byEnd = Uint32Array.from(visits.step.keys()).sort((a, b) => (visits.doneAt[a] ?? 0) - (visits.doneAt[b] ?? 0))
  const endedBefore = new Map<number, number>()
  for (const visit of byEnd) {
    const actor = visits.actor[visit] ?? -1
    if (actor < 0 || visits.role[visit] === NOBODY || visits.isAutomatic[visit] === 1 || (visits.doneAt[visit] ?? 0) < history.knownFrom) continue
    // What the clerk went on with counts to what she did next, so that nothing of her time is lost.
    if (isFollowOn[visit] === 1) continue
    const done = visits.doneAt[visit] ?? 0
    const joined = enteredAt(history, caseOf[visit] ?? 0, visit) + (delay[visit] ?? 0)
    raw[visit] = hours.between(Math.max(joined, endedBefore.get(actor) ?? 0), done)
    endedBefore.set(actor, done)
  }
}

function stationOf(ground: Ground, { role, organisation }: Place, stays: readonly Stay[]): Station {
  const { history, raw, hours } = ground
  const worked = stays.filter(({ visit }) => (raw[visit] ?? 0) > 0)
  const staff = staffAtWork(history, hours, worked)
  const base = { key: stationKey(role, organisation), role, organisation, staff, visits: stays.length, ...patienceOf(ground, stays) }
  const unbound = { ...base, isBound: false, services: NONE }
  if (worked.length < VISITS_MIN) return { ...unbound, evidence: { worked: worked.length, meanStay: 0, meanStayReplayed: 0, queueCorrelation: 0, load: 0 } }
  const queue = queueOf(ground, stays)
  const { services, each } = servicesOf(ground, queue, staff)
  const evidence = { worked: worked.length, queueCorrelation: queue.correlation, ...replayQueue(ground, { queue, services: each, staff }) }
  const share = evidence.meanStayReplayed / Math.max(1, evidence.meanStay)
  const isBound = services.length >= SERVICES_MIN && evidence.queueCorrelation >= CORRELATION_MIN && evidence.load >= LOAD_MIN &&
    share >= REPLAYED_SHARE.least && share <= REPLAYED_SHARE.most
  if (!isBound) return { ...unbound, evidence }
  queue.visits.forEach((visit, place) => { ground.service[visit] = each[place] ?? 0 })
  return { ...base, isBound, evidence, services }
}

/**
 * Times begun as soon as the clerk was free, while the queue was long: of these and no others the clerk alone is the cause. Of the other
 * visits what they took, unless hardly any of these took as long: then something else is in it, and one of these stands for it.
 */
function servicesOf({ raw }: Ground, { visits, met, stayed }: WaitingLine, staff: number): { services: Float64Array; each: Float64Array } {
  const long = Math.max(2 * staff, quantileOf(met, 0.9) / 2)
  const timeOf = (place: number): number => raw[visits[place] ?? 0] ?? 0
  const isClear = (place: number): boolean => (met[place] ?? 0) >= long && timeOf(place) > 0 && timeOf(place) < (stayed[place] ?? 0)
  const services = Float64Array.from([...visits.keys()].filter(isClear), timeOf)
  const drawn = (place: number): number => services[(place * STRIDE) % Math.max(1, services.length)] ?? 0
  const longest = quantileOf(services, HARDLY_ANY)
  return { services, each: Float64Array.from(visits, (_visit, place) => (timeOf(place) <= longest ? timeOf(place) : drawn(place))) }
}

/** Walks through the services in no order of their own. */
const STRIDE = 7919

/** Different people with work to show, on the mean of the days on which anybody had. */
function staffAtWork({ visits }: History, hours: OfficeHours, stays: readonly Stay[]): number {
  const seen = new Set<number>()
  const days = new Set<number>()
  for (const { visit } of stays) {
    const day = hours.workingDay(visits.doneAt[visit] ?? 0)
    days.add(day)
    seen.add(day * 65_536 + (visits.actor[visit] ?? 0))
  }
  return Math.max(1, Math.round(seen.size / Math.max(1, days.size)))
}

/** The system steps in when a number of working days is over, at the beginning of the day after; the earliest it did says how many. */
function patienceOf({ history, hours }: Ground, stays: readonly Stay[]): Pick<Station, 'patienceWorkingDays' | 'automatic'> {
  let least: number | null = null
  const automatic = new Map<number, number[]>()
  for (const { found, visit } of stays) {
    if (history.visits.isAutomatic[visit] !== 1) continue
    const workingDays = hours.workingDay((history.visits.doneAt[visit] ?? 0) - 1) - hours.workingDay(enteredAt(history, found, visit))
    if (least === null || workingDays < least) least = workingDays
    for (const kind of [ANY_CLASS, history.cases.kind[found] ?? 0]) {
      const key = standing(history, { found, visit, kind })
      automatic.set(key, [...automatic.get(key) ?? [], visit].slice(-EXAMPLES_MAX))
    }
  }
  return { patienceWorkingDays: least, automatic: new Map([...automatic].map(([key, all]) => [key, Uint32Array.from(all)])) }
}

/** As many show how a case goes on after the system has stepped in. */
const EXAMPLES_MAX = 200
