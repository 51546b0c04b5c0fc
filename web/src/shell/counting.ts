import { QUEUES, type Queue } from '../api/types.ts'

/** Every so many turns all queues are counted; in between only those that matter now, because a whole office may share one address. */
export const ALL_EVERY_TURNS = 6

/** The queues to count at a turn: what waits for this person, and what is on the screen. */
export function queuesToCount(turn: number, shown: Queue | undefined): readonly Queue[] {
  if (turn % ALL_EVERY_TURNS === 0) return QUEUES
  return QUEUES.filter((queue) => queue === 'todo' || queue === shown)
}
