import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { schemaErrors } from '#platform/schema'
import { closedSchema, type JsonSchema } from './closed-schema.ts'

// Safe: a TypeBox schema is a plain JSON Schema.
const closed = (schema: object): JsonSchema => closedSchema(schema as JsonSchema)
const accepts = (schema: object, value: unknown): boolean => schemaErrors(closed(schema), value).length === 0

describe('没写“不许多余字段”的接口，也不许多余字段', () => {
  const inner = Type.Object({ a: Type.String() })

  it('外层、里层、列表里、二选一里都关上', () => {
    assert.equal(accepts(inner, { a: '1', b: 1 }), false)
    assert.equal(accepts(Type.Object({ inner }), { inner: { a: '1', b: 1 } }), false)
    assert.equal(accepts(Type.Object({ list: Type.Array(inner) }), { list: [{ a: '1' }, { a: '1', b: 1 }] }), false)
    assert.equal(accepts(Type.Union([inner, Type.Object({ c: Type.String() })]), { c: '1', b: 1 }), false)
    assert.equal(accepts(Type.Union([inner, Type.Object({ c: Type.String() })]), { c: '1' }), true)
    assert.equal(accepts({ type: 'array', items: [inner, { type: 'string' }] }, [{ a: '1', b: 1 }, 'x']), false)
  })

  it('自己说了许不许的，照它说的', () => {
    assert.equal(accepts(Type.Object({ a: Type.String() }, { additionalProperties: true }), { a: '1', b: 1 }), true)
    assert.equal(accepts(Type.Object({ a: Type.String() }, { additionalProperties: Type.Integer() }), { a: '1', b: 'x' }), false)
    assert.equal(accepts(Type.Record(Type.String(), Type.String()), { anything: 'goes' }), true)
  })

  it('合并的几部分不关，否则谁也通不过', () => {
    assert.equal(accepts(Type.Intersect([inner, Type.Object({ c: Type.String() })]), { a: '1', c: '1' }), true)
  })

  it('原来的格式不改动', () => {
    const schema = Type.Object({ inner })
    const before = JSON.stringify(schema)
    closed(schema)
    assert.equal(JSON.stringify(schema), before)
  })
})
