import type { Day } from '#platform/day'
import { prefixOf, type CaseFact } from './case-fact.ts'
import type { Stay } from './stay.ts'

/** What one case, or one stay, adds to a counter on a day. Counters add up: taking the same away again leaves nothing. */
export interface Contribution {
  measure: string
  on: Day
  organisation: string
  item_code: string
  place: string
  n: number
  total: number
}

/** So short a time between acceptance and decision of a case that is not decided on the spot gives rise to a question (补录、体外循环). Ours. */
const HASTY_MINUTES = 10

/** What has to be added to counters that hold the one, so that they hold the other: most of it is in both. Both are of one case. */
export function differenceOf(before: readonly Contribution[], after: readonly Contribution[]): Contribution[] {
  const net = new Map<string, Contribution>()
  const add = (contribution: Contribution, sign: 1 | -1): void => {
    const key = contribution.measure + contribution.on
    const { n, total } = net.get(key) ?? { n: 0, total: 0 }
    net.set(key, { ...contribution, n: n + sign * contribution.n, total: total + sign * contribution.total })
  }
  for (const contribution of before) add(contribution, -1)
  for (const contribution of after) add(contribution, 1)
  return [...net.values()].filter(({ n, total }) => n !== 0 || total !== 0)
}

type Amount = readonly [measure: string, n: number, total: number]

/** What a case adds by its fact. Pure; the definitions stand in measures.ts. */
export function factContributions(fact: CaseFact): Contribution[] {
  const { received_on, accepted_on, resolved_on, delivered_on, rated_on, reopened_on, due_on } = fact
  return [
    ...onDay(fact, received_on, receivedIn(fact)),
    ...(accepted_on === null ? [] : onDay(fact, accepted_on, [['accepted', 1, 0], ...(fact.is_deemed ? [one('deemed')] : [])])),
    ...(resolved_on === null ? [] : onDay(fact, resolved_on, [...resolvedIn(fact), ...troublesIn(fact)])),
    ...(resolved_on === null || fact.on_time === null ? [] : onDay(fact, resolved_on, decidedIn(fact))),
    ...(due_on === null || !isOwed(fact) ? [] : onDay(fact, due_on, [one('due'), ...(fact.on_time === true ? [one('dueKept')] : [])])),
    ...(delivered_on === null ? [] : onDay(fact, delivered_on, [one('delivered')])),
    ...(rated_on === null || fact.rating === null ? [] : onDay(fact, rated_on, [['rated', 1, fact.rating], one(`rated${fact.rating}`)])),
    ...(reopened_on === null ? [] : onDay(fact, reopened_on, [['reopened', 1, fact.reopenings]])),
  ]
}

/** What a stay adds once it has ended. */
export function stayContributions(stay: Stay): Contribution[] {
  const { left_on, turn, state, working_days, is_late, late_days } = stay
  if (left_on === null) return []
  const days = working_days ?? 0
  return onDay(
    stay, left_on, [[`turn.${turn}`, 1, days], [`stage.${state}`, 1, days], ...(is_late === true ? [[`stageLate.${state}`, 1, late_days ?? 0]] as const : [])],
  )
}

function receivedIn({ channel }: CaseFact): Amount[] {
  return [one('received'), one(`received.${channel}`)]
}

/** Owed a decision by its due day: not where the applicant has taken it back, or it ended before. */
function isOwed({ accepted_on, outcome }: CaseFact): boolean {
  return accepted_on !== null && (outcome === null || outcome === 'granted' || outcome === 'refused')
}

function resolvedIn({ outcome, waiting_days, paused_days }: CaseFact): Amount[] {
  return [
    one('resolved'), one(`outcome.${outcome ?? 'ended'}`),
    ...some('waiting', waiting_days), ...some('paused', paused_days),
  ]
}

/** What went otherwise than straight on, each with how often. */
function troublesIn({ corrections, specials, extensions, returns, handovers, late_stages }: CaseFact): Amount[] {
  return [
    ...some('corrected', corrections), ...(corrections === 1 ? [one('correctedOnce')] : []), ...some('special', specials), ...some('extended', extensions),
    ...some('returned', returns), ...some('handedOver', handovers), ...some('lateStage', late_stages),
  ]
}

function decidedIn(fact: CaseFact): Amount[] {
  const { working_days, limit_days, statutory_days, on_time, within_statutory, outcome, decided_on, due_on } = fact
  return [
    ['decided', 1, working_days ?? 0], ['limit', 1, limit_days], ['statutoryLimit', 1, statutory_days],
    one(on_time === true ? 'onTime' : 'late'), ...(within_statutory === false ? [one('beyondStatutory')] : []),
    ...(decided_on !== null && due_on !== null && decided_on < due_on ? [one('early')] : []),
    ...(limit_days > 0 ? [one('promised')] : [one('instant')]), ...(isHasty(fact) ? [one('hasty')] : []),
    ...(outcome === 'granted' && isDeliveredInTime(fact) ? [one('deliveredInTime')] : []),
  ]
}

function isHasty({ limit_days, accepted_at, decided_at }: CaseFact): boolean {
  return limit_days > 0 && accepted_at !== null && decided_at !== null && decided_at.getTime() - accepted_at.getTime() < HASTY_MINUTES * 60_000
}

function isDeliveredInTime({ delivered_on, deliver_by }: CaseFact): boolean {
  return delivered_on !== null && deliver_by !== null && delivered_on <= deliver_by
}

function one(measure: string): Amount {
  return [measure, 1, 0]
}

function some(measure: string, times: number): Amount[] {
  return times === 0 ? [] : [[measure, 1, times]]
}

function onDay(source: CaseFact | Stay, on: Day, amounts: readonly Amount[]): Contribution[] {
  const prefix = prefixOf(source)
  const { organisation, item_code, place } = source
  return amounts.map(([measure, n, total]) => ({ measure: prefix + measure, on, organisation, item_code, place, n, total }))
}
