import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MaterialState } from '../api/types.ts'
import { draftedValues, valuesWith } from './drafted-values.ts'
import { fieldsOf } from './fields.ts'
import { withAllRight, withLine } from './ticks.ts'

const FILE = { fileId: 'f', name: 'f.pdf', mediaType: 'application/pdf', size: 10, sm3: '', createdAt: '' }
const material = (id: string): MaterialState => ({ id, name: `${id}材料`, need: 'required', source: 'applicant', guidance: null, checks: ['签名', '日期'], problems: [], given: [{ file: FILE, promisedBy: null, givenOn: '2026-05-01', replaced: false }] })
const MATERIALS = [material('form'), material('plan')]
const strings = { type: 'array', items: { type: 'string' } }

describe('打开表单时已经填好的', () => {
  it('服务器拟的意见原样填上', () => {
    const fields = fieldsOf({ properties: { opinion: { type: 'string' }, days: { type: 'integer' } } })
    assert.deepEqual(draftedValues(fields, { opinion: '材料齐全', days: 15 }, { materials: [], ticks: {} }), { opinion: '材料齐全', days: 15 })
  })

  it('已核对的材料是窗口真正勾过的，不是拟稿里的全部', () => {
    const fields = fieldsOf({ properties: { checked: strings } })
    assert.deepEqual(draftedValues(fields, { checked: ['form', 'plan'] }, { materials: MATERIALS, ticks: withAllRight({}, material('plan')) }), { checked: ['plan'] })
    assert.deepEqual(draftedValues(fields, { checked: ['form', 'plan'] }, { materials: MATERIALS, ticks: {} }), { checked: [] })
  })

  it('补正把缺的和没勾的合在一起', () => {
    const fields = fieldsOf({ properties: { materials: { type: 'array', items: { properties: { materialId: {}, problems: {} } } } } })
    const lacking = [{ materialId: 'plan', name: 'plan材料', problems: ['没有提交，请补交'] }]
    assert.deepEqual(draftedValues(fields, { materials: lacking }, { materials: MATERIALS, ticks: withLine({}, material('form'), 0) }), {
      materials: [{ materialId: 'form', name: 'form材料', problems: ['没有做到：日期'] }, ...lacking],
    })
  })

  it('一行一条的，拟稿的列表变成一行一条', () => {
    assert.deepEqual(draftedValues(fieldsOf({ properties: { basis: strings } }), { basis: ['一', '二'] }, { materials: [], ticks: {} }), { basis: '一\n二' })
  })

  it('拟稿里多出来的不带进表单', () => {
    assert.deepEqual(draftedValues(fieldsOf({ properties: { opinion: { type: 'string' } } }), { other: 1 }, { materials: [], ticks: {} }), { opinion: undefined })
  })
})

describe('写了一半关掉，再打开', () => {
  const fields = fieldsOf({ properties: {
    note: { type: 'string' }, withinWorkingDays: { type: 'integer' }, materials: { type: 'array', items: { properties: { materialId: {}, problems: {} } } },
  } })
  const entry = (...problems: string[]) => [{ materialId: 'form', name: '申请书', problems }]

  it('改过的照改的，没碰过的照新的拟稿', () => {
    assert.deepEqual(valuesWith(fields, { note: '', withinWorkingDays: 15 }, { changed: { note: '请尽快' }, base: { note: '', withinWorkingDays: 10 } }), {
      note: '请尽快', withinWorkingDays: 15, materials: undefined,
    })
  })

  it('清空也是改过，不会又填回去', () => {
    assert.equal(valuesWith(fields, { withinWorkingDays: 15 }, { changed: { withinWorkingDays: null }, base: {} })['withinWorkingDays'], null)
  })

  it('补正的材料把后来发现的并进来', () => {
    const merged = valuesWith(fields, { materials: entry('没签名', '没日期') }, { changed: { materials: entry('第三页没签名') }, base: { materials: entry('没签名') } })
    assert.deepEqual(merged['materials'], entry('第三页没签名', '没日期'))
  })

  it('没碰过补正的材料，就是新的拟稿', () => {
    assert.deepEqual(valuesWith(fields, { materials: entry('没日期') }, { changed: { note: '请尽快' }, base: { materials: entry('没签名') } })['materials'], entry('没日期'))
  })
})
