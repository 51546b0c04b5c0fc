/** An inverted index in typed arrays: which documents hold a term, and how much it says about each (BM25). */

export interface Postings {
  /** Adds to `into` what each document that holds the term earns, times `factor`. Terms in too many documents are passed over. */
  addTo(into: Float64Array, term: string, factor: number): void
  /** In how many documents the term stands. */
  frequencyOf(term: string): number
}

/** BM25's saturation and length share; the usual values. */
const SATURATION = 1.2
const LENGTH_SHARE = 0.75

export interface PostingOptions {
  /** Terms in more than this share of the documents tell nothing and cost time. */
  shareMax: number
  /** binary: a document holds a term or not, and earns 1; counted: BM25 with counts and length. */
  kind: 'binary' | 'counted'
}

interface Growing { documents: number[]; counts: number[] }

export class PostingsBuilder {
  readonly #terms = new Map<string, Growing>()
  readonly #lengths: number[] = []

  /** Documents are added in order, each once, by its terms and how often each stands in it. */
  add(document: number, counts: Iterable<readonly [string, number]>): void {
    let length = 0
    for (const [term, count] of counts) {
      let growing = this.#terms.get(term)
      if (growing === undefined) this.#terms.set(term, growing = { documents: [], counts: [] })
      growing.documents.push(document)
      growing.counts.push(count)
      length += count
    }
    this.#lengths[document] = length
  }

  build(documentCount: number, { shareMax, kind }: PostingOptions): Postings {
    const total = this.#lengths.reduce((sum, length) => sum + length, 0)
    const meanLength = total / Math.max(1, documentCount) || 1
    const frequencies = new Map<string, number>()
    const lists = new Map<string, { documents: Int32Array; earnings: Float32Array }>()
    for (const [term, { documents, counts }] of this.#terms) {
      frequencies.set(term, documents.length)
      if (documents.length > Math.max(3, shareMax * documentCount)) continue
      const rarity = kind === 'binary' ? 1 : rarityOf(documents.length, documentCount)
      const earnings = kind === 'binary'
        ? new Float32Array(documents.length).fill(1)
        : Float32Array.from(documents, (document, at) => {
            const count = counts[at] ?? 0
            const length = 1 - LENGTH_SHARE + LENGTH_SHARE * ((this.#lengths[document] ?? 0) / meanLength)
            return rarity * count * (SATURATION + 1) / (count + SATURATION * length)
          })
      lists.set(term, { documents: Int32Array.from(documents), earnings })
    }
    return {
      frequencyOf: (term) => frequencies.get(term) ?? 0,
      addTo: (into, term, factor) => {
        const list = lists.get(term)
        if (list === undefined) return
        const { documents, earnings } = list
        for (let at = 0; at < documents.length; at += 1) into[documents[at]!]! += earnings[at]! * factor
      },
    }
  }
}

/** How much a term tells, as BM25 has it: much when few documents hold it. */
export function rarityOf(documentFrequency: number, documentCount: number): number {
  return Math.log(1 + (documentCount - documentFrequency + 0.5) / (documentFrequency + 0.5))
}
