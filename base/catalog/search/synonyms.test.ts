import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { NO_SYNONYMS, readSynonyms, SHIPPED_SYNONYMS, type SynonymData } from './synonyms.ts'

describe('说法对照表', () => {
  it('同一个说法写在几处，意思合在一起', () => {
    const { meanings } = readSynonyms({ ignore: [], entries: [{ say: ['开'], means: ['设立'] }, { say: ['开', '办'], means: ['成立'] }] })
    assert.deepEqual(meanings.get('开'), ['设立', '成立'])
    assert.deepEqual(meanings.get('办'), ['成立'])
  })

  it('说法不会以自己为意思，全角和大写归一', () => {
    const { meanings } = readSynonyms({ ignore: [], entries: [{ say: ['ＫＴＶ'], means: ['ktv', '歌舞娱乐场所'] }] })
    assert.deepEqual([...meanings], [['ktv', ['歌舞娱乐场所']]])
  })

  it('略去的短语长的在前，免得“我想”先吃掉“我想要”', () => {
    assert.deepEqual(readSynonyms({ ignore: ['我想', '我想要'], entries: [] }).ignored, ['我想要', '我想'])
  })

  it('空表也能用', () => {
    assert.equal(readSynonyms({ ignore: [], entries: [] }).sayingLengthMax, 0)
    assert.equal(NO_SYNONYMS.meanings.size, 0)
    assert.ok(NO_SYNONYMS.ignored.length > 0)
  })
})

describe('随平台提供的对照表', () => {
  const data: SynonymData = JSON.parse(readFileSync(new URL('../../../data/synonyms.json', import.meta.url), 'utf8'))

  it('每一条都有说法和意思，没有空白', () => {
    assert.ok(data.entries.length > 100)
    for (const { say, means } of data.entries) {
      assert.ok(say.length > 0 && means.length > 0, say.join())
      for (const word of [...say, ...means]) assert.match(word, /^[\p{Script=Han}a-z0-9（）]+$/u)
    }
  })

  it('意思至少两个字：一个字在太多名称里', () => {
    for (const { means } of data.entries) for (const word of means) assert.ok(word.length >= 2, word)
  })

  it('每个说法都有别的意思可找', () => {
    for (const [saying, meanings] of SHIPPED_SYNONYMS.meanings) assert.ok(meanings.length > 0, saying)
  })

  it('略去的短语不重复，也不是一个说法', () => {
    assert.equal(new Set(data.ignore).size, data.ignore.length)
    for (const phrase of data.ignore) assert.equal(SHIPPED_SYNONYMS.meanings.has(phrase), false, phrase)
  })
})
