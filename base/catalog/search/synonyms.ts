/** Everyday words and the official words they stand for; words that carry no meaning for the search. Data: data/synonyms.json. */
import data from '../../../data/synonyms.json' with { type: 'json' }
import { plainText } from './text.ts'

export interface Synonyms {
  /** Longest first, as plain text. */
  ignored: readonly string[]
  /** Everyday word → official words, any of which will do. */
  meanings: ReadonlyMap<string, readonly string[]>
  sayingLengthMax: number
}

export interface SynonymData {
  ignore: readonly string[]
  entries: readonly { say: readonly string[]; means: readonly string[] }[]
}

export const NO_SYNONYMS = readSynonyms({ ignore: data.ignore, entries: [] })
export const SHIPPED_SYNONYMS = readSynonyms(data)

export function readSynonyms({ ignore, entries }: SynonymData): Synonyms {
  const meanings = new Map<string, string[]>()
  for (const { say, means } of entries) {
    for (const saying of say.map(plainText)) {
      const known = meanings.get(saying) ?? []
      meanings.set(saying, [...new Set([...known, ...means.map(plainText)])].filter((meaning) => meaning !== saying))
    }
  }
  const longestFirst = (left: string, right: string) => right.length - left.length || (left < right ? -1 : 1)
  return {
    ignored: ignore.map(plainText).sort(longestFirst),
    meanings,
    sayingLengthMax: Math.max(0, ...[...meanings.keys()].map((saying) => saying.length)),
  }
}
