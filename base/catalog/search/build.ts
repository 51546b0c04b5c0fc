import { cutName, plainText, runsOf, isLatinRun, spacedText, termsOf } from './text.ts'
import { PostingsBuilder, rarityOf, type Postings } from './postings.ts'
import { createSounds, type Sounds } from './sounds.ts'
import { SHIPPED_SYNONYMS, type Synonyms } from './synonyms.ts'

export type Audience = 'person' | 'enterprise'

export interface SearchDocument {
  code: string
  name: string
  everydayNames: readonly string[]
  organisation: string
  organisationName?: string
  audience: readonly Audience[]
  /** Conditions, materials and other words of the guide. */
  text: string
}

export interface NameEntry {
  kind: 'official' | 'everyday'
  head: string
  tail: string
  sound: string
  initials: string
  headWeight: number
  tailWeight: number
}

export interface IndexedDocument {
  code: string
  organisation: string
  audience: readonly Audience[]
  names: NameEntry[]
  nameLength: number
  organisationName: string
  branches: string[]
  progress: boolean
  /** An item to look something up, not to get something done. */
  looksUp: boolean
}

export interface SearchIndex {
  documents: IndexedDocument[]
  names: Postings
  text: Postings
  sounds: Sounds
  synonyms: Synonyms
  rarityOf(term: string): number
  meanHeadWeight: number
  meanTailWeight: number
}

const BRANCH = /变更|注销|补办|补发|补证|补领|遗失|换发|换领|延续|延期|续期|撤销|终止|挂失|损毁|迁出|迁入|再次|恢复|异议|争议|减免|退|临时/g
const LOOK_UP_ITEM = /查询|查看|检索|公示|公布|发布|下载|查阅|咨询|宣传/

export function buildSearchIndex(documents: readonly SearchDocument[], synonyms: Synonyms = SHIPPED_SYNONYMS): SearchIndex {
  const sounds = createSounds()
  const nameBuilder = new PostingsBuilder(), textBuilder = new PostingsBuilder()
  const indexed = documents.map((document, at) => {
    const names = [entryOf('official', document.name, sounds), ...document.everydayNames.map((name) => entryOf('everyday', name, sounds))]
    const terms = new Set<string>()
    for (const { head, tail, sound } of names) {
      for (const term of termsOf(head)) terms.add(term)
      for (const term of termsOf(tail)) terms.add(term)
      addSounds(terms, sound)
    }
    nameBuilder.add(at, [...terms].map((term) => [term, 1] as const))
    textBuilder.add(at, countsOf(document.text))
    return { code: document.code, organisation: document.organisation, audience: document.audience, names, nameLength: document.name.length,
      organisationName: spacedText(plainText(document.organisationName ?? '')), looksUp: LOOK_UP_ITEM.test(document.name), progress: /进度|结果/.test(document.name), branches: document.name.match(BRANCH) ?? [] }
  })
  const nameBuilt = nameBuilder.build(documents.length, { kind: 'binary', shareMax: 1 })
  const rarity = (term: string) => rarityOf(nameBuilt.frequencyOf(term), documents.length)
  let heads = 0, tails = 0, count = 0
  for (const document of indexed) for (const name of document.names) {
    name.headWeight = weightOf(name.head, rarity)
    name.tailWeight = weightOf(name.tail, rarity)
    heads += name.headWeight; tails += name.tailWeight; count += 1
  }
  return { documents: indexed, names: nameBuilt, text: textBuilder.build(documents.length, { kind: 'counted', shareMax: 0.3 }), sounds, synonyms, rarityOf: rarity,
    meanHeadWeight: heads / Math.max(1, count) || 1, meanTailWeight: tails / Math.max(1, count) || 1 }
}

function weightOf(spaced: string, rarity: (term: string) => number): number {
  let weight = 0
  for (const term of termsOf(spaced)) weight += rarity(term)
  return weight
}

function entryOf(kind: NameEntry['kind'], name: string, sounds: Sounds): NameEntry {
  const { head, tail } = cutName(plainText(name))
  const han = runsOf(plainText(name)).filter((run) => !isLatinRun(run))
  return { kind, head: spacedText(head), tail: spacedText(tail), sound: ` ${han.map((run) => sounds.soundOf(run)).join(' ')} `,
    initials: ` ${han.map((run) => sounds.initialsOf(run)).join(' ')} `, headWeight: 0, tailWeight: 0 }
}

function addSounds(terms: Set<string>, sound: string): void {
  for (let at = 0; at < sound.length; at += 1) {
    if (sound[at] === ' ') continue
    terms.add(sound.charAt(at))
    if (at + 1 < sound.length && sound[at + 1] !== ' ') terms.add(sound.slice(at, at + 2))
  }
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1)
  for (const run of runsOf(plainText(text))) {
    if (isLatinRun(run)) { add(` ${run} `); continue }
    for (let at = 0; at < run.length; at += 1) {
      add(run.charAt(at))
      if (at + 1 < run.length) add(run.slice(at, at + 2))
    }
  }
  return counts
}
