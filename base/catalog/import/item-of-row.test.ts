import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Compile } from 'typebox/compile'
import fc from 'fast-check'
import { readImport } from '../import-lines.ts'
import { Item } from '../item.ts'
import { itemOfRow } from './item-of-row.ts'
import type { SourceRow } from './source-row.ts'
import { fileOf, testRow, testRows } from './test-rows.ts'

const context = { organisations: [{ id: 'some-office', name: '示例市某某局' }], today: '2026-03-02' }

/** By the whole importer, so that only rows which would be taken are looked at. */
const imported = async (changes: Partial<SourceRow>): Promise<Item> => {
  const { items, errors } = await readImport(fileOf([{ ...testRow(0), ...changes }, ...testRows(10).slice(1)]), context)
  assert.deepEqual(errors, [])
  assert.ok(items[0])
  return items[0].item
}

describe('从一行到一个事项', () => {
  it('省里的类型代码换成国家的', async () => {
    const other = { TASK_TYPE: '20', TASK_TYPE_TEXT: '其他行政权力', matter_type: '其他行政权力' }
    const row = testRow(0)
    const code = row.TASK_CODE.replace('24401', '24420')
    const catalog = row.CATAID.replace('4401', '4420')
    const item = await imported({ ...other, TASK_CODE: code, CATAID: catalog, parentCatalogId: catalog })
    assert.equal(item.type, '10')
    assert.equal((await imported({})).type, '01')
  })

  it('登记过的机构用它的编号，没有登记的按信用代码记下名称', async () => {
    const { items } = await readImport(fileOf(testRows(3)), context)
    assert.equal(items[2]?.item.organisation, 'some-office')
    assert.equal(items[2]?.item.organisationName, undefined)
    assert.equal(items[0]?.item.organisation, `uscc:${testRow(0).TASK_CODE.slice(0, 18)}`)
    assert.equal(items[0]?.item.organisationName, '示例省某某厅')
  })

  it('简称和日常用语都是群众的叫法，“无”不是', async () => {
    assert.deepEqual((await imported({ matter_short: '示例证', matter_daily: '示例证、办示例证；领 示例' })).everydayNames, ['示例证', '办示例证', '领 示例'])
    assert.deepEqual((await imported({ matter_short: null, matter_daily: null })).everydayNames, [])
  })

  it('没有写时限的以默认值占位，并且注明没有写', async () => {
    const none = await imported({ handle_time: '无', handle_time_limit: '无' })
    assert.deepEqual([none.statutoryWorkingDays, none.promisedWorkingDays], [20, 20])
    assert.ok(none.unstated?.includes('statutoryWorkingDays') && none.unstated.includes('promisedWorkingDays'))
    assert.match(none.limitNote ?? '', /来源没有写法定办结时限/)
    const stated = await imported({})
    assert.ok(!stated.unstated?.includes('statutoryWorkingDays'))
    assert.equal(stated.limitNote, undefined)
  })

  it('只有承诺时限的，法定时限不会比承诺短', async () => {
    const item = await imported({ handle_time: '无', handle_time_limit: '60(工作日)' })
    assert.deepEqual([item.statutoryWorkingDays, item.promisedWorkingDays], [60, 60])
  })

  it('自然日折成工作日，往少里算，原来怎么写的也说明', async () => {
    const item = await imported({ handle_time: '30(自然日)', handle_time_limit: '10(自然日)' })
    assert.deepEqual([item.statutoryWorkingDays, item.promisedWorkingDays], [21, 7])
    assert.match(item.limitNote ?? '', /30 个自然日.*10 个自然日/)
  })

  it('承诺即办的是即办件', async () => {
    const item = await imported({ handle_time_limit: '即办' })
    assert.deepEqual([item.kind, item.promisedWorkingDays, item.decidedAtWindow], ['instant', 0, false])
  })

  it('服务对象、办理方式、地点、预约、快递照来源', async () => {
    const item = await imported({ service_object_name: ['自然人', '非法人企业', '其他组织'], courier_service: '不支持' })
    assert.deepEqual(item.audience, ['person', 'enterprise'])
    assert.deepEqual(item.serverTypes, ['1', '6'])
    assert.deepEqual([item.handleForms, item.onlineDepth, item.express, item.bookable], [['1', '2'], 4, false, true])
    assert.deepEqual(item.places, [{ name: '办理窗口', address: '示例路一号一楼窗口' }])
  })

  it('没有窗口又不能网办的，办理形式是其他', async () => {
    const item = await imported({ handle_location: '无线下办理窗口', ONLINECHECK: '0', online_book: '否', URL: null })
    assert.deepEqual([item.handleForms, item.onlineDepth, item.places], [['9'], 1, []])
  })

  it('材料“无”就是不要材料', async () => {
    assert.deepEqual((await imported({ material_intro: '无' })).materials, [])
    assert.deepEqual((await imported({})).materials.map(({ id, name }) => `${id} ${name}`), ['m1 申请表', 'm2 身份证明'])
  })

  it('联办机构成为流程，按环节的先后', async () => {
    const item = await imported({ co_department: '省级某某（审核,证件制定与送达）、市级某某（受理,审核）' })
    assert.deepEqual(item.flow.map(({ name, unit }) => `${name} ${unit}`), ['受理 市级某某', '审核 省级某某', '审核 市级某某', '证件制定与送达 省级某某'])
  })

  it('很长的条件在句子之间分成几条，一个字也不丢', async () => {
    const sentence = `${'条件很长'.repeat(40)}。`
    const item = await imported({ accept_standard: sentence.repeat(10) })
    assert.ok(item.conditions.length > 1 && item.conditions.every((condition) => condition.length <= 1000 && condition.endsWith('。')))
    assert.equal(item.conditions.join(''), sentence.repeat(10))
  })

  it('夹着地址网址的长电话只取号码，“无”没有电话', async () => {
    const long = '窗口咨询地址：示例路一号。咨询电话号码：020-11112222、020-33334444。网址：http://www.example.gov.cn/'
    const item = await imported({ consult_phone: long, complain_phone: '无' })
    assert.equal(item.consultPhone, '020-11112222、020-33334444')
    assert.equal(item.complaintPhone, undefined)
  })

  it('不冒充官方：标为示例，注明是导入的', async () => {
    const item = await imported({})
    assert.equal(item.standing, 'example')
    assert.match(item.sourceNote ?? '', /导入/)
    assert.ok(['fee', 'outcome', 'form', 'legalBasis'].every((field) => item.unstated?.includes(field)))
  })
})

describe('不论怎样的好行', () => {
  const check = Compile(Item)
  const phrase = fc.stringMatching(/^[一-龥]{2,40}$/)
  const days = fc.tuple(fc.integer({ min: 1, max: 366 }), fc.constantFrom('工作日', '自然日')).map(([amount, unit]) => `${amount}(${unit})`)
  const limit = fc.oneof(fc.constant('无'), days)
  const changes = fc.record({
    handle_time: limit, handle_time_limit: limit, visit_number: fc.constantFrom('0', '1', '3'),
    matter_short: fc.constantFrom('无', '示例证', '甲，乙、丙'),
    accept_standard: fc.array(phrase).map((all) => all.join('。') || '无'),
    service_object_name: fc.subarray(['自然人', '企业法人', '非法人企业', '行政机关'], { minLength: 1 }),
    material_intro: fc.oneof(fc.constant('无' as const), fc.uniqueArray(phrase, { maxLength: 20 })),
    handle_location: fc.constantFrom('无线下办理窗口', '办理地点：无', '办理地点：示例路二号'),
  })

  it('成为的事项都合结构，缺一个时限时承诺不长于法定', () => {
    fc.assert(fc.property(changes, (some) => {
      const item = itemOfRow({ ...testRow(0), ...some }, context)
      assert.ok(check.Check(item), JSON.stringify(check.Errors(item)))
      if (some.handle_time === '无' || some.handle_time_limit === '无') assert.ok(item.promisedWorkingDays <= item.statutoryWorkingDays)
    }))
  })

  it('同一行每次成为同样的事项，不改动这一行', () => {
    fc.assert(fc.property(changes, (some) => {
      const row: SourceRow = { ...testRow(0), ...some }
      const before = structuredClone(row)
      assert.deepEqual(itemOfRow(row, context), itemOfRow(row, context))
      assert.deepEqual(row, before)
    }))
  })
})
