import type { Condition, FormField, Item, ItemForm, Material, Situation } from '../../../base/catalog/item.ts'
import type { Fields } from './calls.ts'

export type { Condition, FormField, Item, ItemForm, Material, Situation }

/** The parts of an item the table, the materials and the form are made of, typed. */
export type Parts = Pick<Item, 'situations' | 'materials' | 'form' | 'limitsByAnswer' | 'promisedWorkingDays'>

export function partsOf(item: Fields): Parts {
  const { situations, materials, form, limitsByAnswer, promisedWorkingDays } = item
  // Safe: the server has checked every draft against the schema these types come from before it sends it, and the editors keep to it.
  return { situations, materials, form, limitsByAnswer, promisedWorkingDays } as Parts
}

/** 'q3' where q1 and q2 are taken; what was typed once keeps its number, so that nothing else need change. */
export function freeId(prefix: string, taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`${prefix}${number}`)) number += 1
  return `${prefix}${number}`
}

/** The list with the entry at one place moved by so many places; unchanged where it cannot go further. */
export function moved<Entry>(entries: readonly Entry[], at: number, by: number): Entry[] {
  const to = at + by
  const entry = entries[at]
  if (entry === undefined || to < 0 || to >= entries.length) return [...entries]
  const rest = entries.filter((_, place) => place !== at)
  return [...rest.slice(0, to), entry, ...rest.slice(to)]
}

export const replaced = <Entry>(entries: readonly Entry[], at: number, entry: Entry): Entry[] => entries.map((one, place) => (place === at ? entry : one))
export const without = <Entry>(entries: readonly Entry[], at: number): Entry[] => entries.filter((_, place) => place !== at)

/** The same with some fields changed; a field given as undefined is not there any more. */
export function changed<Holder extends object>(holder: Holder, changes: { readonly [Name in keyof Holder]?: Holder[Name] | undefined }): Holder {
  const kept = Object.entries({ ...holder, ...changes }).filter(([, value]) => value !== undefined)
  // Safe: the names and types are those of the holder; only fields that may be absent are given as undefined.
  return Object.fromEntries(kept) as Holder
}
