import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkForm } from './form-check.ts'
import type { FormField } from './item.ts'
import { commonField, factOf, refusal } from './joint-facts.ts'

const TODAY = '2026-03-02'
const takes = (field: FormField, value: unknown): boolean =>
  checkForm({ type: 'object', properties: { it: field }, required: [], additionalProperties: false, 'x-pages': [] }, { it: value }, TODAY).length === 0

const FIELDS: readonly FormField[] = [
  { type: 'string', title: '甲' }, { type: 'string', title: '甲', 'x-kind': 'text', maxLength: 4 }, { type: 'string', title: '甲', minLength: 3, maxLength: 30 },
  { type: 'string', title: '甲', 'x-kind': 'day' }, { type: 'string', title: '甲', 'x-kind': 'phone' },
  { type: 'string', title: '甲', 'x-kind': 'long-text', maxLength: 200 },
  { type: 'string', title: '甲', enum: ['住宅', '工业'] }, { type: 'string', title: '甲', enum: ['工业', '仓储用地'] }, { type: 'boolean', title: '甲' },
  { type: 'number', title: '甲', minimum: 0, maximum: 50 }, { type: 'integer', title: '甲', minimum: 10 }, { type: 'number', title: '甲', minimum: 60 },
]
const VALUES: readonly unknown[] = ['一', '三个字', '五个字的话', '2026-01-01', '13800138000', '住宅', '工业', '仓储用地', true, 0, 10, 12.5, 30, 50, 55, 70, '甲'.repeat(150)]

describe('两个事项的同一项', () => {
  it('合并后的一项收下的，两边都收；合不了的，没有两边都收的', () => {
    for (const one of FIELDS) for (const other of FIELDS) {
      const common = commonField(one, other)
      for (const value of VALUES) {
        if (common && takes(common, value)) assert.ok(takes(one, value) && takes(other, value), JSON.stringify([one, other, value]))
        if (!common) assert.ok(!(takes(one, value) && takes(other, value)) || isSpare(one, other), JSON.stringify([one, other, value]))
      }
    }
  })

  it('说会退回的，确有对方不收的；说不会退回的，收下的对方都收', () => {
    for (const from of FIELDS) for (const into of FIELDS) {
      const why = refusal(from, into)
      if (why === undefined) for (const value of VALUES) assert.ok(!takes(from, value) || takes(into, value), JSON.stringify([from, into, value]))
      else assert.match(why, /\p{Script=Han}/u)
    }
    for (const field of FIELDS) assert.equal(refusal(field, field), undefined)
  })

  it('合并后的一项，两边都不会退回', () => {
    for (const one of FIELDS) for (const other of FIELDS) {
      const common = commonField(one, other)
      if (common) assert.deepEqual([refusal(common, one), refusal(common, other)], [undefined, undefined], JSON.stringify([one, other]))
    }
  })

  it('联系电话怎么叫都是一件事；一边要保密的，合起来也保密', () => {
    assert.equal(factOf({ title: '联系电话' }), factOf({ title: '联系人手机号' }))
    assert.notEqual(factOf({ title: '妈妈姓名' }), factOf({ title: '孩子姓名' }))
    const open: FormField = { type: 'string', title: '地址', 'x-visibility': 'public' }
    assert.deepEqual(commonField(open, { type: 'string', title: '地址', 'x-personal': true }), { type: 'string', title: '地址', 'x-personal': true })
    assert.equal(commonField(open, { ...open, 'x-visibility': 'sealed' })?.['x-visibility'], 'sealed')
    assert.equal(commonField(open, open)?.['x-visibility'], 'public')
  })
})

/** Two kinds that are each checked never have a text in common that anybody would write, so they are not joined. */
function isSpare(one: FormField, other: FormField): boolean {
  return one['x-kind'] !== other['x-kind'] && one.type === 'string' && other.type === 'string'
}
