/** A query, read into what is looked for. */

/** A word to look for: as written, by its sound (private letters), or by the first letters of its syllables. */
export interface Term {
  text: string
  kind: 'written' | 'sound' | 'initials'
  weight: number
  /** Set for a written pair that no name holds, so perhaps misspelt or abbreviated; its sound, when some name has that. */
  guess?: { sound: string }
}

/** An everyday saying with the official words it may stand for; the one a name answers best counts. */
export interface Concept { choices: readonly Choice[]; weight: number }
export interface Choice { terms: readonly Term[]; weight: number; factor: number }

export interface Query {
  terms: readonly Term[]
  concepts: readonly Concept[]
  /** What a name that answers everything would earn; 0 when there is nothing to look for. */
  weight: number
  /** Everything typed without marks, and the same without the phrases that say nothing. */
  bare: string
  phrase: string
  /** All that was said and may have been meant, to see whether a change, a loss, a renewal is asked for. */
  said: string
  looksUp: boolean
  progress: boolean
}
