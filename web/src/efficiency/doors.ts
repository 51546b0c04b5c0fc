import { roomAddress } from '../shell/rooms.ts'

/** The address of a view of this room; what is asked (period, scope) goes along. */
export function viewAddress(asked: URLSearchParams, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams()
  for (const name of KEPT) { const value = asked.get(name); if (value !== null) next.set(name, value) }
  for (const [name, value] of Object.entries(changes)) { if (value === null) next.delete(name); else next.set(name, value) }
  return roomAddress('efficiency', next.toString())
}

const KEPT = ['period', 'from', 'to'] as const

/** What of the address the server is asked by. */
export function askedOf(asked: URLSearchParams, more: readonly string[] = []): string {
  const names = [...KEPT, 'organisation', 'item', 'place', 'window', ...more]
  return new URLSearchParams(names.flatMap((name) => { const value = asked.get(name); return value === null ? [] : [[name, value]] })).toString()
}
