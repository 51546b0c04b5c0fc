import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildSearchIndex } from './build.ts'
import { QUERY_LENGTH_MAX, readQuery } from './query.ts'
import { TEST_CATALOGUE } from './test-catalogue.ts'

const index = buildSearchIndex(TEST_CATALOGUE)
const termsOf = (typed: string): string[] => readQuery(typed, index).terms.map(({ text }) => text.trim())

describe('读懂一句话', () => {
  it('单字、两字都找，问话的套话不找', () => {
    assert.deepEqual(termsOf('我想登记怎么办'), ['登记', '登', '记'])
  })

  it('口语虚字单独不算，夹在名称里有的词中才算', () => {
    assert.deepEqual(termsOf('人的'), ['人的'])
    assert.ok(termsOf('机动').includes('动'))
    assert.ok(termsOf('办理').includes('办'))
  })

  it('平常说法由它的公文用词代表，不再拆成单字', () => {
    const { terms, concepts } = readQuery('驾照', index)
    assert.deepEqual(terms, [])
    assert.equal(concepts.length, 1)
    const [said, ...meant] = concepts[0]?.choices ?? []
    assert.equal(said?.factor, 1)
    assert.ok(meant.some(({ terms: official }) => official.some(({ text }) => text === '驾驶')))
  })

  it('说法的分量不超过它的公文用词', () => {
    for (const { choices, weight } of readQuery('驾照丢了', index).concepts) {
      assert.ok(weight > 0 && weight <= Math.max(...choices.map((choice) => choice.weight)))
    }
  })

  it('没有一个名称有的两字，记下读音备查', () => {
    const guess = (typed: string) => readQuery(typed, index).terms.find(({ text }) => text === typed)?.guess
    assert.deepEqual(guess('公政'), { sound: index.sounds.soundOf('公证') })
    assert.deepEqual(guess('某某'), { sound: '' })
    assert.equal(guess('登记'), undefined)
  })

  it('看得出是不是来查询、来问进度', () => {
    const asked = (typed: string) => { const { looksUp, progress } = readQuery(typed, index); return [looksUp, progress] }
    assert.deepEqual(asked('办护照'), [false, false])
    assert.deepEqual(asked('护照在哪里办'), [true, false])
    assert.deepEqual(asked('护照办到哪一步'), [true, true])
  })

  it('总分量是各部分之和，没有可找的就是零', () => {
    const { terms, concepts, weight } = readQuery('驾照登记', index)
    const sum = [...terms, ...concepts].reduce((total, part) => total + part.weight, 0)
    assert.ok(Math.abs(weight - sum) < 1e-9 && weight > 0)
    assert.equal(readQuery('怎么办', index).weight, 0)
  })

  it('再长也只留分量最重的六十个词', () => {
    const long = TEST_CATALOGUE.map(({ name }) => name).join('')
    assert.equal(readQuery(long, index).terms.length, 60)
  })

  it('只读前两百个字，全角字母拆开后也不超过', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('证', '㈱', '㍿', 'a'), maxLength: 400 }), (typed) => {
      assert.ok(readQuery(typed, index).bare.length <= QUERY_LENGTH_MAX)
    }))
  })
})

describe('读懂字母', () => {
  const kindsOf = (typed: string): string[] => [...new Set(readQuery(typed, index).terms.map(({ kind }) => kind))]

  it('读得成拼音的按音找，读不成的按首字母找', () => {
    assert.deepEqual(kindsOf('gongzheng'), ['sound'])
    assert.deepEqual(kindsOf('jdcjsz'), ['initials'])
    assert.deepEqual(kindsOf('驾驶证bf'), ['initials'])
  })

  it('名称里有的字母是词，不当拼音', () => {
    assert.deepEqual(readQuery('a', index).terms.map(({ text, kind }) => [text, kind]), [[' a ', 'written']])
  })

  it('一个字母不找', () => {
    assert.deepEqual(readQuery('z', index).terms, [])
  })

  it('名称里没有这个音，但有这个音的说法，就按说法找', () => {
    assert.ok(readQuery('xiaochidian', index).said.includes('食品经营'))
    assert.ok(readQuery('hbz', index).concepts.length === 0)
  })
})
