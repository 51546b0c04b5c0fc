import type { Item } from './item.ts'

/** What is wrong at one place of an item, and what to do about it. */
export interface Fault { path: string; text: string; cure: string }
export interface Problem extends Fault { rule: string }

/** What a rule must know beside the item. */
export interface RuleContext {
  /** Ids of the organisations that exist. */
  organisations: ReadonlySet<string>
  /** The items a joint matter joins, by code; left out, what needs them is not judged. */
  itemOf?: (code: string) => Item | undefined
}

export interface Rule {
  id: string
  /** The rule in one sentence, as shown to who maintains the catalogue. */
  says: string
  /** Where it comes from. */
  source: string
  /** The fields it judges. A rule cannot be broken by a field an imported source says nothing about. */
  reads: readonly (keyof Item)[]
  check: (item: Item, context: RuleContext) => Fault[]
}
