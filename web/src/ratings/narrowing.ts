/** What the list of bad ratings is narrowed by, as it stands in the address. */
export interface Narrowing { closed?: string; organisation?: string; item?: string; window?: string; from?: string; to?: string; after?: string }
export type Condition = 'organisation' | 'item' | 'window' | 'from' | 'to'

const NAMES = ['closed', 'organisation', 'item', 'window', 'from', 'to', 'after'] as const
const CONDITIONS: readonly Condition[] = ['organisation', 'item', 'window', 'from', 'to']

/** Only what the list knows; a word left over from elsewhere is no condition. */
export function narrowingIn(asked: URLSearchParams): Narrowing {
  return Object.fromEntries(NAMES.flatMap((name) => { const value = asked.get(name); return value === null || value === '' ? [] : [[name, value]] }))
}

/** With some of it changed, from the first page on: where a page ended means nothing in another list. `undefined` takes a condition away. */
export function narrowed({ after: _after, ...now }: Narrowing, change: { readonly [Name in keyof Narrowing]?: string | undefined }): Narrowing {
  return narrowingIn(
    new URLSearchParams(Object.entries({ ...now, ...change }).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))),
  )
}

/** As it stands in the address, and as the server is asked. */
export function queryOf(narrowing: Narrowing): string {
  return new URLSearchParams({ ...narrowing }).toString()
}

export function isNarrowed(narrowing: Narrowing): boolean {
  return CONDITIONS.some((name) => narrowing[name] !== undefined)
}

/** The first and last day of a month written 2026-03. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
  return { from: `${month}-01`, to: `${month}-${last}` }
}

/** 2026年3月. */
export function monthText(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`
}
