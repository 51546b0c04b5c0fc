/** What the citizen typed, read into words to look for. */
import { bareText, isLatinRun, plainText, runsOf } from './text.ts'
import { spokenText } from './spoken.ts'
import type { SearchIndex } from './build.ts'
import { WEIGHTS } from './weights.ts'

export const QUERY_LENGTH_MAX = 200
/** More than a long sentence has; of longer ones the terms that tell most are kept. */
const TERMS_MAX = 60
const CONCEPTS_MAX = 12
/** Letters typed together that may stand for the characters of a word: sbk, gtgsh. */
const INITIALS_LENGTH_MIN = 2
/** Characters of everyday speech that mean nothing alone; they count only within a pair that some name holds. */
const SPEECH_CHARACTERS = new Set(
  '我你他她它们的了吗呢吧啊呀哦想要去在哪么怎什能可以是不有个和跟与及把给被到来上下就都也还再很太好会该让叫里外时候这那谁啥咋几多少没人家办做弄')
const LOOKS_UP = /查|看|哪|在线|咨询|问|进度|下载|名单|结果/
const PROGRESS = /进度|结果|哪一步|办好|什么程度|到哪/

/** A word to look for: as written, by its sound (private letters), or by the first letters of its syllables. */
export interface Term {
  text: string
  kind: 'written' | 'sound' | 'initials'
  weight: number
  /** Set for a written pair that no name holds: perhaps misspelt or abbreviated. */
  guess?: { sound: string }
}

/** An everyday saying with the official words it may stand for; the one a name answers best counts. */
export interface Concept { choices: readonly Choice[]; weight: number }
export interface Choice { terms: readonly Term[]; weight: number; factor: number }

export interface Query {
  terms: readonly Term[]
  concepts: readonly Concept[]
  /** What a name that answers everything would earn; above 0 unless there is nothing to look for. */
  weight: number
  /** Everything typed without marks, and the same without the phrases that say nothing. */
  bare: string
  phrase: string
  /** All that was said and may have been meant, to see whether a change, a loss, a renewal is asked for. */
  said: string
  looksUp: boolean
  progress: boolean
}

/** Reads the first 200 characters. */
export function readQuery(typed: string, index: SearchIndex): Query {
  const plain = plainText(typed.slice(0, QUERY_LENGTH_MAX)).slice(0, QUERY_LENGTH_MAX)
  const spoken = spokenText(plain, index.synonyms)
  const terms = tellingMost([...writtenTerms(spoken.text, spoken.isSaid, index), ...latinTerms(spoken.text, index)])
  const concepts = spoken.sayings.slice(0, CONCEPTS_MAX).map((saying) => conceptOf(saying, index))
  return {
    terms,
    concepts,
    weight: [...terms, ...concepts].reduce((sum, part) => sum + part.weight, 0),
    bare: bareText(plain),
    phrase: bareText(spoken.text),
    said: [plain, ...spoken.sayings.flatMap((saying) => index.synonyms.meanings.get(saying) ?? [])].join(' '),
    looksUp: LOOKS_UP.test(plain),
    progress: PROGRESS.test(plain),
  }
}

/** Characters, pairs and words outside the sayings, and the known pairs across their edges. */
function writtenTerms(text: string, isSaid: (at: number) => boolean, index: SearchIndex): Term[] {
  const found = new Map<string, Term>()
  for (const { 0: run, index: start } of text.matchAll(/[\u3400-\u9fff]+/g)) {
    for (let at = 0; at < run.length; at += 1) {
      const [here, next] = [isSaid(start + at), isSaid(start + at + 1)]
      const pair = run.slice(at, at + 2)
      const isKnown = index.names.frequencyOf(pair) > 0
      if (pair.length === 2 && (here === next ? !here : isKnown)) found.set(pair, pairTerm(pair, index))
      if (!here && mayStandAlone(run, at, index)) found.set(run.charAt(at), { text: run.charAt(at), kind: 'written', weight: index.weightOf(run.charAt(at)) })
    }
  }
  for (const word of runsOf(text).filter(isLatinRun).map((run) => ` ${run} `)) {
    if (index.names.frequencyOf(word) > 0 || /\d/.test(word)) found.set(word, { text: word, kind: 'written', weight: index.weightOf(word) })
  }
  return [...found.values()]
}

function mayStandAlone(run: string, at: number, index: SearchIndex): boolean {
  if (!SPEECH_CHARACTERS.has(run.charAt(at))) return true
  return [run.slice(at, at + 2), run.slice(Math.max(0, at - 1), at + 1)].some((pair) => pair.length === 2 && index.names.frequencyOf(pair) > 0)
}

function pairTerm(pair: string, index: SearchIndex): Term {
  const term: Term = { text: pair, kind: 'written', weight: index.weightOf(pair) }
  if (index.names.frequencyOf(pair) > 0) return term
  const sound = index.sounds.soundOf(pair)
  return { ...term, guess: { sound: index.names.frequencyOf(sound) > 0 ? sound : '' } }
}

/** Letters that are no word of any name are read as pinyin, blanks between syllables or not, and else as initials. */
function latinTerms(text: string, index: SearchIndex): Term[] {
  const found = new Map<string, Term>()
  for (const stretch of text.match(/[a-z]+(?:[ ']+[a-z]+)*/g) ?? []) {
    const words = stretch.split(/[ ']+/).filter((word) => index.names.frequencyOf(` ${word} `) === 0)
    const heard = words.map((word) => index.sounds.readPinyin(word))
    for (const term of soundTerms(heard.join(''), index)) found.set(term.text, term)
    for (const word of words.filter((_, at) => heard[at] === '')) {
      if (word.length >= INITIALS_LENGTH_MIN) found.set(word, { text: word, kind: 'initials', weight: initialsWeight(word, index) })
    }
  }
  return [...found.values()]
}

/** Pairs of syllables; a syllable alone says too little to look for unless it is all there is. */
function soundTerms(sound: string, index: SearchIndex): Term[] {
  const texts = sound.length === 1 ? [sound] : Array.from({ length: Math.max(0, sound.length - 1) }, (_, at) => sound.slice(at, at + 2))
  return texts.map((text) => ({ text, kind: 'sound', weight: index.weightOf(text) }))
}

/** Initials tell as much as the characters they stand for would: about one rare pair for each letter but the first. */
function initialsWeight(word: string, index: SearchIndex): number {
  return index.weightOf('') * (word.length - 1) / 2
}

/** What was said counts as much as it tells, but no more than the official word would. */
function conceptOf(saying: string, index: SearchIndex): Concept {
  const choiceOf = (words: string, factor: number): Choice => {
    const terms = writtenTerms(words, () => false, index)
    return { terms, weight: terms.reduce((sum, term) => sum + term.weight, 0), factor }
  }
  const said = choiceOf(saying, 1)
  const meant = (index.synonyms.meanings.get(saying) ?? []).map((meaning) => choiceOf(meaning, WEIGHTS.meant))
  const weight = Math.min(said.weight || Infinity, Math.max(0, ...meant.map((choice) => choice.weight)) || said.weight)
  return { choices: [said, ...meant].filter((choice) => choice.weight > 0), weight }
}

function tellingMost(terms: readonly Term[]): readonly Term[] {
  return terms.length <= TERMS_MAX ? terms : [...terms].sort((left, right) => right.weight - left.weight).slice(0, TERMS_MAX)
}
