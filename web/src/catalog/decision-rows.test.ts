import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decisionRows, ticked, usesOf, withCondition, withoutOption, withoutQuestion } from './decision-rows.ts'
import { EMPTY_FORM } from './form-edit.ts'
import { freeId, moved, partsOf, type Material, type Parts } from './item-shape.ts'

const option = (id: string) => ({ id, label: id })
const material = (id: string, when?: Material['when']): Material => ({
  id,
  name: `材料${id}`,
  need: 'required',
  originals: 1,
  copies: 0,
  source: 'applicant',
  checks: [],
  ...(when && { when }),
})
const parts: Parts = {
  promisedWorkingDays: 10,
  situations: [
    { id: 'q1', question: '自己的还是租的', options: [option('own'), option('rent')] },
    { id: 'q2', question: '谁出租', when: { q1: ['rent'] }, options: [option('firm'), option('person')] },
  ],
  materials: [material('1'), material('2', { q1: ['rent'], q2: ['firm'] })],
  form: {
    ...EMPTY_FORM,
    properties: { name: { type: 'string', title: '姓名' }, firm: { type: 'string', title: '单位', 'x-when': { q2: ['firm'] } } },
    'x-pages': [{ title: '一', fields: ['name', 'firm'] }],
  },
  limitsByAnswer: [{ when: { q1: ['own'] }, promisedWorkingDays: 5 }],
}

describe('决定表', () => {
  it('一行一样东西：后面的问题、材料、字段、时限；问题只能看排在它前面的', () => {
    assert.deepEqual(decisionRows(parts).map(({ kind, name, questions }) => [kind, name, questions]), [
      ['question', '谁出租', 1], ['material', '材料1', 2], ['material', '材料2', 2], ['field', '姓名', 2], ['field', '单位', 2], ['limit', '5 个工作日', 2],
    ])
  })

  it('勾一个、再勾一个是“或”；一个问题下都去掉，就不看这个问题；全去掉就是总要', () => {
    const one = ticked(undefined, ['q1', 'own'], true)
    assert.deepEqual(ticked(one, ['q1', 'rent'], true), { q1: ['own', 'rent'] })
    assert.deepEqual(ticked({ q1: ['own'], q2: ['firm'] }, ['q1', 'own'], false), { q2: ['firm'] })
    assert.equal(ticked(one, ['q1', 'own'], false), undefined)
  })

  it('勾在哪一行就改哪一行，别的一个字不动', () => {
    for (const { path } of decisionRows(parts)) {
      const changed = withCondition(parts, path, { q1: ['own'] })
      for (const row of decisionRows(changed))
        assert.deepEqual(row.when, row.path === path ? { q1: ['own'] } : decisionRows(parts).find((one) => one.path === row.path)?.when, `${path} ${row.path}`)
      assert.deepEqual(Object.keys(changed.form.properties), ['name', 'firm'])
    }
  })

  it('删一个问题：各行里对它的勾选一起去掉；删一个选项：只靠它的行变成永远不要，不会变成人人都要', () => {
    const without = withoutQuestion(parts, 'q2')
    assert.deepEqual([
      without.situations.map(({ id }) => id), without.materials[1]?.when, without.form.properties['firm']?.['x-when'],
    ], [['q1'], { q1: ['rent'] }, undefined])
    const fewer = withoutOption(parts, 'q2', 'firm')
    assert.deepEqual(
      [fewer.situations[1]?.options.map(({ id }) => id), fewer.materials[1]?.when, fewer.form.properties['firm']?.['x-when']],
      [['person'], { q1: ['rent'], q2: [] }, { q2: [] }],
    )
    assert.deepEqual([usesOf(parts, 'q1'), usesOf(parts, 'q1', 'rent'), usesOf(parts, 'q2', 'person')], [3, 2, 0])
  })

  it('勾了再去掉，回到原来的样子', () => {
    const anyTick = fc.record({ question: fc.constantFrom('q1', 'q2'), option: fc.constantFrom('own', 'rent', 'firm', 'person') })
    fc.assert(fc.property(fc.array(anyTick, { maxLength: 8 }), (ticks) => {
      const when = ticks.reduce((sum: Material['when'], one) => ticked(sum, [one.question, one.option], true), undefined)
      assert.equal(ticks.reduce((sum: Material['when'], one) => ticked(sum, [one.question, one.option], false), when), undefined)
      for (const options of Object.values(when ?? {})) assert.equal(new Set(options).size, options.length)
    }))
  })
})

describe('编辑列表的小事', () => {
  it('新编号不和已有的重复；移动到头就不动', () => {
    assert.equal(freeId('q', ['q1', 'q3']), 'q2')
    assert.deepEqual(moved(['a', 'b', 'c'], 2, -1), ['a', 'c', 'b'])
    assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
    assert.deepEqual(Object.keys(partsOf({ ...parts, name: '名称' })).sort(), ['form', 'limitsByAnswer', 'materials', 'promisedWorkingDays', 'situations'])
  })
})
