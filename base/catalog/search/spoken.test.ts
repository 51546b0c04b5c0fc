import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { spokenText } from './spoken.ts'
import { readSynonyms } from './synonyms.ts'

const synonyms = readSynonyms({
  ignore: ['我想', '我想要', '怎么办'],
  entries: [
    { say: ['社保'], means: ['社会保险'] },
    { say: ['社保卡'], means: ['社会保障卡'] },
    { say: ['丢了', '不见了'], means: ['遗失补办'] },
  ],
})

describe('平常说的话', () => {
  it('没有意思的短语换成空格，长度不变', () => {
    const { text } = spokenText('我想要办社保卡怎么办', synonyms)
    assert.equal(text, '   办社保卡   ')
  })

  it('重叠的说法取最长的一个', () => {
    assert.deepEqual(spokenText('社保卡丢了', synonyms).sayings, ['社保卡', '丢了'])
    assert.deepEqual(spokenText('社保停了', synonyms).sayings, ['社保'])
  })

  it('同一个说法说两遍只算一次', () => {
    assert.deepEqual(spokenText('社保社保', synonyms).sayings, ['社保'])
  })

  it('说得出哪几个字属于说法', () => {
    const { isSaid } = spokenText('补社保卡', synonyms)
    assert.deepEqual([0, 1, 2, 3, 4].map(isSaid), [false, true, true, true, false])
  })

  it('没有说法的话原样留下', () => {
    const { text, sayings } = spokenText('户外广告', synonyms)
    assert.deepEqual([text, sayings], ['户外广告', []])
  })

  it('任何话都读得完，长度不变', () => {
    const words = fc.array(fc.constantFrom('社', '保', '卡', '我', '想', '要', '丢', '了', ' ', '🙂'), { maxLength: 30 })
    fc.assert(fc.property(words, (parts) => {
      assert.equal(spokenText(parts.join(''), synonyms).text.length, parts.join('').length)
    }))
  })
})
