/** Everyday sayings by their sound and by their initials, for those who type letters: shebaoka and sbk for 社保卡. */
import type { Sounds } from './sounds.ts'
import type { Synonyms } from './synonyms.ts'
import { bareText, isLatinRun } from './text.ts'

export interface HeardSayings {
  /** The sayings in a stretch of sound; of those that overlap the longest from the left. */
  inSound(sound: string): string[]
  /** The sayings whose initials are exactly these letters. */
  byInitials(letters: string): readonly string[]
}

/** One syllable is like too many others, two letters are the initials of too much. */
const SYLLABLES_MIN = 2
const INITIALS_MIN = 3

export function hearSayings({ meanings }: Synonyms, sounds: Sounds): HeardSayings {
  const bySound = new Map<string, string>()
  const byInitials = new Map<string, string[]>()
  const chinese = [...meanings.keys()].filter((saying) => saying === bareText(saying) && ![...saying].some(isLatinRun))
  for (const saying of chinese.filter((word) => word.length >= SYLLABLES_MIN)) {
    bySound.set(sounds.soundOf(saying), saying)
    const initials = sounds.initialsOf(saying)
    byInitials.set(initials, [...(byInitials.get(initials) ?? []), saying])
  }
  const longest = Math.max(0, ...[...bySound.keys()].map((sound) => sound.length))
  return {
    inSound: (sound) => sayingsIn(sound, bySound, longest),
    byInitials: (letters) => (letters.length < INITIALS_MIN ? [] : byInitials.get(letters) ?? []),
  }
}

function sayingsIn(sound: string, bySound: ReadonlyMap<string, string>, longest: number): string[] {
  const found: string[] = []
  for (let at = 0; at < sound.length; at += 1) {
    for (let length = Math.min(longest, sound.length - at); length >= SYLLABLES_MIN; length -= 1) {
      const saying = bySound.get(sound.slice(at, at + length))
      if (saying === undefined) continue
      found.push(saying)
      at += length - 1
      break
    }
  }
  return found
}
