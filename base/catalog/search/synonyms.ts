/** Everyday words and the official words they stand for; phrases that say nothing about the matter. Data: data/synonyms.json. */
import data from '../../../data/synonyms.json' with { type: 'json' }
import { plainText } from './text.ts'

export interface Synonyms {
  /** Phrases to leave out, longest first, as plain text. */
  ignored: readonly string[]
  /** Everyday word → official words, any of which will do. Plain text. */
  meanings: ReadonlyMap<string, readonly string[]>
  sayingLengthMax: number
}

export interface SynonymData {
  ignore: readonly string[]
  entries: readonly { say: readonly string[]; means: readonly string[] }[]
}

export const SHIPPED_SYNONYMS = readSynonyms(data)
/** Only the phrases to leave out: to measure what the synonyms are worth. */
export const NO_SYNONYMS = readSynonyms({ ignore: data.ignore, entries: [] })

export function readSynonyms({ ignore, entries }: SynonymData): Synonyms {
  const meanings = new Map<string, Set<string>>()
  for (const { say, means } of entries) {
    for (const saying of say.map(plainText)) {
      const known = meanings.get(saying) ?? new Set()
      for (const meaning of means.map(plainText)) if (meaning !== saying) known.add(meaning)
      meanings.set(saying, known)
    }
  }
  return {
    ignored: ignore.map(plainText).sort((left, right) => right.length - left.length || (left < right ? -1 : 1)),
    meanings: new Map([...meanings].map(([saying, known]) => [saying, [...known]])),
    sayingLengthMax: Math.max(0, ...[...meanings.keys()].map((saying) => saying.length)),
  }
}
