import { MANNERS, type Comers } from './plan.ts'

/** Who goes with whom: as one matter (bundle), or in lanes of their own that end together. */
export interface Companies {
  /** Has no way of its own: its leader goes for it. */
  goesAsOne: (comer: number) => boolean
  /** Begins when the window has taken in the whole, and passes by it otherwise. */
  isLed: (comer: number) => boolean
  /** The lanes that may begin now that the leader has passed the window; each once. */
  start: (leader: number) => readonly number[]
  /** Whose end this end is as well: that of a bundle at once, that of lanes when the last of them has ended. */
  finished: (comer: number) => readonly { comer: number; isOneMatter: boolean }[]
}

const NONE: readonly never[] = []

export function companies({ count, leader, manner }: Comers): Companies {
  const followers = new Map<number, number[]>()
  for (let comer = 0; comer < count; comer += 1) {
    const first = leader[comer] ?? comer
    if (first !== comer) followers.set(first, [...followers.get(first) ?? [], comer])
  }
  const started = new Set<number>()
  const ended = new Map<number, number>()
  const isFollower = (comer: number, as: number): boolean => leader[comer] !== comer && manner[comer] === as
  return {
    goesAsOne: (comer) => isFollower(comer, MANNERS.bundled),
    isLed: (comer) => isFollower(comer, MANNERS.together),
    start: (first) => {
      const led = followers.get(first)
      if (!led || started.has(first) || manner[led[0] ?? first] !== MANNERS.together) return NONE
      started.add(first)
      return led
    },
    finished: (comer) => {
      const first = leader[comer] ?? comer
      const led = followers.get(first)
      if (!led) return NONE
      if (manner[led[0] ?? first] === MANNERS.bundled) return led.map((one) => ({ comer: one, isOneMatter: true }))
      const count = (ended.get(first) ?? 0) + 1
      ended.set(first, count)
      return count <= led.length ? NONE : [first, ...led].map((one) => ({ comer: one, isOneMatter: false }))
    },
  }
}
