/** What typed letters may stand for: pinyin, or the initials of a name. */
import type { SearchIndex } from './build.ts'
import type { Term } from './terms.ts'

const INITIALS_LENGTH_MIN = 2

export interface LatinReading { terms: Term[]; sayings: string[] }

/** Letters that are no word of any name are read as pinyin, blanks between syllables or not, and else as initials. Expects plain text. */
export function readLatin(text: string, index: SearchIndex): LatinReading {
  const terms = new Map<string, Term>()
  const sayings: string[] = []
  for (const stretch of text.match(/[a-z]+(?:[ ']+[a-z]+)*/g) ?? []) {
    const words = stretch.split(/[ ']+/).filter((word) => index.names.frequencyOf(` ${word} `) === 0)
    const heard = words.map((word) => index.sounds.readPinyin(word))
    for (const term of soundTerms(heard.join(''), index)) terms.set(term.text, term)
    sayings.push(...index.heardSayings.inSound(heard.join('')).filter((saying) => isOnlySaid(saying, index)))
    for (const word of words.filter((letters, at) => heard[at] === '' && letters.length >= INITIALS_LENGTH_MIN)) {
      terms.set(word, { text: word, kind: 'initials', weight: initialsWeight(word, index) })
      sayings.push(...index.heardSayings.byInitials(word))
    }
  }
  return { terms: [...terms.values()], sayings }
}

/** Whether the names do not have the saying themselves: then only the official words for it can find anything. */
function isOnlySaid(saying: string, index: SearchIndex): boolean {
  return soundTerms(index.sounds.soundOf(saying), index).some(({ text }) => index.names.frequencyOf(text) === 0)
}

/** Pairs of syllables; a syllable alone says too little to look for unless it is all there is. */
function soundTerms(sound: string, index: SearchIndex): Term[] {
  const texts = sound.length === 1 ? [sound] : Array.from({ length: Math.max(0, sound.length - 1) }, (_, at) => sound.slice(at, at + 2))
  return texts.map((text) => ({ text, kind: 'sound', weight: index.weightOf(text) }))
}

/** Half of what the rarest term tells for each letter but the first: two letters fit many names, four hardly more than one. */
function initialsWeight(word: string, index: SearchIndex): number {
  const rarest = index.weightOf('')
  return rarest * (word.length - 1) / 2
}
