import { plainText, spacedText, termCounts } from './text.ts'
import { countedEarning, heldEarning, rarity, startPostings, type Postings } from './postings.ts'
import { hearSayings, type HeardSayings } from './heard.ts'
import { createSounds, type Sounds } from './sounds.ts'
import { errandOf, keysOf, namesOf, weighName, type Errand, type Name } from './names.ts'
import { SHIPPED_SYNONYMS, type Synonyms } from './synonyms.ts'
import { WEIGHTS } from './weights.ts'

export type Audience = 'person' | 'enterprise'

/** What of an item can be found. */
export interface SearchDocument {
  code: string
  name: string
  /** 日常用语 and 简称. */
  everydayNames: readonly string[]
  /** The owner by which results are filtered. */
  organisation: string
  /** The owner's name in words, when people may type it. */
  organisationName?: string
  audience: readonly Audience[]
  /** Conditions, materials and other words of the guide. */
  text: string
}

export interface IndexedDocument {
  code: string
  organisation: string
  organisationName: string
  audience: readonly Audience[]
  names: readonly Name[]
  errand: Errand
}

/** Made once from all documents; searching does not change it. */
export interface SearchIndex {
  /** By code, so that the order in which the documents came does not matter. */
  documents: readonly IndexedDocument[]
  names: Postings
  text: Postings
  sounds: Sounds
  synonyms: Synonyms
  heardSayings: HeardSayings
  /** What a written term or a sound tells: its rarity among the names. */
  weightOf(term: string): number
  meanHeadWeight: number
  meanTailWeight: number
}

/** Builds the index of all items. About a third of a second for 2,000 items; there is no incremental form. */
export function buildSearchIndex(documents: readonly SearchDocument[], synonyms: Synonyms = SHIPPED_SYNONYMS): SearchIndex {
  const sounds = createSounds()
  const [names, text] = [startPostings(), startPostings()]
  const indexed = [...documents].sort((left, right) => (left.code < right.code ? -1 : 1)).map((document) => {
    const itsNames = namesOf(document.name, document.everydayNames, sounds)
    names.add(new Map(itsNames.flatMap((name) => [...keysOf(name)].map((key) => [key, 1] as const))))
    text.add(termCounts(plainText(document.text)))
    return indexedDocument(document, itsNames)
  })
  const held = names.finish(heldEarning)
  const weightOf = (term: string) => rarity(held.frequencyOf(term), documents.length) * (term.length === 1 ? WEIGHTS.singleCharacter : 1)
  const all = indexed.flatMap((document) => document.names)
  for (const name of all) weighName(name, weightOf)
  return {
    documents: indexed,
    names: held,
    text: text.finish(countedEarning),
    sounds,
    synonyms,
    heardSayings: hearSayings(synonyms, sounds),
    weightOf,
    meanHeadWeight: mean(all.map((name) => name.headWeight)),
    meanTailWeight: mean(all.map((name) => name.tailWeight)),
  }
}

function indexedDocument(document: SearchDocument, names: Name[]): IndexedDocument {
  const { code, organisation, audience } = document
  const organisationName = spacedText(plainText(document.organisationName ?? ''))
  return { code, organisation, organisationName, audience, names, errand: errandOf(plainText(document.name)) }
}

/** Never 0: it divides. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length) || 1
}
