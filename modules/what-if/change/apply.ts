import { Refusal } from '#platform/refusal'
import type { Learnt } from '../model/learn.ts'
import { comers as emptyComers, MANNERS, type Comers, type Plan, type RouteShare } from '../engine/plan.ts'
import { OCCASIONS, uniform } from '../engine/random.ts'
import { takes } from '../engine/walk.ts'
import { CORRELATION_MIN, VISITS_MIN } from '../model/stations.ts'
import type { Station } from '../model/station.ts'
import type { Change } from './change.ts'

type Rules = Pick<Plan, 'comers' | 'staff' | 'limits' | 'pace' | 'routes'>
const NAMED_MAX = 12
const NO_LIMIT = -1

/** The rules as they are: nothing changed. */
export function unchanged({ history, stations }: Learnt, comers: Comers): Rules {
  return {
    comers, routes: [], staff: Int32Array.from(stations.list, ({ staff }) => staff),
    limits: new Int16Array(history.classes.length).fill(NO_LIMIT), pace: new Float64Array(history.classes.length).fill(1),
  }
}

/** The rules under a change; names that nothing answers to are refused, with those there are. */
export function applied(learnt: Learnt, comers: Comers, change: Change, seed: number): Rules {
  const rules = unchanged(learnt, comers)
  const { staff, limits, pace } = rules
  for (const { station, add } of change.staff ?? []) {
    const place = placeOf(learnt.stations.list.map(({ key }) => key), station, '窗口或部门')
    staff[place] = Math.max(0, (staff[place] ?? 0) + add)
    if (staff[place] === 0) throw new Refusal('rule', `“${station}”现有 ${learnt.stations.list[place]?.staff ?? 0} 人，减去 ${-add} 人就没有人了，请改小`)
  }
  for (const limit of change.limits ?? []) {
    for (const kind of kindsOf(learnt, limit.item)) {
      limits[kind] = limit.workingDays
      if (limit.pace === 'follows') pace[kind] = limit.workingDays / Math.max(1, usualLimit(learnt, kind))
    }
  }
  const grouped = (change.together ?? []).length + (change.bundles ?? []).length === 0 ? comers : groupedComers(learnt, comers, change, seed)
  return { ...rules, comers: grouped, routes: routesOf(learnt, change) }
}

/** What a change cannot do by the figures, said before anybody wonders why nothing moves. */
export function remarksOn({ stations }: Learnt, { staff = [] }: Change): string[] {
  return staff.flatMap(({ station }) => {
    const found = stations.list.find(({ key }) => key === station)
    if (!found || found.isBound) return []
    return [`“${station}”${reasonOf(found)}；增减人手在模拟里不改变它的停留时间`]
  })
}

function reasonOf({ evidence: { worked, queueCorrelation } }: Station): string {
  if (worked < VISITS_MIN) return `在学的几个月里只办过 ${worked} 次，不到 ${VISITS_MIN} 次，看不出等待是不是人手造成的`
  if (queueCorrelation >= CORRELATION_MIN) return '的等待会随排队变长，但照现有人手排队重演对不上，说不准有多少是人手造成的'
  return '的等待不随排队长短变化，多半不是人手造成的'
}

function placeOf(names: readonly string[], name: string, what: string): number {
  const place = names.indexOf(name)
  if (place >= 0) return place
  const known = names.slice(0, NAMED_MAX).join('、')
  throw new Refusal('invalid', `记录里没有${what}“${name}”，有的是：${known}${names.length > NAMED_MAX ? ` 等 ${names.length} 个` : ''}`)
}

function kindsOf({ history: { classes } }: Learnt, item: string): number[] {
  const kinds = classes.flatMap((one, kind) => (one.item === item ? [kind] : []))
  if (kinds.length === 0) placeOf([...new Set(classes.map((one) => one.item))], item, '事项')
  return kinds
}

/** The limit most cases of the class came with. */
function usualLimit({ history: { cases } }: Learnt, kind: number): number {
  const counts = new Map<number, number>()
  for (let found = 0; found < cases.count; found += 1) {
    const limit = cases.limitWorkingDays[found] ?? NO_LIMIT
    if (cases.kind[found] === kind && limit > 0) counts.set(limit, (counts.get(limit) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 1
}

function routesOf(learnt: Learnt, { routing = [] }: Change): RouteShare[] {
  const { steps, classes } = learnt.history
  return routing.map(({ step, share, item }) => {
    const code = placeOf(steps, step, '步骤')
    const kinds = new Set(item === undefined ? classes.keys() : kindsOf(learnt, item))
    const pool = [...kinds].flatMap((kind) => [...learnt.pools[kind] ?? []])
    const shareNow = pool.filter((found) => takes(learnt, found, code)).length / Math.max(1, pool.length)
    if (shareNow === 0 && share > 0) throw new Refusal('rule', `记录里没有办件走过“${step}”，无法模拟它的比例变成 ${share}；请换一个走过的步骤`)
    if (shareNow === 1 && share < 1) throw new Refusal('rule', `记录里的办件都走过“${step}”，没有不走的可以参照；请换一个步骤`)
    return { step: code, share, kinds, shareNow }
  })
}

/** Who comes in these items is put together, in the order of coming, as far as the shares go. */
function groupedComers(learnt: Learnt, comers: Comers, change: Change, seed: number): Comers {
  const result = {
    ...emptyComers(0), ...comers, at: comers.at.slice(), openedAt: comers.openedAt.slice(), leader: comers.leader.slice(), manner: comers.manner.slice(),
  }
  const { classes } = learnt.history
  for (const { items, share } of change.together ?? []) {
    for (const item of items) kindsOf(learnt, item)
    gather(result, { lists: items.map((item) => chosen(result, (kind) => classes[kind]?.item === item, share, seed)), manner: MANNERS.together })
  }
  for (const { item, share, size } of change.bundles ?? []) {
    const kinds = new Set(kindsOf(learnt, item))
    const places = chosen(result, (kind) => kinds.has(kind), share, seed)
    gather(result, { lists: Array.from({ length: size }, (_, part) => places.filter((_place, index) => index % size === part)), manner: MANNERS.bundled })
  }
  return result
}

/** New cases only: who is there already has begun alone. */
function chosen({ count, kind, past, manner, leader }: Comers, fits: (kind: number) => boolean, share: number, seed: number): number[] {
  const places = new Array<number>()
  for (let comer = 0; comer < count; comer += 1) {
    const isFree = past[comer] === -1 && manner[comer] === MANNERS.alone && leader[comer] === comer
    if (isFree && fits(kind[comer] ?? 0) && uniform(seed, comer, OCCASIONS.group) < share) places.push(comer)
  }
  return places
}

/** One of each list together, the first with the first. Filed at once means with the earliest; a bundle waits for its last. */
function gather(comers: Comers, { lists, manner }: { lists: readonly (readonly number[])[]; manner: number }): void {
  const groups = Math.min(...lists.map(({ length }) => length))
  for (let group = 0; group < groups; group += 1) {
    const members = lists.map((list) => list[group] ?? 0)
    const leader = Math.min(...members)
    const times = members.map((member) => comers.at[member] ?? 0)
    for (const member of members) {
      comers.leader[member] = leader
      comers.manner[member] = manner
      comers.at[member] = manner === MANNERS.bundled ? Math.max(...times) : Math.min(...times)
      if (manner === MANNERS.together) comers.openedAt[member] = Math.min(...times)
    }
  }
}
