import type { Sample } from '../figures.ts'
import { storyOf, type Act } from './stories.ts'

export const WORKERS = 16

/** Cases that have been filed and wait for their first step. */
export interface Pile { ids: string[]; taken: number }

export interface Taking { caseId: string; act: Act; version: number; key: string }

/**
 * Sixteen workers, each with a case of its own at a time, take steps until the time is up; every answer is waited for, so that
 * only steps which are on disk count. A case that is not finished then is left behind.
 */
export async function walk(pile: Pile, milliseconds: number, take: (worker: number, taking: Taking) => Promise<void>): Promise<Sample> {
  const latencies: number[] = []
  const begun = performance.now()
  const isOver = () => performance.now() - begun >= milliseconds
  const worker = async (number: number) => {
    while (!isOver()) {
      const index = pile.taken
      pile.taken += 1
      const caseId = pile.ids[index]
      if (caseId === undefined) throw new Error('办件不够用了：请加大预备的数量')
      for (const [position, act] of storyOf(index).entries()) {
        if (isOver()) return
        const from = performance.now()
        await take(number, { caseId, act, version: position + 1, key: `bench-${caseId}-${position}` })
        latencies.push(performance.now() - from)
      }
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, (_, number) => worker(number)))
  return { steps: latencies.length, milliseconds: performance.now() - begun, latencies }
}
