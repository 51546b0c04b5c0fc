import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform/refusal'
import { DEPTH_MAX, refuseUnsafe } from './plain-data.ts'

const word = fc.string({
  unit: 'grapheme', maxLength: 8,
}).filter((text) => text.isWellFormed() && !text.includes('\0') && text !== '__proto__')
const fine = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' }, word, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null),
    tie('list'), tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(word, tie('value'), { maxKeys: 4 }),
})).value

const unsafe = fc.constantFrom('\0', 'a\0b', '\ud800', 'x\udc00', Infinity, -Infinity, NaN)

/** Puts a value some levels deep into lists and objects; answers where it lies too. */
function buried(value: unknown, way: readonly string[]): { whole: unknown; path: string } {
  const whole = way.toReversed().reduce((inner, name) => ({ other: 1, [name]: inner }), value)
  return { whole, path: way.join('.') }
}

function refusalOf(value: unknown): Refusal {
  try {
    refuseUnsafe(value)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error(`not refused: ${JSON.stringify(value)}`)
}

describe('存不下、看不懂、伸手进程序的内容一律拒绝', () => {
  it('普通内容都放行', () => {
    fc.assert(fc.property(fine, (value) => refuseUnsafe(value)), { numRuns: 300 })
  })

  it('藏得再深也找得到，并指出在哪里', () => {
    const way = fc.array(fc.constantFrom('form', 'materials', 'a', 'constructor'), { maxLength: 10 })
    fc.assert(fc.property(unsafe, way, (value, names) => {
      const { whole, path } = buried(value, names)
      const refusal = refusalOf(whole)
      assert.equal(refusal.code, 'invalid')
      assert.deepEqual(refusal.fields.map((field) => field.path), [path])
    }), { numRuns: 200 })
  })

  it('字段的名字同样检查，指出的位置里不带原来的坏字符', () => {
    for (const name of ['\0', 'a\ud800']) {
      const refusal = refusalOf({ form: { [name]: 1 } })
      assert.match(refusal.fields[0]?.path ?? '', /^form\./)
      assert.doesNotMatch(refusal.fields[0]?.path ?? '', /\0|\p{Cs}/u)
    }
  })

  it(`嵌套到 ${DEPTH_MAX} 层可以，再深一层不行`, () => {
    const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1)
    refuseUnsafe(nested(DEPTH_MAX))
    assert.match(refusalOf(nested(DEPTH_MAX + 1)).message, /嵌套/)
    assert.match(refusalOf(nested(20_000)).message, /嵌套/)
  })

  it('__proto__ 不行；constructor 是施工单位，可以，除非它伸手要 prototype', () => {
    refusalOf(JSON.parse('{"a":{"__proto__":{"admin":true}}}'))
    refusalOf(JSON.parse('{"constructor":{"prototype":{"admin":true}}}'))
    refuseUnsafe({ constructor: '某建筑公司' })
    refuseUnsafe({ constructor: { name: '某建筑公司' } })
  })
})
