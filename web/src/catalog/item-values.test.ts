import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rowsAt, valueAt, withRows, withValue } from './item-values.ts'

const items = ['birth-registration', 'disability-certificate', 'old-age-allowance', 'sole-trader-registration']
  .map((name) => JSON.parse(readFileSync(new URL(`../../../data/items/complete/${name}.json`, import.meta.url), 'utf8')))
const LISTS = ['fee.entries', 'legalBasis', 'flow', 'questions', 'places']

describe('事项在编辑表里的样子', () => {
  for (const item of items) {
    it(`${item.name}：每张表拆成行再收回来，一个字不变`, () => {
      for (const path of LISTS) assert.deepEqual(sorted(withRows(item, path, rowsAt(item, path))), sorted(item), path)
    })
  }

  it('改一个字段不动别的，也不改原来的；去掉就是没有', () => {
    const fee = Object.freeze({ charged: false, payableOnline: false })
    const item = Object.freeze({ name: '甲', fee })
    assert.deepEqual(withValue(item, 'fee.charged', true), { name: '甲', fee: { charged: true, payableOnline: false } })
    assert.deepEqual(withValue(item, 'name', undefined), { fee })
    assert.equal(valueAt(item, 'fee.basis'), undefined)
  })

  it('新加的空行收进去，还能再拿出来', () => {
    const [item] = items
    const rows = [...rowsAt(item, 'flow'), { name: '', unit: '' }]
    assert.deepEqual(rowsAt(withRows(item, 'flow', rows), 'flow'), rows)
  })
})

/** The order in which required fields are named is no content. */
function sorted(item: object): unknown {
  return JSON.parse(JSON.stringify(item, (name, value: unknown) => (name === 'required' && Array.isArray(value) ? [...value].sort() : value)))
}
