import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addField, addPage, changePage, EMPTY_FORM, FIELD_NAME, formIn, moveField, movePage, removeField, removePage, renameField, setRequired, shiftField,
} from './form-edit.ts'
import type { ItemForm } from './item-shape.ts'

const field = (title: string) => ({ type: 'string' as const, title })
const form: ItemForm = {
  ...EMPTY_FORM, properties: { a: field('甲'), b: field('乙'), c: field('丙') }, required: ['a', 'c'],
  'x-pages': [{ title: '一', fields: ['a', 'b'] }, { title: '二', fields: ['c'] }],
}
const pagesOf = (one: ItemForm): string[][] => one['x-pages'].map(({ fields }) => fields)

describe('图形编辑表单', () => {
  it('加一页就有一个空字段可写；加字段写在那一页末尾，名字不和已有的重复', () => {
    const added = addField(addPage(form), 0)
    assert.deepEqual(pagesOf(added), [['a', 'b', 'field2'], ['c'], ['field1']])
    assert.ok(Object.keys(added.properties).every((name) => FIELD_NAME.test(name)))
  })

  it('上移下移：在页里挪一格，到页头页尾就换到前后一页；再没有地方的不动', () => {
    assert.deepEqual(pagesOf(shiftField(form, 'b', -1)), [['b', 'a'], ['c']])
    assert.deepEqual(pagesOf(shiftField(form, 'b', 1)), [['a'], ['b', 'c']])
    assert.deepEqual(pagesOf(shiftField(form, 'c', -1)), [['a', 'b', 'c'], []])
    assert.deepEqual(shiftField(form, 'c', 1), form)
    assert.deepEqual(pagesOf(moveField(form, 'a', { page: 1, at: 1 })), [['b'], ['c', 'a']])
    assert.deepEqual(movePage(form, 0, 1)['x-pages'].map(({ title }) => title), ['二', '一'])
  })

  it('删字段连同必填一起去掉；删一页，字段并到相邻的页，一个不丢；最后一页连字段一起删', () => {
    assert.deepEqual([removeField(form, 'c').required, pagesOf(removeField(form, 'c'))], [['a'], [['a', 'b']]])
    assert.deepEqual(pagesOf(removePage(form, 0)), [['a', 'b', 'c']])
    assert.deepEqual(pagesOf(removePage(form, 1)), [['a', 'b', 'c']])
    assert.deepEqual(removePage(removePage(form, 0), 0), EMPTY_FORM)
  })

  it('改名：次序、必填、页都跟着', () => {
    const renamed = renameField(form, 'a', 'first')
    assert.deepEqual([Object.keys(renamed.properties), renamed.required, pagesOf(renamed)], [['first', 'b', 'c'], ['first', 'c'], [['first', 'b'], ['c']]])
  })

  it('必填只写一次；页的说明清空就是没有', () => {
    assert.deepEqual(setRequired(form, 'a', true).required, ['c', 'a'])
    assert.deepEqual(setRequired(form, 'a', false).required, ['c'])
    assert.deepEqual(changePage(changePage(form, 0, { help: '说明' }), 0, { help: undefined }), form)
  })

  const act = fc.oneof(
    fc.constant((one: ItemForm) => addPage(one)), fc.nat(3).map((at) => (one: ItemForm) => (one['x-pages'][at] ? addField(one, at) : one)),
    fc.tuple(fc.nat(6), fc.constantFrom(1 as const, -1 as const)).map(([at, by]) => (one: ItemForm) => shiftField(one, nameAt(one, at), by)),
    fc.tuple(fc.nat(6), fc.nat(3), fc.nat(4))
      .map(([at, page, to]) => (one: ItemForm) => (one['x-pages'][page] ? moveField(one, nameAt(one, at), { page, at: to }) : one)),
    fc.nat(6).map((at) => (one: ItemForm) => removeField(one, nameAt(one, at))),
    fc.nat(3).map((at) => (one: ItemForm) => (one['x-pages'][at] ? removePage(one, at) : one)),
    fc.nat(6).map((at) => (one: ItemForm) => setRequired(one, nameAt(one, at), true)),
  )
  it('随便怎么点：每个字段始终恰好在一页上，必填的都在表单里', () => {
    fc.assert(fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const end = acts.reduce((one, change) => (Object.keys(one.properties).length === 0 ? addPage(one) : change(one)), form)
      assert.deepEqual(pagesOf(end).flat().sort(), Object.keys(end.properties).sort())
      assert.ok(end.required.every((name) => Object.hasOwn(end.properties, name)))
      assert.equal(new Set(end.required).size, end.required.length)
    }))
  })
})

describe('表单写成 JSON', () => {
  it('写出来的读得回来，一字不差', () => {
    const { form: real } = JSON.parse(readFileSync(new URL('../../../data/items/complete/birth-registration.json', import.meta.url), 'utf8'))
    assert.deepEqual(formIn(JSON.stringify(real, null, 2)), { form: real })
  })

  it('写到一半、结构不对的不算进去，说出哪里不对', () => {
    const faultOf = (text: string) => { const read = formIn(text); return 'fault' in read ? read.fault : '' }
    assert.match(faultOf('{"type": "object"'), /还不是完整的 JSON，没有算进去/)
    assert.match(faultOf('[]'), /type 应是/)
    assert.match(faultOf('{"type":"object","properties":[],"required":[1],"x-pages":[{}]}'), /properties 应是各个字段；required 应是字段名的列表；x-pages 应是各页/)
    assert.equal(faultOf(JSON.stringify(EMPTY_FORM)), '')
  })
})

function nameAt(one: ItemForm, at: number): string {
  const names = Object.keys(one.properties)
  return names[at % names.length] ?? ''
}
