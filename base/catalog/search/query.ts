/** What the citizen typed, read into words to look for. Pure; knows the index only through the frequencies it is given. */
import { plainText, runsOf, isLatinRun } from './text.ts'
import type { Synonyms } from './synonyms.ts'
import type { Sounds } from './sounds.ts'

export const QUERY_LENGTH_MAX = 200
/** More terms than a long sentence has; the rarest are kept. */
const TERMS_MAX = 60
const CONCEPTS_MAX = 12
/** Characters of everyday speech that mean nothing alone; they count only inside a word the index knows. */
const SPEECH_CHARACTERS = new Set('我你他她它们的了吗呢吧啊呀哦想要去在哪么怎什能可以是不有个和跟与及把给被到来上下就都也还再很太好会该让叫里外时候这那谁啥咋几多少没人家办做弄')

export interface WordLists {
  synonyms: Synonyms
  sounds: Sounds
  /** What a term tells (inverse document frequency over the names); 0 documents tell most. */
  rarityOf(term: string): number
  isKnown(term: string): boolean
}

/** A word to look for. Sound terms are private letters and are looked up in the sound of a name, initials in its first letters. */
export interface Term {
  text: string
  kind: 'written' | 'sound' | 'initials'
  weight: number
}

/** An everyday saying and the official words it may stand for; the best that a name offers counts. */
export interface Concept { choices: { factor: number; terms: Term[]; weight: number }[]; weight: number }

export interface Query {
  terms: Term[]
  concepts: Concept[]
  /** Sum of all weights: what a name that answers everything would earn. */
  weight: number
  said: string
  parts: { terms: Set<string>; weight: number }[]
  progress: boolean
  plain: string
  /** The query asks to see or find out something, rather than to get it done. */
  looksUp: boolean
}

const LOOKS_UP = /查|看|哪|在线|咨询|问|进度|下载|名单|结果/

/** Reads at most the first 200 characters. `synonymFactor` is what an official word earns that was only meant, not said. */
export function readQuery(typed: string, lists: WordLists, synonymFactor: number): Query {
  const plain = plainText(typed.slice(0, QUERY_LENGTH_MAX)).slice(0, QUERY_LENGTH_MAX)
  const { rest, sayings } = takeSayings(withoutIgnored(plain, lists.synonyms), lists.synonyms)
  const terms = rarest([...writtenTerms(rest, lists), ...crossing(withoutIgnored(plain, lists.synonyms), rest, lists), ...latinTerms(rest, lists)])
  const concepts = sayings.slice(0, CONCEPTS_MAX).map((saying) => conceptOf(saying, lists, synonymFactor))
  const weight = [...terms, ...concepts].reduce((sum, part) => sum + part.weight, 0)
  const kept = runsOf(withoutIgnored(plain, lists.synonyms)).join(' ')
  const segs = plain.split(/[,、;.\/]+/).filter((x) => runsOf(x).length > 0)
  const parts = segs.length < 2 ? [] : segs.map((seg) => { const ts = terms.filter((t) => seg.includes(t.text)); return { terms: new Set(ts.map((t) => t.text)), weight: ts.reduce((sum, t) => sum + t.weight, 0) } })
  return { parts, progress: /进度|结果|哪一步|办好|什么程度|到哪/.test(plain), said: plain + ' ' + sayings.flatMap((s) => lists.synonyms.meanings.get(s) ?? []).join(' '), plain: kept, terms, concepts, weight, looksUp: LOOKS_UP.test(plain) }
}

/** Everyday phrases become blanks; a query that is nothing else stays as it is. */
function withoutIgnored(plain: string, { ignored }: Synonyms): string {
  let rest = plain
  for (const phrase of ignored) rest = rest.replaceAll(phrase, ' ')
  return runsOf(rest).length > 0 ? rest : plain
}

/** Cuts out the sayings, longest first from left to right. */
function takeSayings(text: string, { meanings, sayingLengthMax }: Synonyms): { rest: string; sayings: string[] } {
  const sayings = new Set<string>()
  let rest = ''
  for (let at = 0; at < text.length;) {
    let length = Math.min(sayingLengthMax, text.length - at)
    while (length > 0 && !meanings.has(text.slice(at, at + length))) length -= 1
    if (length > 0) {
      sayings.add(text.slice(at, at + length))
      rest += '\u0001'.repeat(length)
    } else {
      rest += text.charAt(at)
    }
    at += Math.max(1, length)
  }
  return { rest, sayings: [...sayings] }
}

function crossing(text: string, rest: string, lists: WordLists): Term[] {
  const found: Term[] = []
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2)
    if ((rest[at] === '\u0001') !== (rest[at + 1] === '\u0001') && lists.isKnown(pair)) found.push({ text: pair, kind: 'written', weight: lists.rarityOf(pair) })
  }
  return found
}

function conceptOf(saying: string, lists: WordLists, synonymFactor: number): Concept {
  const said = { factor: 1, ...weighed(writtenTerms(saying, lists)) }
  const meant = (lists.synonyms.meanings.get(saying) ?? []).map((meaning) => ({ factor: synonymFactor, ...weighed(writtenTerms(meaning, lists)) }))
  const choices = [said, ...meant].filter((choice) => choice.terms.length > 0)
  const w = Math.max(0, ...choices.slice(1).map((choice) => choice.weight))
  return { choices, weight: choices.length > 1 ? Math.min(w, said.weight || w) : said.weight }
}

function weighed(terms: Term[]): { terms: Term[]; weight: number } {
  return { terms, weight: terms.reduce((sum, term) => sum + term.weight, 0) }
}

function writtenTerms(text: string, lists: WordLists): Term[] {
  const found = new Map<string, Term>()
  const add = (term: string) => found.set(term, { text: term, kind: 'written', weight: lists.rarityOf(term) })
  for (const run of runsOf(text)) {
    if (isLatinRun(run)) {
      if (lists.isKnown(` ${run} `) || /\d/.test(run)) add(` ${run} `)
      continue
    }
    for (let at = 0; at < run.length; at += 1) {
      const pair = run.slice(at, at + 2)
      if (pair.length === 2) add(pair)
      if (!SPEECH_CHARACTERS.has(run.charAt(at)) || lists.isKnown(pair) || (at > 0 && lists.isKnown(run.slice(at - 1, at + 1)))) add(run.charAt(at))
    }
  }
  return [...found.values()]
}

/** Letters that are no word of the index are read as pinyin, or as the initials of a name. Blanks between syllables do not matter. */
function latinTerms(text: string, lists: WordLists): Term[] {
  const found = new Map<string, Term>()
  for (const stretch of text.match(/[a-z]+(?:[ ']+[a-z]+)*/g) ?? []) {
    const words = stretch.split(/[ ']+/).filter((word) => !lists.isKnown(` ${word} `))
    const sound = words.map((word) => lists.sounds.readPinyin(word)).join('')
    for (let at = 0; at < sound.length; at += 1) {
      for (const term of [sound.charAt(at), sound.slice(at, at + 2)]) {
        if (term.length === 2 || at + 1 >= sound.length || sound.length > 1) found.set(term, { text: term, kind: 'sound', weight: lists.rarityOf(term) * (term.length === 1 ? 0.3 : 1) })
      }
    }
    for (const word of words) {
      if (word.length > 1 && lists.sounds.readPinyin(word) === '') found.set(word, { text: word, kind: 'initials', weight: 8 })
    }
  }
  return [...found.values()]
}

function rarest(terms: Term[]): Term[] {
  return terms.length <= TERMS_MAX ? terms : [...terms].sort((left, right) => right.weight - left.weight).slice(0, TERMS_MAX)
}
