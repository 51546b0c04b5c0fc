/** Finds items for what a citizen typed: first roughly over all of them, then closely over the best. */
import type { Audience, IndexedDocument, SearchIndex } from './build.ts'
import { nameScore } from './name-score.ts'
import { readQuery } from './query.ts'
import type { Query, Term } from './terms.ts'
import { placesOfLargest } from './top.ts'
import { WEIGHTS } from './weights.ts'

export interface SearchRequest {
  /** What was typed, in any form; only the first 200 characters are read. */
  query: string
  audience?: Audience
  organisation?: string
  limit: number
}

/** Score 1: everything asked for is in the name; up to 2 and a little when the query is the name. */
export interface Hit { code: string; score: number }

export const HITS_MAX = 100
/** So many are compared closely; with twice as many no measured figure changes. */
const CANDIDATES_MAX = 100
/** What answers less than this share of the best is noise and only hides that there is nothing better. */
const SHARE_OF_BEST_MIN = 0.25
const SCORE_MIN = 0.03

/** The items that answer best, best first; of equals the shorter name, then the smaller code. Nothing to look for finds nothing. */
export function search(index: SearchIndex, request: SearchRequest): Hit[] {
  const query = readQuery(request.query, index)
  if (query.weight === 0) return []
  const text = textEarnings(query, index)
  const rough = roughEarnings(query, text, index)
  index.documents.forEach((document, at) => {
    if (!isWanted(document, request)) rough[at] = 0
  })
  const hits = placesOfLargest(rough, CANDIDATES_MAX).flatMap((at) => {
    const document = index.documents[at]
    if (document === undefined) return []
    return [{ document, score: closeScore(document, query, index) + WEIGHTS.text * (text[at] ?? 0) / query.weight }]
  })
  const least = Math.max(SCORE_MIN, SHARE_OF_BEST_MIN * Math.min(1, Math.max(0, ...hits.map(({ score }) => score))))
  const best = hits.filter(({ score }) => score >= least).sort(byRank).slice(0, Math.min(request.limit, HITS_MAX))
  return best.map(({ document, score }) => ({ code: document.code, score }))
}

function isWanted(document: IndexedDocument, { audience, organisation }: SearchRequest): boolean {
  if (audience !== undefined && !document.audience.includes(audience)) return false
  return organisation === undefined || document.organisation === organisation
}

interface Ranked { document: IndexedDocument; score: number }

function byRank(left: Ranked, right: Ranked): number {
  const length = ({ document }: Ranked) => document.names[0]?.bare.length ?? 0
  return right.score - left.score || length(left) - length(right) || (left.document.code < right.document.code ? -1 : 1)
}

/** BM25 of conditions and materials. A saying counts by the mean of its choices, so that many of them do not count more. */
function textEarnings(query: Query, index: SearchIndex): Float64Array {
  const earnings = new Float64Array(index.documents.length)
  for (const { kind, text } of query.terms) if (kind === 'written') index.text.addTo(earnings, text, 1)
  for (const { choices } of query.concepts) {
    for (const { terms, factor } of choices) for (const { text } of terms) index.text.addTo(earnings, text, factor / choices.length)
  }
  return earnings
}

function roughEarnings(query: Query, text: Float64Array, index: SearchIndex): Float64Array {
  const earnings = text.map((earned) => earned * WEIGHTS.text)
  const choices = query.concepts.flatMap((concept) => concept.choices)
  for (const term of [...query.terms, ...choices.flatMap((choice) => choice.terms)]) addRough(term, earnings, index)
  return earnings
}

function addRough(term: Term, earnings: Float64Array, index: SearchIndex): void {
  if (term.kind === 'initials') {
    index.documents.forEach(({ names }, at) => {
      if (names.some((name) => name.initials.includes(term.text))) earnings[at] = (earnings[at] ?? 0) + term.weight
    })
    return
  }
  index.names.addTo(earnings, term.text, term.weight)
  if (term.guess !== undefined && term.guess.sound !== '') index.names.addTo(earnings, term.guess.sound, term.weight * WEIGHTS.sound)
}

/** The best of its names, less what it is that was not asked for. */
function closeScore({ names, organisationName, errand }: IndexedDocument, query: Query, index: SearchIndex): number {
  const { meanHeadWeight, meanTailWeight } = index
  let best = 0
  for (const name of names) {
    const score = nameScore(name, query, { organisationName, meanHeadWeight, meanTailWeight })
    best = Math.max(best, name.kind === 'everyday' ? score * WEIGHTS.everyday : score)
  }
  if (errand.branches.length > 0 && !errand.branches.some((branch) => query.said.includes(branch))) best -= WEIGHTS.branch
  if (errand.looksUp && !query.looksUp) best -= WEIGHTS.looksUp
  if (errand.progress && !query.progress) best -= WEIGHTS.progress
  return best
}
