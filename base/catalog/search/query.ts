/** Reads what the citizen typed. */
import type { SearchIndex } from './build.ts'
import { readLatin } from './latin.ts'
import { spokenText } from './spoken.ts'
import type { Choice, Concept, Query, Term } from './terms.ts'
import { bareText, isLatinRun, plainText, runsOf } from './text.ts'
import { WEIGHTS } from './weights.ts'

export const QUERY_LENGTH_MAX = 200
/** More than a long sentence has; of longer ones the terms that tell most are kept. */
const TERMS_MAX = 60
const CONCEPTS_MAX = 12
/** Characters of everyday speech that mean nothing alone; they count only within a pair that some name holds. */
const SPEECH_CHARACTERS = new Set(
  '我你他她它们的了吗呢吧啊呀哦想要去在哪么怎什能可以是不有个和跟与及把给被到来上下就都也还再很太好会该让叫里外时候这那谁啥咋几多少没人家办做弄')
const CHINESE_RUN = /[\u3400-\u9fff]+/g
const LOOKS_UP = /查|看|哪|在线|咨询|问|进度|下载|名单|结果/
const PROGRESS = /进度|结果|哪一步|办好|什么程度|到哪/

/** Reads the first 200 characters, in any form: sentences, lists of words, pinyin, initials. */
export function readQuery(typed: string, index: SearchIndex): Query {
  const plain = plainText(typed.slice(0, QUERY_LENGTH_MAX)).slice(0, QUERY_LENGTH_MAX)
  const spoken = spokenText(plain, index.synonyms)
  const latin = readLatin(spoken.text, index)
  const sayings = [...new Set([...spoken.sayings, ...latin.sayings])].slice(0, CONCEPTS_MAX)
  const terms = tellingMost([...writtenTerms(spoken.text, index, spoken.isSaid), ...latin.terms])
  const concepts = sayings.map((saying) => conceptOf(saying, index))
  return {
    terms,
    concepts,
    weight: [...terms, ...concepts].reduce((sum, part) => sum + part.weight, 0),
    bare: bareText(plain),
    phrase: bareText(spoken.text),
    said: [plain, ...sayings.flatMap((saying) => index.synonyms.meanings.get(saying) ?? [])].join(' '),
    looksUp: LOOKS_UP.test(plain),
    progress: PROGRESS.test(plain),
  }
}

/** Characters, pairs and words outside the sayings, and the known pairs across their edges. */
function writtenTerms(text: string, index: SearchIndex, isSaid: (at: number) => boolean): Term[] {
  const found = new Map<string, Term>()
  for (const { 0: run, index: start } of text.matchAll(CHINESE_RUN)) {
    for (let at = 0; at < run.length; at += 1) {
      const [isHereSaid, isNextSaid] = [isSaid(start + at), isSaid(start + at + 1)]
      const pair = run.slice(at, at + 2)
      if (pair.length === 2 && (isHereSaid === isNextSaid ? !isHereSaid : isHeld(pair, index))) found.set(pair, pairTerm(pair, index))
      if (!isHereSaid && mayStandAlone(at, run, index)) found.set(run.charAt(at), plainTerm(run.charAt(at), index))
    }
  }
  for (const word of runsOf(text).filter(isLatinRun).map((run) => ` ${run} `)) {
    if (isHeld(word, index) || /\d/.test(word)) found.set(word, plainTerm(word, index))
  }
  return [...found.values()]
}

function isHeld(term: string, index: SearchIndex): boolean {
  return index.names.frequencyOf(term) > 0
}

function mayStandAlone(at: number, run: string, index: SearchIndex): boolean {
  if (!SPEECH_CHARACTERS.has(run.charAt(at))) return true
  return [run.slice(at, at + 2), run.slice(Math.max(0, at - 1), at + 1)].some((pair) => pair.length === 2 && isHeld(pair, index))
}

function plainTerm(text: string, index: SearchIndex): Term {
  return { text, kind: 'written', weight: index.weightOf(text) }
}

function pairTerm(pair: string, index: SearchIndex): Term {
  if (isHeld(pair, index)) return plainTerm(pair, index)
  const sound = index.sounds.soundOf(pair)
  return { ...plainTerm(pair, index), guess: { sound: isHeld(sound, index) ? sound : '' } }
}

/** What was said counts as much as it tells, but no more than the longest official word for it would. */
function conceptOf(saying: string, index: SearchIndex): Concept {
  const choiceOf = (words: string, factor: number): Choice => {
    const terms = writtenTerms(words, index, () => false)
    return { terms, weight: terms.reduce((sum, term) => sum + term.weight, 0), factor }
  }
  const said = choiceOf(saying, 1)
  const meant = (index.synonyms.meanings.get(saying) ?? []).map((meaning) => choiceOf(meaning, WEIGHTS.meant))
  const choices = [said, ...meant].filter((choice) => choice.weight > 0)
  const most = Math.max(0, ...meant.map((choice) => choice.weight))
  if (said.weight === 0 || most === 0) return { choices, weight: said.weight + most }
  return { choices, weight: Math.min(said.weight, most) }
}

function tellingMost(terms: readonly Term[]): readonly Term[] {
  return terms.length <= TERMS_MAX ? terms : [...terms].sort((left, right) => right.weight - left.weight).slice(0, TERMS_MAX)
}
