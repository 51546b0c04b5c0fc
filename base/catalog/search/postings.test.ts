import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { countedEarning, heldEarning, rarity, startPostings, type Earning } from './postings.ts'

type Counts = Record<string, number>

function postingsOf(documents: readonly Counts[], earning: Earning) {
  const postings = startPostings()
  for (const counts of documents) postings.add(new Map(Object.entries(counts)))
  return postings.finish(earning)
}

function earned(documents: readonly Counts[], earning: Earning, term: string): number[] {
  const into = new Float64Array(documents.length)
  postingsOf(documents, earning).addTo(into, term, 1)
  return [...into]
}

describe('倒排表', () => {
  it('有这个词的文档各得一份，按倍数相加', () => {
    const postings = postingsOf([{ 证: 2 }, {}, { 证: 1, 照: 1 }], heldEarning)
    const into = Float64Array.from([5, 5, 5])
    postings.addTo(into, '证', 2)
    postings.addTo(into, '无', 2)
    assert.deepEqual([...into], [7, 5, 7])
    assert.deepEqual([postings.frequencyOf('证'), postings.frequencyOf('照'), postings.frequencyOf('无')], [2, 1, 0])
  })

  it('越少见的词越有分量', () => {
    assert.ok(rarity(1, 100) > rarity(10, 100))
    assert.ok(rarity(0, 100) > rarity(1, 100))
    assert.ok(rarity(100, 100) > 0)
  })

  it('同样多的词，短文得分高；同样长，词多的得分高', () => {
    const others = [{ 丙: 2 }, { 丁: 2 }, { 戊: 9 }, { 己: 9 }]
    const [short = 0, long = 0, twice = 0] = earned([{ 水: 1, 电: 1 }, { 水: 1, 甲: 9 }, { 水: 2 }, ...others], countedEarning, '水')
    assert.ok(short > long)
    assert.ok(twice > short)
  })

  it('三成以上的文档都有的词不算分', () => {
    const documents = Array.from({ length: 10 }, (_, at): Counts => (at < 4 ? { 的: 1, 甲: 1 } : { 乙: 1 }))
    assert.deepEqual(new Set(earned(documents, countedEarning, '的')), new Set([0]))
  })

  it('与照着公式慢慢算的 BM25 一致', () => {
    const counts = fc.dictionary(fc.constantFrom('甲', '乙', '丙', '丁'), fc.integer({ min: 1, max: 5 }))
    fc.assert(fc.property(fc.array(counts, { minLength: 1, maxLength: 12 }), fc.constantFrom('甲', '乙', '丙'), (documents, term) => {
      const fast = earned(documents, countedEarning, term)
      documents.forEach((_, at) => assert.ok(Math.abs((fast[at] ?? 0) - slowly(documents, term, at)) < 1e-5))
    }))
  })
})

/** Okapi BM25 with k1 1.2 and b 0.75, document by document. */
function slowly(documents: readonly Counts[], term: string, at: number): number {
  const lengths = documents.map((document) => Object.values(document).reduce((sum, count) => sum + count, 0))
  const holding = documents.filter((document) => term in document).length
  const count = documents[at]?.[term] ?? 0
  if (count === 0 || holding > Math.max(3, 0.3 * documents.length)) return 0
  const mean = lengths.reduce((sum, length) => sum + length, 0) / documents.length
  const idf = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5))
  return idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * (lengths[at] ?? 0) / mean))
}
