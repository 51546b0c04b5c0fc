import { QUEUES, type Queue } from '../api/types.ts'
import { recall, remember } from '../kit/memory.ts'
import { lensOf, PLAIN, type Lens } from './narrowing.ts'
import { SERVER_ORDER, type Column, type View } from './rows.ts'

/** Where one was in a queue: how it was narrowed, sorted and filtered, the view, the page, the part of the queue, and the case last looked at. */
export interface Place extends View, Lens { viewId: string | null; part: number; chosen: string | null; chosenAt: number }

export const START: Place = { ...PLAIN, viewId: null, order: SERVER_ORDER, words: '', page: 1, part: 1, chosen: null, chosenAt: 0 }
const COLUMNS: readonly string[] = ['server', 'standing', 'number', 'title', 'applicant', 'turn', 'due'] satisfies Column[]

/** The place kept for a queue; undefined where nothing is kept. */
export function placeIn(queue: Queue): Place | undefined {
  const kept = recall('session', `place.${queue}`)
  if (!isPlace(kept)) return undefined
  const lens = lensOf({ ...kept })
  return lens && { ...kept, ...lens, viewId: typeof kept.viewId === 'string' ? kept.viewId : null }
}

export function keepPlace(queue: Queue, place: Place): void {
  remember('session', `place.${queue}`, place)
}

/** The cases of the queue in the order in which they were last seen, so that the next one is known while working on one. */
export interface Round { queue: Queue; caseIds: string[] }

export function keepRound(round: Round): void {
  remember('session', 'round', round)
}

export function lastRound(): Round {
  const kept = recall('session', 'round')
  return isRound(kept) ? kept : { queue: 'todo', caseIds: [] }
}

function isPlace(kept: unknown): kept is Place {
  return isRecord(kept) && isRecord(kept['order']) && COLUMNS.includes(String(kept['order']['column'])) && typeof kept['words'] === 'string'
    && typeof kept['page'] === 'number' && typeof kept['part'] === 'number' && typeof kept['chosenAt'] === 'number'
}

function isRound(kept: unknown): kept is Round {
  return isRecord(kept) && QUEUES.some((queue) => queue === kept['queue']) && Array.isArray(kept['caseIds'])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
