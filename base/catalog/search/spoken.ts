/** Finds the everyday phrases and sayings in what was typed. */
import type { Synonyms } from './synonyms.ts'

export interface SpokenText {
  /** What was typed, the phrases that say nothing replaced by blanks. */
  text: string
  /** The sayings that stand in it, each once. */
  sayings: string[]
  /** Whether the character at this place of `text` belongs to a saying. */
  isSaid(at: number): boolean
}

/** Expects plain text. Of sayings that overlap the longest from the left is taken. */
export function spokenText(plain: string, synonyms: Synonyms): SpokenText {
  const text = synonyms.ignored.reduce((rest, phrase) => rest.replaceAll(phrase, ' '.repeat(phrase.length)), plain)
  const said = new Uint8Array(text.length)
  const sayings = new Set<string>()
  for (let at = 0; at < text.length;) {
    const saying = longestSayingAt(at, text, synonyms)
    if (saying !== '') sayings.add(saying)
    said.fill(1, at, at + saying.length)
    at += Math.max(1, saying.length)
  }
  return { text, sayings: [...sayings], isSaid: (at) => said[at] === 1 }
}

function longestSayingAt(at: number, text: string, { meanings, sayingLengthMax }: Synonyms): string {
  for (let length = Math.min(sayingLengthMax, text.length - at); length > 0; length -= 1) {
    const saying = text.slice(at, at + length)
    if (meanings.has(saying)) return saying
  }
  return ''
}
