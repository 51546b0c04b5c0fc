import { applies } from './checklist.ts'
import type { Condition, Situation } from './item.ts'
import { both, either } from './joint-lanes.ts'
import { pathsOver } from './joint-paths.ts'

/** Something one item asks for, under the joint answers at which it does. */
export interface Want<What> { lane: string; when: Condition; what: What }
/** One row of the merged list, and whom it serves. */
export interface Part<What> { when: Condition; wants: Want<What>[] }

/** More rows for one thing confuse more than asking for it once too often. */
const PARTS_MAX = 4

/**
 * Rows of which at most one holds at a time and that together hold exactly when something is wanted, so that nothing is asked
 * twice and nothing that nobody needs. Where that cannot be written as rows, one row that holds rather too often.
 */
export function partsOf<What>(wants: readonly Want<What>[], situations: readonly Situation[]): Part<What>[] {
  if (wants.length === 0) return []
  const conditions = folded(wants.map(({ when }) => when), situations)
  const rows = conditions.length === 1 ? conditions : withoutOverlap(widestFirst(conditions), situations) ?? [either(conditions)]
  const parts = rows.map((when) => ({ when: plain(when, situations), wants: wants.filter((want) => both(want.when, when) !== undefined) }))
  return parts.filter(({ when }) => canHold(when, situations))
}

/** As few conditions as hold at exactly the same answers: pairs that are one condition together become one. */
function folded(conditions: readonly Condition[], situations: readonly Situation[]): Condition[] {
  const open = conditions.map((when) => plain(when, situations))
  for (let [one, other] = nextPair(open); one && other; [one, other] = nextPair(open)) {
    open.splice(open.indexOf(other), 1)
    open.splice(open.indexOf(one), 1, plain(either([one, other]), situations))
  }
  return open
}

function nextPair(open: readonly Condition[]): [Condition, Condition] | [] {
  for (const [at, one] of open.entries()) {
    const other = open.slice(at + 1).find((next) => differing(one, next) <= 1 || isWithin(one, next) || isWithin(next, one))
    if (other) return [one, other]
  }
  return []
}

/** Without questions that are always asked and of which every answer will do. */
function plain(when: Condition, situations: readonly Situation[]): Condition {
  return Object.fromEntries(Object.entries(when).filter(([question, options]) => {
    const situation = situations.find(({ id }) => id === question)
    return !situation || situation.when !== undefined || !situation.options.every(({ id }) => options.includes(id))
  }))
}

/** In how many questions two conditions on the same questions differ; infinitely many when they ask different ones. */
function differing(one: Condition, other: Condition): number {
  const [questions, others] = [Object.keys(one), Object.keys(other)]
  if (questions.length !== others.length || !questions.every((question) => Object.hasOwn(other, question))) return Infinity
  return questions.filter((question) => !sameOptions(one[question] ?? [], other[question] ?? [])).length
}

function sameOptions(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((option) => other.includes(option))
}

function isWithin(narrow: Condition, wide: Condition): boolean {
  return Object.entries(wide).every(([question, options]) => narrow[question]?.every((option) => options.includes(option)) ?? false)
}

/** What is left of narrow ones after wide ones is less than the other way round. */
function widestFirst(conditions: readonly Condition[]): Condition[] {
  return conditions.toSorted((one, other) => Object.keys(one).length - Object.keys(other).length)
}

function withoutOverlap(conditions: readonly Condition[], situations: readonly Situation[]): Condition[] | undefined {
  const rows: Condition[] = []
  for (const condition of conditions) {
    let rest: Condition[] = [condition]
    for (const row of rows) {
      const cut = rest.map((piece) => without(piece, row, situations))
      if (cut.includes(undefined)) return undefined
      rest = cut.flatMap((pieces) => pieces ?? [])
    }
    rows.push(...rest)
    if (rows.length > PARTS_MAX) return undefined
  }
  return rows
}

/** Where the one holds and the other does not; undefined when a question that is not always asked stands in the way. */
export function without(condition: Condition, other: Condition, situations: readonly Situation[]): Condition[] | undefined {
  if (!both(condition, other)) return [condition]
  let inside = condition
  const pieces: Condition[] = []
  for (const [question, options] of Object.entries(other)) {
    const situation = situations.find(({ id }) => id === question)
    const possible = inside[question] ?? situation?.options.map(({ id }) => id) ?? []
    if (inside[question] === undefined && situation?.when !== undefined) return undefined
    const outside = possible.filter((option) => !options.includes(option))
    if (outside.length > 0) pieces.push({ ...inside, [question]: outside })
    inside = { ...inside, [question]: possible.filter((option) => options.includes(option)) }
  }
  return pieces
}

function canHold(when: Condition, situations: readonly Situation[]): boolean {
  return pathsOver({ situations: [...situations] }, Object.keys(when))?.some((answers) => applies(when, answers)) ?? true
}
