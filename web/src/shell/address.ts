import { QUEUES, type Queue } from '../api/types.ts'
import { LEADER_BASE, ROOMS, SCREEN_ADDRESS, type Room } from './rooms.ts'

export const BASE = '/staff'

/** Where one is. `take` opens a step of the case at once: its name, or 'main'. */
export type Place =
  | { page: 'sign-in'; next: string }
  | { page: 'queue'; queue: Queue }
  | { page: 'case'; caseId: string; take: string | null }
  | { page: 'room'; room: Room; query: string }
  | { page: 'screen'; query: string }
  | { page: 'unknown' }

/** The place an address means. */
export function placeAt(path: string, query: string): Place {
  if (path.replace(/\/$/, '') === SCREEN_ADDRESS) return { page: 'screen', query }
  const [face, ...parts] = path.split('/').filter((part) => part !== '')
  if (`/${face}` === LEADER_BASE) return parts.length === 0 ? { page: 'room', room: 'overview', query } : { page: 'unknown' }
  const search = new URLSearchParams(query)
  const [first, second] = parts
  if (first === undefined) return { page: 'queue', queue: 'todo' }
  if (first === 'sign-in' && parts.length === 1) return { page: 'sign-in', next: safeNext(search.get('next')) }
  const queue = QUEUES.find((known) => known === first)
  if (queue && parts.length === 1) return { page: 'queue', queue }
  if (first === 'cases' && second !== undefined && parts.length === 2) return { page: 'case', caseId: second, take: search.get('take') }
  const known = ROOMS.find(({ room }) => room === first)
  if (known && parts.length === 1) return { page: 'room', room: known.room, query }
  return { page: 'unknown' }
}

export const queueAddress = (queue: Queue): string => `${BASE}/${queue}`

export function caseAddress(caseId: string, take?: string): string {
  return `${BASE}/cases/${encodeURIComponent(caseId)}${take === undefined ? '' : `?take=${encodeURIComponent(take)}`}`
}

/** The sign-in page that leads back to an address; from the sign-in page itself, to where that would have led. */
export function signInAddress(from: string): string {
  const [path = '', query = ''] = from.split('?')
  const place = placeAt(path, query)
  const next = place.page === 'sign-in' ? place.next : safeNext(from)
  return `${BASE}/sign-in${next === HOME ? '' : `?next=${encodeURIComponent(next)}`}`
}

const HOME = queueAddress('todo')

/** Only a page of ours, and not the sign-in page itself: an address from outside must not lead anywhere else. */
function safeNext(address: string | null): string {
  if (address === null || !/^\/(?:staff|leader)/.test(address)) return HOME
  const { pathname, search } = new URL(address, 'http://here.invalid')
  return /^\/(?:staff|leader)(?:\/|$)/.test(pathname) && !pathname.startsWith(`${BASE}/sign-in`) ? pathname + search : HOME
}
