import type { Case } from '#kernel'

/** How many objections have not been answered. */
export function openObjections({ traits }: Pick<Case, 'traits'>): number {
  return countOf({ traits }, 'objections') - countOf({ traits }, 'answers')
}

export function countOf({ traits }: Pick<Case, 'traits'>, name: 'objections' | 'answers'): number {
  const value = traits[name]
  return typeof value === 'number' ? value : 0
}
