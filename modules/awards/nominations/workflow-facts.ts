import type { Day } from '#platform/day'
import type { Case } from '#kernel'

/** How many objections have not been answered. */
export function openObjections({ traits }: Pick<Case, 'traits'>): number {
  return countOf({ traits }, 'objections') - countOf({ traits }, 'answers')
}

export function countOf({ traits }: Pick<Case, 'traits'>, name: 'objections' | 'answers'): number {
  const value = traits[name]
  return typeof value === 'number' ? value : 0
}

/** The last day of her publicity; who moved up has one of her own. */
export function publicUntilOf({ traits }: Pick<Case, 'traits'>): Day | null {
  const until = traits['publicUntil']
  return typeof until === 'string' ? until : null
}
