import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fieldsOf, type Field } from './fields.ts'
import { faultOf, firstFaulty, linesOf, otherFaults, stepData } from './step-data.ts'

const FIELDS: Field[] = fieldsOf({
  properties: {
    opinion: { type: 'string', title: '意见' },
    basis: { type: 'array', items: { type: 'string' }, title: '依据' },
    days: { type: 'integer', title: '天数' },
    checked: { type: 'array', items: { type: 'string' }, title: '已核对' },
    materials: { type: 'array', items: { type: 'object', properties: { materialId: {}, problems: {} } }, title: '材料' },
  },
})

describe('送出去的内容', () => {
  it('空白不送，前后空格去掉', () => {
    assert.deepEqual(stepData(FIELDS, { opinion: '  同意。\n', basis: '', days: null, materials: [] }), { opinion: '同意。' })
    assert.deepEqual(stepData(FIELDS, { opinion: ' 　' }), {})
    assert.deepEqual(stepData(FIELDS, {}), {})
  })

  it('零是内容，不是空白', () => assert.deepEqual(stepData(FIELDS, { days: 0 }), { days: 0 }))

  it('一行一条，空行不算', () => {
    assert.deepEqual(stepData(FIELDS, { basis: '第一条\n\n 第二条 ' }), { basis: ['第一条', '第二条'] })
    assert.deepEqual(linesOf(['第一条', 3, '']), ['第一条'])
    assert.deepEqual(linesOf(7), [])
  })

  it('一份也没核对也如实送出', () => assert.deepEqual(stepData(FIELDS, { checked: [] }), { checked: [] }))

  it('表单没有的字段不送', () => assert.deepEqual(stepData(FIELDS, { opinion: '好的', other: 1 }), { opinion: '好的' }))
})

describe('服务器指出的错误', () => {
  const faults = [
    { path: 'materials.0.problems', message: '至少要有 1 项' }, { path: 'opinion', message: '至少 2 个字' }, { path: 'data', message: '没有这一项' },
  ]

  it('落到它说的字段上，嵌在里面的也是', () => {
    assert.equal(faultOf(faults, 'opinion'), '至少 2 个字')
    assert.equal(faultOf(faults, 'materials'), '至少要有 1 项')
    assert.equal(faultOf(faults, 'days'), undefined)
  })

  it('名字相近的字段不混淆', () => assert.equal(faultOf([{ path: 'opinions', message: '错' }], 'opinion'), undefined))

  it('没有字段可落的另外显示，一条不丢', () => {
    assert.deepEqual(otherFaults(faults, FIELDS), [{ path: 'data', message: '没有这一项' }])
  })

  it('光标回到表单里最前面的错处，不是服务器先说的那处', () => assert.equal(firstFaulty(faults, FIELDS)?.name, 'opinion'))
})
