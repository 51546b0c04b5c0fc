import { addCalendarDays, startOf, type Day } from '#platform/day'
import type { Item } from '#base/catalog'
import { chanceFrom, type Chance } from '../simulate/chance.ts'
import { ITEM_WEIGHTS, ONLINE_HOURS, ONLINE_SHARE, REST_DAY_FACTOR, TOWN_WEIGHTS, TOWN_WINDOW_SHARE, WEEKDAY_FACTORS, WINDOW_HOURS } from './district.ts'
import { fateFrom, type Fate } from './fate.ts'
import type { OfficeTime } from './office-time.ts'
import type { SeasonalPeak } from './troubles.ts'

/** Somebody comes with a matter. */
export interface Arrival {
  index: number
  /** The instant, in milliseconds. */
  at: number
  item: Item
  /** The town where she lives or has her business. */
  town: string
  /** The organisation whose window takes it in. */
  receiving: string
  fate: Fate
}

export interface Span { firstDay: Day; days: number }
interface Asked { cases: number; seed: number; span: Span; items: readonly Item[]; time: OfficeTime; peak: SeasonalPeak }

const MILLISECONDS_AN_HOUR = 3_600_000

/** All arrivals of the year in their order. The same seed gives the same ones, whoever is there to serve them. */
export function arrivalsOf(asked: Asked): Arrival[] {
  const plan = planOf(asked)
  const arrivals = Array.from({ length: asked.cases }, (_, index) => arrivalAt(asked, plan, index))
  return arrivals.sort((one, other) => one.at - other.at || one.index - other.index)
}

/** The instant of a share of the span. */
export function instantIn({ firstDay, days }: Span, share: number): number {
  return startOf(firstDay).getTime() + share * days * 24 * MILLISECONDS_AN_HOUR
}

interface DayPlan { day: Day; isOpen: boolean; items: Wheel<Item> }
interface Plan { days: Wheel<DayPlan>; towns: Wheel<string> }

function planOf({ span, items, time, peak }: Asked): Plan {
  const ordinary = items.map((item) => [item, ITEM_WEIGHTS[item.code] ?? 0] as const)
  const [usual, busy] = [wheel(ordinary), wheel(ordinary.map(([item, weight]) => [item, item.code === peak.itemCode ? weight * peak.times : weight] as const))]
  const days = Array.from({ length: span.days }, (_, index) => {
    const day = addCalendarDays(span.firstDay, index)
    const share = index / span.days
    const [isOpen, isPeak] = [time.isOpenOn(day), share >= peak.from && share < peak.until]
    const wheelOfDay = isPeak ? busy : usual
    // 0 is Monday.
    const weekday = (new Date(startOf(day).getTime() + 12 * MILLISECONDS_AN_HOUR).getUTCDay() + 6) % 7
    const factor = isOpen ? WEEKDAY_FACTORS[weekday] ?? 1 : REST_DAY_FACTOR
    return [{ day, isOpen, items: wheelOfDay }, factor * wheelOfDay.total] as const
  })
  return { days: wheel(days), towns: wheel(Object.entries(TOWN_WEIGHTS)) }
}

function arrivalAt({ seed }: Asked, { days, towns }: Plan, index: number): Arrival {
  const chance = chanceFrom(Math.imul(seed, 1_000_003) + index)
  const { day, isOpen, items } = days.pick(chance)
  const item = items.pick(chance)
  const town = towns.pick(chance)
  const isOnline = chance.happens(ONLINE_SHARE) || !isOpen
  const hour = (isOnline ? ONLINE : AT_WINDOW).pick(chance)
  const isTown = chance.happens(TOWN_WINDOW_SHARE) && item.audience.includes('person')
  const at = startOf(day).getTime() + (hour + chance.next()) * MILLISECONDS_AN_HOUR
  return { index, at: Math.floor(at), item, town, receiving: isTown ? town : item.receivingOrganisation, fate: fateFrom(chance) }
}

interface Wheel<Value> { total: number; pick: (chance: Chance) => Value }

function wheel<Value>(weighted: readonly (readonly [Value, number])[]): Wheel<Value> {
  const bounds: number[] = []
  let total = 0
  for (const [, weight] of weighted) bounds.push(total += weight)
  const pick = (chance: Chance): Value => {
    const draw = chance.next() * total
    let [low, high] = [0, bounds.length - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((bounds[middle] ?? total) > draw) high = middle
      else low = middle + 1
    }
    const found = weighted[low]
    if (found === undefined) throw new Error('nothing to choose from')
    return found[0]
  }
  return { total, pick }
}

const ONLINE = wheel(ONLINE_HOURS.map((weight, hour) => [hour, weight] as const))
const AT_WINDOW = wheel(WINDOW_HOURS.map((weight, hour) => [hour, weight] as const))
