import type { Measure, Period } from './calls.ts'

/** What of the cases a number counts, beyond the scope of the page. */
export interface Narrowed { unit?: string; town?: string; item?: string; state?: string; day?: string }

/** Where the doors of this page lead: its address, what it shows of what, and what else its address says and goes on saying. */
export interface Doorway { base: string; period: Period; organisation: string | null; place: string | null; kept: readonly (readonly [string, string])[] }

const DOOR_NAMES = ['measure', 'unit', 'town', 'item', 'state', 'day'] as const
/** Whether the report takes turns with the screen, of which unit and as of when: a period or a number is opened within it. */
const KEPT_NAMES = ['show', 'about', 'on'] as const

/** The address of the list behind a number. */
export function doorTo(doorway: Doorway, measure: Measure, of: Narrowed = {}): string {
  return `${doorway.base}?${new URLSearchParams([...addressOf(doorway), ['measure', measure], ...Object.entries(of)]).toString()}`
}

/** The page without an open list. */
export function pageAt(doorway: Doorway, change: Partial<Doorway> = {}): string {
  return `${doorway.base}?${new URLSearchParams(addressOf({ ...doorway, ...change })).toString()}`
}

/** What the server is asked for a door that is open; undefined where none is. */
export function openDoor(asked: URLSearchParams, doorway: Doorway): string | undefined {
  if (asked.get('measure') === null) return undefined
  const of = Object.fromEntries(DOOR_NAMES.flatMap((name) => { const value = asked.get(name); return value === null ? [] : [[name, value]] }))
  const { unit, town, ...rest } = of
  const scope = new URLSearchParams(scopeOf(doorway))
  if (unit !== undefined || town !== undefined) for (const name of ['organisation', 'place']) scope.delete(name)
  return new URLSearchParams([
    ...scope,
    ...Object.entries(rest),
    ...(unit === undefined ? [] : [['organisation', unit]]),
    ...(town === undefined ? [] : [['place', town]]),
  ]).toString()
}

/** What a page shows, as its address says. */
export function doorwayIn(asked: URLSearchParams, base: string): Doorway {
  const named = asked.get('period')
  const period = named === 'today' || named === 'quarter' || named === 'year' ? named : 'month'
  const kept = KEPT_NAMES.flatMap((name) => { const value = asked.get(name); return value === null ? [] : [[name, value] as const] })
  return { base, period, organisation: asked.get('organisation'), place: asked.get('place'), kept }
}

/** What the server is asked for the numbers of a page. */
export function scopeQuery(doorway: Doorway): string {
  return new URLSearchParams(scopeOf(doorway)).toString()
}

/** The server is not asked for what the address keeps. */
function addressOf(doorway: Doorway): [string, string][] {
  return [...scopeOf(doorway), ...doorway.kept.map(([name, value]): [string, string] => [name, value])]
}

function scopeOf({ period, organisation, place }: Doorway): [string, string][] {
  const pairs: [string, string][] = [['period', period]]
  if (organisation !== null) pairs.push(['organisation', organisation])
  if (place !== null) pairs.push(['place', place])
  return pairs
}
