import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { caseNumber, isCaseNumber } from './case-number.ts'
import { isQueryPassword, newQueryPassword, queryPasswordFor, queryPasswordHash } from './query-password.ts'

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))
const number = fc.tuple(day, fc.nat(999_999)).map(([on, serial]) => caseNumber('440114', on, serial))

const replaced = (text: string, at: number, digit: number): string => text.slice(0, at) + String(digit) + text.slice(at + 1)
const swapped = (text: string, at: number): string => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)

describe('办件编号', () => {
  it('十九位：区划、日期、流水号、校验码', () => {
    assert.equal(caseNumber('440114', '2024-04-25', 1), '4401142404250000014')
    assert.match(caseNumber('440114', '2024-04-25', 1_000_007), /^440114240425000007\d$/)
    assert(isCaseNumber('4401142404250000014'))
  })

  it('编出来的都认得，同一天的流水号不同编号就不同', () => {
    fc.assert(fc.property(number, (text) => isCaseNumber(text)))
    const all = new Set(Array.from({ length: 5000 }, (_, serial) => caseNumber('440114', '2024-04-25', serial)))
    assert.equal(all.size, 5000)
  })

  it('写错任何一位，都看得出', () => {
    fc.assert(fc.property(number, fc.nat(18), fc.nat(9), (text, at, digit) => {
      fc.pre(text.charAt(at) !== String(digit))
      assert(!isCaseNumber(replaced(text, at, digit)), `${text} 第 ${at} 位写成 ${digit} 没有看出`)
    }), { numRuns: 2000 })
  })

  it('相邻两位颠倒，除 09 与 90 外都看得出；09 与 90 是这种校验码唯一看不出的', () => {
    fc.assert(fc.property(number, fc.nat(17), (text, at) => {
      const pair = text.slice(at, at + 2)
      fc.pre(pair.charAt(0) !== pair.charAt(1))
      assert.equal(isCaseNumber(swapped(text, at)), pair === '09' || pair === '90', `${text} 第 ${at} 位`)
    }), { numRuns: 2000 })
  })

  it('不是十九位数字的都不是', () => {
    for (const text of [
      '', '1', '440114240425000001', '44011424042500000145', ' 4401142404250000014', '４４０１１４２４０４２５００００００１５', '440114240425000001x', '4401142404250000014\n',
    ]) {
      assert(!isCaseNumber(text), JSON.stringify(text))
    }
    fc.assert(fc.property(fc.string(), (text) => /^\d{19}$/.test(text) || !isCaseNumber(text)))
  })
})

describe('查询密码', () => {
  const sample = Array.from({ length: 2000 }, newQueryPassword)

  it('八位，没有容易认错的字，两千个里没有重的，每个字都用到', () => {
    assert(sample.every((password) => /^[2-9A-HJKMNP-Z]{8}$/.test(password)))
    assert.equal(new Set(sample).size, sample.length)
    assert.equal(new Set(sample.join('')).size, 31)
  })

  it('大小写都认，错一个字就不认，别的办件的不认', () => {
    fc.assert(fc.property(number, number, fc.constantFrom(...sample), fc.nat(7), (own, other, password, at) => {
      const hash = queryPasswordHash(own, password)
      assert.match(hash, /^[0-9a-f]{64}$/)
      assert(isQueryPassword(own, password, hash) && isQueryPassword(own, password.toLowerCase(), hash))
      const wrong = password.slice(0, at) + (password.charAt(at) === 'A' ? 'B' : 'A') + password.slice(at + 1)
      for (const typed of [wrong, '', `${password} `, password.slice(1)]) assert(!isQueryPassword(own, typed, hash))
      assert(own === other || !isQueryPassword(other, password, hash))
    }))
  })

  it('乱打什么都不出故障', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => !isQueryPassword('1', typed, queryPasswordHash('1', 'ABCDEFGH'))))
  })

  it('带着同一个键重提交，得到同一个密码；换一件或换一个键就不同', () => {
    const password = queryPasswordFor('case-1', 'key-1')
    assert.match(password, /^[2-9A-HJKMNP-Z]{8}$/)
    assert.equal(queryPasswordFor('case-1', 'key-1'), password)
    assert.notEqual(queryPasswordFor('case-2', 'key-1'), password)
    assert.notEqual(queryPasswordFor('case-1', 'key-2'), password)
  })
})
