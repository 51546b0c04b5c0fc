/** How well one name answers a query. */
import type { Name } from './names.ts'
import type { Choice, Concept, Query, Term } from './terms.ts'
import { GAP_MAX, WEIGHTS } from './weights.ts'

/** The stretch they share is looked for in the first of what was typed; nobody's item stands further back. */
const STRETCH_LENGTH_MAX = 40

export interface NameSurroundings {
  /** The owner's name, spaced. */
  organisationName: string
  meanHeadWeight: number
  meanTailWeight: number
}

/** About 0 (nothing) to 1 (everything the query asks); a little more for names that say nothing else. */
export function nameScore(name: Name, query: Query, surroundings: NameSurroundings): number {
  let [head, tail, organisation] = [0, 0, 0]
  for (const term of query.terms) {
    const place = placeOf(term, name)
    if (place === 'head') head += term.weight
    else if (place === 'tail') tail += term.weight
    else if (term.guess !== undefined) head += term.weight * guessShare(term, name)
    else if (term.kind === 'written' && surroundings.organisationName.includes(term.text)) organisation += term.weight
  }
  for (const concept of query.concepts) {
    const earned = conceptEarnings(concept, name)
    head += earned.head
    tail += earned.tail
  }
  const length = (name.headWeight / surroundings.meanHeadWeight) ** WEIGHTS.lengthPower
  const coverage = (head + WEIGHTS.tail * tail + WEIGHTS.organisation * organisation) / query.weight
  return coverage / (1 - WEIGHTS.lengthShare + WEIGHTS.lengthShare * length)
    + WEIGHTS.precision * Math.min(1, head / (name.headWeight || 1))
    + WEIGHTS.stretch * stretchShare(query.phrase.slice(0, STRETCH_LENGTH_MAX), name)
    + (name.bare === query.bare || name.bare === query.phrase ? WEIGHTS.exact : 0)
    - WEIGHTS.tailLength * Math.log1p(name.tailWeight / surroundings.meanTailWeight)
}

function placeOf({ text, kind }: Term, name: Name): 'head' | 'tail' | undefined {
  if (kind === 'sound') return name.sound.includes(text) ? 'head' : undefined
  if (kind === 'initials') return name.initials.includes(text) ? 'head' : undefined
  if (name.head.includes(text)) return 'head'
  return name.tail.includes(text) ? 'tail' : undefined
}

/** What a pair that no name holds may still be: heard wrong, typed the wrong way round, or short for longer words. */
function guessShare({ text, guess }: Term, name: Name): number {
  if (guess !== undefined && guess.sound !== '' && name.sound.includes(guess.sound)) return WEIGHTS.sound
  const [first, second] = [text.charAt(0), text.charAt(1)]
  if (standsWithin(GAP_MAX, name.head, first, second)) return WEIGHTS.gap
  return name.head.includes(second + first) ? WEIGHTS.swapped : 0
}

/** Whether `second` follows `first` at most `distance` characters later. */
function standsWithin(distance: number, text: string, first: string, second: string): boolean {
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const next = text.indexOf(second, at + 1)
    if (next < 0) return false
    if (next - at <= distance) return true
  }
  return false
}

function conceptEarnings({ choices, weight }: Concept, name: Name): { head: number; tail: number } {
  let best = { head: 0, tail: 0 }
  for (const choice of choices) {
    const earned = choiceEarnings(choice, name, weight)
    if (earned.head + earned.tail > best.head + best.tail) best = earned
  }
  return best
}

function choiceEarnings({ terms, weight, factor }: Choice, name: Name, worth: number): { head: number; tail: number } {
  let [head, tail] = [0, 0]
  for (const term of terms) {
    const place = placeOf(term, name)
    if (place === 'head') head += term.weight
    else if (place === 'tail') tail += term.weight
  }
  const share = worth * factor / weight
  return { head: head * share, tail: tail * share }
}

/** The longest stretch of the phrase that stands in the name, as a share of the phrase; more when the name begins with it. */
function stretchShare(phrase: string, { head }: Name): number {
  let [start, length] = [0, 0]
  for (let at = 0; at + length < phrase.length; at += 1) {
    while (at + length < phrase.length && head.includes(phrase.slice(at, at + length + 1))) [start, length] = [at, length + 1]
  }
  if (length === 0) return 0
  const isFirst = head.startsWith(phrase.slice(start, start + length), 1)
  return length / phrase.length * (isFirst ? WEIGHTS.first : 1)
}
