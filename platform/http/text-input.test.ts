import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { textInput } from './text-input.ts'

const read = textInput({ properties: {
  page: { type: 'integer' }, kinds: { type: 'array' }, q: { type: 'string' }, rate: { type: 'number' },
} })

describe('地址和表单只有文字', () => {
  it('声明为整数的转成整数，任何整数都一样', () => {
    fc.assert(fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (whole) => {
      assert.deepEqual(read({ page: String(whole) }), { page: whole === 0 ? 0 : whole })
    }))
  })

  it('写得不像整数的留着原样，由格式检查来说', () => {
    for (const text of ['', ' 1', '1 ', '01', '-01', '+1', '1.0', '1e3', '0x10', '١', '１', 'NaN', '1234567890123456', '-', '--1']) {
      assert.deepEqual(read({ page: text }), { page: text }, text)
    }
    assert.deepEqual(read({ page: ['1', '2'] }), { page: ['1', '2'] })
  })

  it('声明为列表的，一个也是列表', () => {
    assert.deepEqual(read({ kinds: 'a' }), { kinds: ['a'] })
    assert.deepEqual(read({ kinds: ['a', 'b'] }), { kinds: ['a', 'b'] })
  })

  it('文字、小数、没声明的都不动', () => {
    assert.deepEqual(read({ q: '12', rate: '1.5', other: '3' }), { q: '12', rate: '1.5', other: '3' })
  })
})
