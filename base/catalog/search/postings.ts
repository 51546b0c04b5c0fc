/** Inverted lists in typed arrays: which documents hold a term, and what the term earns each of them. */

export interface Postings {
  /** Adds to `into`, document by document, what the term earns times `factor`. */
  addTo(into: Float64Array, term: string, factor: number): void
  /** In how many documents the term stands. */
  frequencyOf(term: string): number
}

export interface PostingsInProgress {
  /** Documents come in order from 0, each once, with its terms and how often each stands in it. */
  add(counts: ReadonlyMap<string, number>): void
  finish(earning: Earning): Postings
}

/** What a term earns a document. */
export type Earning = (term: { documents: number; count: number; lengthShare: number; total: number }) => number

/** Holding the term earns 1, once or ten times. */
export const heldEarning: Earning = () => 1

const SATURATION = 1.2
const LENGTH_SHARE = 0.75
/** Terms in more than this share of the documents tell nothing and would cost the most time. */
const STOP_SHARE = 0.3

/** BM25 with its usual constants; stop terms earn nothing. */
export const countedEarning: Earning = ({ documents, count, lengthShare, total }) => {
  if (documents > Math.max(3, STOP_SHARE * total)) return 0
  const length = 1 - LENGTH_SHARE + LENGTH_SHARE * lengthShare
  return rarity(documents, total) * count * (SATURATION + 1) / (count + SATURATION * length)
}

/** How much a term tells (inverse document frequency of BM25): much when few documents hold it. */
export function rarity(documents: number, total: number): number {
  return Math.log(1 + (total - documents + 0.5) / (documents + 0.5))
}

export function startPostings(): PostingsInProgress {
  const growing = new Map<string, { documents: number[]; counts: number[] }>()
  const lengths: number[] = []
  return {
    add: (counts) => {
      let length = 0
      for (const [term, count] of counts) {
        let list = growing.get(term)
        if (list === undefined) growing.set(term, list = { documents: [], counts: [] })
        list.documents.push(lengths.length)
        list.counts.push(count)
        length += count
      }
      lengths.push(length)
    },
    finish: (earning) => {
      const total = lengths.length
      const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, total) || 1
      const lists = new Map<string, List>()
      for (const [term, { documents, counts }] of growing) {
        const earned = (document: number, at: number) =>
          earning({ documents: documents.length, count: counts[at] ?? 0, lengthShare: (lengths[document] ?? 0) / meanLength, total })
        lists.set(term, { documents: Int32Array.from(documents), earnings: Float32Array.from(documents, earned) })
      }
      growing.clear()
      return postingsOf(lists)
    },
  }
}

interface List { documents: Int32Array; earnings: Float32Array }

function postingsOf(lists: ReadonlyMap<string, List>): Postings {
  return {
    frequencyOf: (term) => lists.get(term)?.documents.length ?? 0,
    addTo: (into, term, factor) => {
      const list = lists.get(term)
      if (list === undefined || list.earnings[0] === 0) return
      const { documents, earnings } = list
      for (let at = 0; at < documents.length; at += 1) {
        const document = documents[at] ?? 0
        into[document] = (into[document] ?? 0) + (earnings[at] ?? 0) * factor
      }
    },
  }
}
