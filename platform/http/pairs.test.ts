import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform/refusal'
import { parsePairs } from './pairs.ts'

/** Slow and obvious: one list for every name, in the order given. */
function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value])
  return lists
}

describe('地址和表单里的名字与值', () => {
  it('浏览器怎样编码，就怎样读回来', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((drawn) => drawn.isWellFormed())
    fc.assert(fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), (pairs) => {
      const read = parsePairs(new URLSearchParams(pairs).toString())
      const expected = grouped(pairs.filter(([name, value]) => name !== '' || value !== '' || true))
      assert.deepEqual(new Map(Object.entries(read).map(([name, value]) => [name, [value].flat()])), expected)
    }), { numRuns: 300 })
  })

  it('没有等号的名字值为空，等号只认第一个，空段不算', () => {
    assert.deepEqual({ ...parsePairs('a&b=&c=1=2&&=x') }, { a: '', b: '', c: '1=2', '': 'x' })
    assert.deepEqual({ ...parsePairs('') }, {})
  })

  it('叫 toString、__proto__ 的字段只是字段，碰不到程序', () => {
    const pairs = parsePairs('toString=1&__proto__=2&constructor=3')
    assert.deepEqual(Object.keys(pairs), ['toString', '__proto__', 'constructor'])
    assert.equal(Reflect.get({}, 'polluted'), undefined)
    assert.equal(Object.getPrototypeOf(pairs), null)
  })

  it('任何文字要么读出来，要么说明编码有误，不会别的', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      try {
        parsePairs(text)
      } catch (error) {
        assert.ok(error instanceof Refusal && error.code === 'invalid')
      }
    }), { numRuns: 500 })
  })

  it('字段最多一千个', () => {
    assert.equal(Object.keys(parsePairs(Array.from({ length: 1000 }, (_, index) => `f${index}=1`).join('&'))).length, 1000)
    assert.throws(() => parsePairs('a&'.repeat(1000) + 'a'), { code: 'invalid' })
  })
})
