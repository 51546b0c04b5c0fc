import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { personalNumbersIn } from './personal-numbers.ts'

describe('公开前认得出的个人号码', () => {
  it('身份证号码、手机号、银行卡号，带空格和横线的也认得', () => {
    assert.deepEqual(personalNumbersIn('我的身份证是440114199001011234，怎么办'), ['居民身份证号码'])
    assert.deepEqual(personalNumbersIn('44011419900101123X'), ['居民身份证号码'])
    assert.deepEqual(personalNumbersIn('请打 138 0000 1234 或 138-0000-1234'), ['手机号'])
    assert.deepEqual(personalNumbersIn('卡号6222020000000000000'), ['银行卡号'])
  })

  it('全角的、隔得更开的、用别的横线和点隔开的，也认得', () => {
    for (const text of ['１３８００００１２３４', '138 - 0000 - 1234', '138—0000—1234', '138.0000.1234', '138·0000·1234', '138\n00001234']) {
      assert.deepEqual(personalNumbersIn(text), ['手机号'], text)
    }
  })

  it('办件编号、电话、金额、年份不是个人号码', () => {
    for (const text of ['办件编号4401142603020000018', '咨询电话 020-36898989，或者 12345', '2026年3月2日交 100000 元', '']) assert.deepEqual(personalNumbersIn(text), [])
  })

  it('前后写什么字都认得', () => {
    const words = fc.stringMatching(/^[一-龥，。]{0,20}$/)
    fc.assert(fc.property(words, words, fc.integer({ min: 0, max: 99_999_999 }), (before, after, tail) => {
      assert.deepEqual(personalNumbersIn(`${before}139${String(tail).padStart(8, '0')}${after}`), ['手机号'])
    }))
  })
})
