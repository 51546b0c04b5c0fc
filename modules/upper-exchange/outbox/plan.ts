/** What a row that was mapped anew does to the versions there are. Pure. */
import type { Row } from '../mapping/rows-of.ts'

/** The newest version of a row. */
export interface Latest {
  id: string | null
  version: number
  place: number
  state: 'waiting' | 'queued' | 'accepted' | 'rejected' | 'dropped'
  attempts: number
  content: string
  mended: readonly string[]
}

export type Change =
  | { what: 'nothing' }
  /** Nobody has seen it yet: it may still be changed as it stands. */
  | { what: 'rewrite' }
  /** A new version; `replaces`: the one before is not wanted any more, whether or not it gets through. */
  | { what: 'renew'; version: number; place: number; replaces: boolean }

/**
 * The first version of a row is new. The same content again is nothing; what has been decided not to be reported stays so. A version
 * that has been on its way is never changed: the other side may have it. One that was taken stays until the newer is taken.
 */
export function changeFor(latest: Latest | undefined, { place }: Pick<Row, 'place'>, content: string): Change {
  if (!latest) return { what: 'renew', version: 1, place, replaces: false }
  if (latest.content === content || latest.state === 'dropped') return { what: 'nothing' }
  if ((latest.state === 'waiting' || latest.state === 'queued') && latest.attempts === 0) return { what: 'rewrite' }
  const isTaken = latest.state === 'accepted'
  return { what: 'renew', version: latest.version + 1, place: isTaken ? place : latest.place, replaces: !isTaken }
}

/** Whether a new version may go at once: what it replaces was first in line, or nothing of the same case and family is open. */
export function standingFor(latest: Latest | undefined, { replaces }: { replaces: boolean }, isLineOpen: boolean): 'waiting' | 'queued' {
  if (replaces) return latest?.state === 'queued' ? 'queued' : 'waiting'
  return isLineOpen ? 'queued' : 'waiting'
}

export const isOpen = ({ state }: Pick<Latest, 'state'>): boolean => state === 'waiting' || state === 'queued' || state === 'rejected'
