import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { validateUscc } from './uscc.ts'

/** Real public codes of organs and firms, and two that fail their own check. */
const VALID = [
  '11440100007482575H', '12441500196720244T', '91350100M000100Y43', '11511301008778183N', '11440100MB2C91103Q', '11440100MB2C93184J',
  '11440100007482612P',
]
const INVALID = ['13440000515356094L', '11440100007482575A']

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const anyOf = fc.constantFrom(...ALPHABET)
/** Appends the only character with which the whole is valid, found by trying. */
function completed(first17: string): string[] {
  return [...ALPHABET].map((check) => first17 + check).filter((code) => validateUscc(code).valid)
}
const several = (length: number) => fc.array(anyOf, { minLength: length, maxLength: length })
const firsts = fc.tuple(several(2), fc.integer({ min: 0, max: 999_999 }), several(9))
  .map(([prefix, division, organisation]) => prefix.join('') + String(division).padStart(6, '0') + organisation.join(''))

describe('统一社会信用代码', () => {
  it('真实的代码有效，校验码不符的无效', () => {
    for (const code of VALID) assert.equal(validateUscc(code).valid, true, code)
    for (const code of INVALID) assert.match(validateUscc(code).why, /与前 17 位不符/, code)
  })

  it('有效的说出机构类别、登记地和主体标识码', () => {
    assert.equal(validateUscc('91350100M000100Y43').why, '统一社会信用代码有效：企业，登记地 350100（福建省），主体标识码 M000100Y4')
    assert.match(validateUscc('11440100007482575H').why, /机关，登记地 440100（广东省）/)
    assert.match(validateUscc('12441500196720244T').why, /事业单位/)
  })

  it('字母表之内任何登记管理部门和机构类别都可以，恰有一个校验码', () => {
    fc.assert(fc.property(firsts, (first17) => assert.equal(completed(first17).length, 1)))
    const [other = ''] = completed('N2440114MA5CUQ1X0')
    assert.match(validateUscc(other).why, /登记管理部门代码 N、机构类别代码 2/)
  })

  it('没有对应省份的区划也有效，只写代码', () => {
    const [national = ''] = completed('11100000MB0123456')
    assert.match(validateUscc(national).why, /登记地 100000，/)
  })

  it('改动任何一位都会被发现', () => {
    fc.assert(fc.property(firsts, fc.integer({ min: 0, max: 17 }), anyOf, (first17, at, character) => {
      const [code = ''] = completed(first17)
      if (code[at] === character) return
      assert.equal(validateUscc(code.slice(0, at) + character + code.slice(at + 1)).valid, false)
    }), { numRuns: 1000 })
  })

  it('相邻两位颠倒会被发现', () => {
    fc.assert(fc.property(firsts, fc.integer({ min: 0, max: 16 }), (first17, at) => {
      const [code = ''] = completed(first17)
      const [one = '', other = ''] = [code[at], code[at + 1]]
      if (one === other) return
      assert.equal(validateUscc(code.slice(0, at) + other + one + code.slice(at + 2)).valid, false)
    }), { numRuns: 500 })
  })

  it('说清错在哪里：长度、小写、易混字母、区划、符号', () => {
    const bad: [string, RegExp][] = [
      ['1144010000748257', /应是 18 位，现在是 16 位/],
      ['', /现在是 0 位/],
      ['91350100m000100y43', /大写/],
      ['9135010OM000100Y43', /不用字母 I、O、S、V、Z/],
      ['91350100M000100Z43', /不用字母/],
      ['91A50100M000100Y43', /第 3 至 8 位/],
      ['91350100-000100Y43', /不能有空格或其他符号/],
      [' 1350100M000100Y43', /不能有空格/],
      ['９1350100M000100Y43', /不能有空格或其他符号/],
    ]
    for (const [code, why] of bad) {
      const verdict = validateUscc(code)
      assert.equal(verdict.valid, false, code)
      assert.match(verdict.why, why)
    }
  })

  it('不修剪：前后的空格和换行使有效的代码无效', () => {
    for (const code of VALID) for (const value of [` ${code}`, `${code}\n`, `${code}\t`]) assert.equal(validateUscc(value).valid, false)
  })
})
