/**
 * How names sound. Each syllable is one letter of a private alphabet, so that a sound is looked up in a name like a word in a text,
 * and 公正 finds 公证. Pairs that many southern speakers do not tell apart (zh/z, ch/c, sh/s, ang/an, eng/en, ing/in) count as one.
 */
import { pinyin } from 'pinyin-pro'

const PRIVATE_LETTERS_FROM = 0xe000
const SYLLABLE_LENGTH_MAX = 6
const SKIPPED_LETTER_COST = 4
const SYLLABLE_COST = 1

export interface Sounds {
  /** The sound of a run of Chinese characters, one private letter each. */
  soundOf(run: string): string
  /** The first letters of the syllables: 社保卡 → sbk. */
  initialsOf(run: string): string
  /** Latin letters read as pinyin: shebaoka → the sound of 社保卡; empty when too little of it can be read. */
  readPinyin(letters: string): string
}

/** Grows as names are read; readPinyin knows the syllables heard so far. */
export function createSounds(): Sounds {
  const letters = new Map<string, string>()
  const spellings = new Map<string, string>()
  const letterOf = (syllable: string): string => {
    const folded = foldedSyllable(syllable)
    const known = letters.get(folded)
    if (known !== undefined) return known
    const letter = String.fromCharCode(PRIVATE_LETTERS_FROM + letters.size)
    letters.set(folded, letter)
    spellings.set(folded, letter)
    return letter
  }
  return {
    soundOf: (run) => syllablesOf(run).map((syllable) => {
      const letter = letterOf(syllable)
      spellings.set(syllable, letter)
      return letter
    }).join(''),
    initialsOf: (run) => syllablesOf(run).map((syllable) => syllable.charAt(0)).join(''),
    readPinyin: (typed) => readSyllables(typed.replace(/([ln])ue/g, '$1ve'), spellings),
  }
}

/** One syllable per character, without tones, ü as v; characters without a reading sound like nothing else ('?'). */
function syllablesOf(run: string): string[] {
  const whole = pinyin(run, { toneType: 'none', type: 'array', v: true })
  const syllables = whole.length === run.length ? whole : [...run].map((character) => pinyin(character, { toneType: 'none', v: true }))
  return syllables.map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable : '?'))
}

function foldedSyllable(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/([aei]n)g$/, '$1')
}

/** The reading that skips the fewest letters, then has the fewest syllables. */
function readSyllables(typed: string, spellings: ReadonlyMap<string, string>): string {
  const best: { cost: number; skipped: number; sound: string }[] = [{ cost: 0, skipped: 0, sound: '' }]
  for (let end = 1; end <= typed.length; end += 1) {
    const before = best[end - 1]!
    let choice = { cost: before.cost + SKIPPED_LETTER_COST, skipped: before.skipped + 1, sound: before.sound }
    for (let start = Math.max(0, end - SYLLABLE_LENGTH_MAX); start < end; start += 1) {
      const letter = spellings.get(typed.slice(start, end))
      const reached = best[start]!
      if (letter !== undefined && reached.cost + SYLLABLE_COST < choice.cost) {
        choice = { cost: reached.cost + SYLLABLE_COST, skipped: reached.skipped, sound: reached.sound + letter }
      }
    }
    best.push(choice)
  }
  const whole = best[typed.length]!
  return whole.skipped * 4 > typed.length ? '' : whole.sound
}
