/**
 * Chance without a stream: the number depends only on the seed and on what it is for. So the same case meets the same fate in the base
 * run and in the changed one, whatever happens before it (common random numbers), and the difference between them is the change alone.
 */
export function uniform(seed: number, subject: number, occasion: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(subject + 0x165667b1, 0xc2b2ae35) ^ Math.imul(occasion + 0x27d4eb2f, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/** A place in a list of `length`. */
export function placeIn(length: number, chance: number): number {
  return Math.min(length - 1, Math.floor(chance * length))
}

/** What the numbers are drawn for; beyond these come the visits of a case. */
export const OCCASIONS = { profile: 1, route: 2, group: 3, arrival: 4, attempts: 100, jump: 10_000, service: 20_000, dispatch: 5, attended: 6_000 } as const
