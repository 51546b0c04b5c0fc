import type { Fields } from './calls.ts'

/** What two people have made of the same item: field by field, against what both began from. */
export interface Merged {
  /** Mine over theirs: everything only one of both has changed, and mine where both have. */
  item: Fields
  mine: string[]
  theirs: string[]
  /** Changed by both, and not to the same. */
  both: string[]
}

export function mergedOf(base: Fields, theirs: Fields, mine: Fields, keep: 'mine' | 'theirs' = 'mine'): Merged {
  const names = [...new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)])]
  const isOther = (one: Fields, name: string, other: Fields) => !isSame(one[name], other[name])
  const both = names.filter((name) => isOther(mine, name, base) && isOther(theirs, name, base) && isOther(mine, name, theirs))
  const ours = names.filter((name) => isOther(mine, name, base) && !both.includes(name))
  const others = names.filter((name) => isOther(theirs, name, base) && !both.includes(name) && !ours.includes(name))
  const taken = new Set([...ours, ...(keep === 'mine' ? both : [])])
  const entries = names.map((name): [string, unknown] => [name, taken.has(name) ? mine[name] : theirs[name]])
  return { item: Object.fromEntries(entries.filter(([, value]) => value !== undefined)), mine: ours, theirs: others, both }
}

/** The order in which fields are named is no content. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((entry, at) => isSame(entry, other[at]))
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) || Array.isArray(other)) return one === other
  const [left, right]: Fields[] = [{ ...one }, { ...other }]
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => isSame(left?.[name], right?.[name]))
}
