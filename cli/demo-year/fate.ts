import type { Chance } from '../simulate/chance.ts'

/** What will befall one case, drawn before it begins: who works where changes how long it waits, and not what it is. */
export interface Fate {
  /** Work of each kind, 1 on average. */
  accepting: number
  reviewing: number
  approving: number
  delivering: number
  needsCorrection: boolean
  correctionDays: number
  correction: 'supplement' | 'lapse' | 'withdraw'
  isRefused: boolean
  /** Of the promised limit, until somebody in the department looks into it. */
  lead: number
  hasSpecial: boolean
  specialDays: number
  isExtended: boolean
  isDenied: boolean
  isWithdrawn: boolean
  fetchDays: number
  isRated: boolean
  ratingLevel: number
  ratingHours: number
  /** Whether a planted trouble befalls it: below the share of the trouble. */
  trouble: number
  /** From 0 to 1, for how long the trouble lasts. */
  troubleLength: number
}

/** All draws in one order, whatever comes of them. */
export function fateFrom(chance: Chance): Fate {
  return {
    accepting: gamma(chance, 4), reviewing: gamma(chance, 3), approving: gamma(chance, 3), delivering: gamma(chance, 4),
    needsCorrection: chance.happens(0.16), correctionDays: 0.3 + 3 * gamma(chance, 2), correction: answer(chance.next()),
    isRefused: chance.happens(0.012), lead: 0.5 * gamma(chance, 6), hasSpecial: chance.happens(0.1), specialDays: chance.between(3, 15),
    isExtended: chance.happens(0.3), isDenied: chance.happens(0.02), isWithdrawn: chance.happens(0.008),
    fetchDays: gamma(chance, 2), isRated: chance.happens(0.36), ratingLevel: level(chance.next()), ratingHours: 20 * gamma(chance, 1),
    trouble: chance.next(), troubleLength: chance.next(),
  }
}

/** Gamma with a whole shape, mean 1: the larger the shape, the nearer to 1. */
function gamma(chance: Chance, shape: number): number {
  let product = 1
  for (let index = 0; index < shape; index += 1) product *= 1 - chance.next()
  return -Math.log(product) / shape
}

function answer(draw: number): Fate['correction'] {
  return draw < 0.92 ? 'supplement' : draw < 0.97 ? 'lapse' : 'withdraw'
}

function level(draw: number): number {
  return draw < 0.85 ? 5 : draw < 0.955 ? 4 : draw < 0.996 ? 3 : draw < 0.999 ? 2 : 1
}
