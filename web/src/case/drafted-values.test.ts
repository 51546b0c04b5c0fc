import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MaterialState } from '../api/types.ts'
import { draftedValues, valuesWith } from './drafted-values.ts'
import { fieldsOf } from './fields.ts'
import { withAllRight, withLine, type Ticks } from './ticks.ts'

const FILE = { fileId: 'f', name: 'f.pdf', mediaType: 'application/pdf', size: 10, sm3: '', createdAt: '' }
const GIVEN = [{ file: FILE, promisedBy: null, givenOn: '2026-05-01', replaced: false }]

function material(id: string): MaterialState {
  return { id, name: `${id}材料`, need: 'required', source: 'applicant', guidance: null, checks: ['签名', '日期'], problems: [], given: GIVEN }
}

const MATERIALS = [material('form'), material('plan')]
const STRINGS = { type: 'array', items: { type: 'string' } }
const CORRECTION = { type: 'array', items: { properties: { materialId: {}, problems: {} } } }

function drafted(properties: Parameters<typeof fieldsOf>[0], draft: Record<string, unknown>, ticks: Ticks = {}) {
  return draftedValues(fieldsOf(properties), draft, { materials: MATERIALS, ticks })
}

describe('打开表单时已经填好的', () => {
  it('服务器拟的意见原样填上', () => {
    const schema = { properties: { opinion: { type: 'string' }, days: { type: 'integer' } } }
    assert.deepEqual(drafted(schema, { opinion: '材料齐全', days: 15 }), { opinion: '材料齐全', days: 15 })
  })

  it('已核对的材料是窗口真正勾过的，不是拟稿里的全部', () => {
    const draft = { checked: ['form', 'plan'] }
    assert.deepEqual(drafted({ properties: { checked: STRINGS } }, draft, withAllRight({}, material('plan'))), { checked: ['plan'] })
    assert.deepEqual(drafted({ properties: { checked: STRINGS } }, draft), { checked: [] })
  })

  it('补正把缺的和没勾的合在一起', () => {
    const lacking = [{ materialId: 'plan', name: 'plan材料', problems: ['没有提交，请补交'] }]
    assert.deepEqual(drafted({ properties: { materials: CORRECTION } }, { materials: lacking }, withLine({}, material('form'), 0)), {
      materials: [{ materialId: 'form', name: 'form材料', problems: ['没有做到：日期'] }, ...lacking],
    })
  })

  it('一行一条的，拟稿的列表变成一行一条', () => {
    assert.deepEqual(drafted({ properties: { basis: STRINGS } }, { basis: ['一', '二'] }), { basis: '一\n二' })
  })

  it('拟稿里多出来的不带进表单', () => {
    assert.deepEqual(drafted({ properties: { opinion: { type: 'string' } } }, { other: 1 }), { opinion: undefined })
  })
})

describe('写了一半关掉，再打开', () => {
  const FIELDS = fieldsOf({ properties: { note: { type: 'string' }, days: { type: 'integer' }, materials: CORRECTION } })
  const entry = (...problems: string[]) => [{ materialId: 'form', name: '申请书', problems }]

  it('改过的照改的，没碰过的照新的拟稿', () => {
    const kept = { changed: { note: '请尽快' }, base: { note: '', days: 10 } }
    assert.deepEqual(valuesWith(FIELDS, { note: '', days: 15 }, kept), { note: '请尽快', days: 15, materials: undefined })
  })

  it('清空也是改过，不会又填回去', () => {
    assert.equal(valuesWith(FIELDS, { days: 15 }, { changed: { days: null }, base: {} })['days'], null)
  })

  it('补正的材料把后来发现的并进来', () => {
    const kept = { changed: { materials: entry('第三页没签名') }, base: { materials: entry('没签名') } }
    assert.deepEqual(valuesWith(FIELDS, { materials: entry('没签名', '没日期') }, kept)['materials'], entry('第三页没签名', '没日期'))
  })

  it('没碰过补正的材料，就是新的拟稿', () => {
    const kept = { changed: { note: '请尽快' }, base: { materials: entry('没签名') } }
    assert.deepEqual(valuesWith(FIELDS, { materials: entry('没日期') }, kept)['materials'], entry('没日期'))
  })
})
