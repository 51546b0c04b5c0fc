import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'

/** Any JSON value with the members of its objects in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reordered(member)]))
}

test('键按顺序排列，没有空白', () => {
  assert.equal(canonicalJson({ b: 1, a: [true, null, { d: '春', c: -0.5 }] }), '{"a":[true,null,{"c":-0.5,"d":"春"}],"b":1}')
})

test('键按 UTF-16 码元排序，数字键也不例外', () => {
  assert.equal(canonicalJson({ 10: 'x', 9: 'y', 办: 1, Z: 2, a: 3 }), '{"10":"x","9":"y","Z":2,"a":3,"办":1}')
})

test('RFC 8785 的例子：数字、转义和排序', () => {
  const value = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }
  assert.equal(
    canonicalJson(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('键的先后不影响结果', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(canonicalJson(reordered(value)), canonicalJson(value))))
})

test('写出的文字读回来是同一个值，再写一遍一字不差', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
    const text = canonicalJson(value)
    // -0 is written as 0, as JSON has it.
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
    assert.equal(canonicalJson(JSON.parse(text)), text)
  }))
})

test('内容不同，文字就不同', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
    const isSame = canonicalJson(one) === canonicalJson(other)
    assert.equal(isSame, JSON.stringify(one) === JSON.stringify(other) || deepEqual(one, other))
  }))
})

test('未填的成员不写，列表里的空位写 null', () => {
  assert.equal(canonicalJson({ a: undefined, b: [undefined, 1] }), '{"b":[null,1]}')
})

test('名叫 __proto__ 的成员也算内容，不会丢失', () => {
  assert.equal(canonicalJson(JSON.parse('{"__proto__":{"a":1},"b":2}')), '{"__proto__":{"a":1},"b":2}')
})

test('时刻写成 ISO 文字', () => {
  assert.equal(canonicalJson({ at: new Date(0) }), '{"at":"1970-01-01T00:00:00.000Z"}')
})

test('JSON 表达不了的值不会悄悄变成别的', () => {
  for (const value of [NaN, Infinity, 1n, Symbol('x'), () => 1, new Map([[1, 2]]), new Set([1]), new Uint8Array(2)]) {
    assert.throws(() => canonicalJson({ value: [value] }), { name: 'AssertionError' })
  }
  assert.throws(() => canonicalJson(undefined), { name: 'AssertionError' })
})

test('嵌套过深的数据被拒绝，不会耗尽栈', () => {
  let value: unknown = 1
  for (let depth = 0; depth < 100_000; depth++) value = [value]
  assert.throws(() => canonicalJson(value), { code: 'invalid' })
})

test('嵌套六十四层可以，六十五层不可以', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })
  assert.equal(canonicalJson(nested(64)).length, 64 * 6 + 1)
  assert.throws(() => canonicalJson(nested(65)), { code: 'invalid' })
})

function deepEqual(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(one, other)
    return true
  } catch {
    return false
  }
}
