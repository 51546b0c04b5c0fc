/**
 * How names sound. Each syllable is one letter of a private alphabet, so that a sound is looked up in a name like a word in a text,
 * and 公正 finds 公证. Syllables that many southern speakers do not tell apart (zh/z, ch/c, sh/s, ang/an, eng/en, ing/in) count as one.
 */
import { pinyin } from 'pinyin-pro'

const PRIVATE_LETTERS_FROM = 0xe000
const SYLLABLE_LENGTH_MAX = 6
/** Passing over a typed letter costs more than any reading that uses it. */
const SKIPPED_LETTER_COST = 4

export interface Sounds {
  /** The sound of a run of Chinese characters, one private letter each. */
  soundOf(run: string): string
  /** The first letters of the syllables: 社保卡 → sbk. */
  initialsOf(run: string): string
  /** Latin letters read as pinyin: shebaoka → the sound of 社保卡; empty when a quarter or more of them cannot be read. */
  readPinyin(letters: string): string
}

/** Grows as names are read; readPinyin knows the syllables heard so far, which are all that could be found. */
export function createSounds(): Sounds {
  const letters = new Map<string, string>()
  const letterOf = (syllable: string): string => {
    const folded = foldedSyllable(syllable)
    const letter = letters.get(folded) ?? String.fromCharCode(PRIVATE_LETTERS_FROM + letters.size)
    letters.set(folded, letter)
    letters.set(syllable, letter)
    return letter
  }
  return {
    soundOf: (run) => syllablesOf(run).map(letterOf).join(''),
    initialsOf: (run) => syllablesOf(run).map((syllable) => syllable.charAt(0)).join(''),
    readPinyin: (typed) => readSyllables(typed.replace(/([ln])ue/g, '$1ve'), letters),
  }
}

/** One syllable per character, without tones, ü as v; '?' for a character without a reading. */
function syllablesOf(run: string): string[] {
  const whole = pinyin(run, { toneType: 'none', type: 'array', v: true })
  const syllables = whole.length === run.length ? whole : Array.from(run, (character) => pinyin(character, { toneType: 'none', v: true }))
  return syllables.map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable : '?'))
}

function foldedSyllable(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/([aei]n)g$/, '$1')
}

interface Reading { cost: number; skipped: number; sound: string }

/** The reading that passes over the fewest letters, then has the fewest syllables. */
function readSyllables(typed: string, letters: ReadonlyMap<string, string>): string {
  const readings: Reading[] = [{ cost: 0, skipped: 0, sound: '' }]
  for (let end = 1; end <= typed.length; end += 1) readings.push(bestReadingUpTo(end, typed, { readings, letters }))
  const whole = readings[typed.length]
  return whole === undefined || whole.skipped * 4 >= typed.length ? '' : whole.sound
}

function bestReadingUpTo(end: number, typed: string, known: { readings: Reading[]; letters: ReadonlyMap<string, string> }): Reading {
  const { cost, skipped, sound } = known.readings[end - 1] ?? { cost: 0, skipped: 0, sound: '' }
  let best: Reading = { cost: cost + SKIPPED_LETTER_COST, skipped: skipped + 1, sound }
  for (let start = Math.max(0, end - SYLLABLE_LENGTH_MAX); start < end; start += 1) {
    const letter = known.letters.get(typed.slice(start, end))
    const before = known.readings[start]
    if (letter === undefined || before === undefined || before.cost + 1 >= best.cost) continue
    best = { cost: before.cost + 1, skipped: before.skipped, sound: before.sound + letter }
  }
  return best
}
