import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Item } from '../item.ts'
import { testItem } from '../test-item.ts'
import { differenceOf } from './difference.ts'

const nameOf = (id: string): string => ({ hall: '综合窗口', 'market-regulation': '市场监管局' })[id] ?? id
const changed = (changes: Partial<Item>, from: Partial<Item> = {}): string[] => differenceOf(testItem(from), testItem({ ...from, ...changes }), nameOf)

describe('两版之间改了什么，用话说', () => {
  it('没有改就一句也不说，版号不算内容', () => assert.deepEqual(changed({ version: 9 }), []))

  it('字段由什么改为什么，用人看的词', () => {
    assert.deepEqual(changed({ promisedWorkingDays: 8, kind: 'instant', express: false, organisation: 'hall' }), [
      '实施主体：由“市场监管局”改为“综合窗口”', '办件类型：由“承诺件”改为“即办件”', '承诺工作日：由“10”改为“8”', '快递：由“是”改为“否”',
    ])
    assert.deepEqual(changed({ fee: { charged: true, payableOnline: false, basis: '某文件', entries: [{ name: '工本费', standard: '5 元' }] } }), [
      '收费：由“否”改为“是”', '收费依据：写上“某文件”', '收费：增加“工本费”',
    ])
  })

  it('日期写成日期，不是机器里的样子', () => {
    assert.deepEqual(changed({ effectiveFrom: '2026-11-24' }, { effectiveFrom: '2024-04-15' }), ['生效日期：由“2024-04-15”改为“2026-11-24”'])
    assert.deepEqual(changed({ effectiveTo: '2027-01-01' }), ['失效日期：写上“2027-01-01”'])
  })

  it('新写的、去掉的、逐条列的', () => {
    assert.deepEqual(changed({ limitNote: '可能要到现场看' }), ['时限说明：写上“可能要到现场看”'])
    assert.deepEqual(changed({ everydayNames: ['餐饮证', '小吃店'] }), ['日常用语：去掉“开饭店”', '日常用语：增加“小吃店”'])
    assert.deepEqual(changed({ everydayNames: ['餐饮证', '开饭店'] }), ['日常用语：换了次序'])
  })

  it('材料按编号认：增加、去掉、改了哪一项、换了次序', () => {
    const { materials } = testItem()
    const [first, second, ...rest] = materials
    assert(first && second)
    assert.deepEqual(changed({ materials: materials.slice(1) }), ['材料：去掉“材料 application”'])
    assert.deepEqual(changed({ materials: [{ ...first, need: 'optional', checks: ['有签名'] }, second, ...rest] }), [
      '材料“材料 application”的必要性：由“必要”改为“非必要”', '材料“材料 application”的受理标准：写上“有签名”',
    ])
    assert.deepEqual(changed({ materials: [second, first, ...rest] }), ['材料：换了次序'])
    const leased = { ...second, when: { premises: ['leased'] } }
    assert.deepEqual(changed({ materials: [first, leased, ...rest] }), ['材料“材料 deed”的前提：由“premises=own”改为“premises=leased”'])
  })

  it('情形的选项、表单的字段也逐项说', () => {
    const { situations, form } = testItem()
    const [premises, lessor] = situations
    assert(premises && lessor)
    assert.deepEqual(changed({ situations: [{ ...premises, options: [...premises.options, { id: 'lent', label: '借的' }] }, lessor] }), ['情形：增加“店面是自己的还是租的？ 借的”'])
    const shopName = { type: 'string', title: '招牌上的名字', maxLength: 30 } as const
    assert.deepEqual(changed({ form: { ...form, properties: { ...form.properties, shopName } } }), ['表单“招牌上的名字”的字段名称：由“店名”改为“招牌上的名字”'])
    assert.deepEqual(changed({ form: { ...form, required: form.required.slice(1) } }), ['表单“店名”的必填：由“是”改为“否”'])
  })

  it('改过去再改回来，说的是相反的话；任何改动都说得出来', () => {
    fc.assert(fc.property(fc.record({
      promisedWorkingDays: fc.nat(20), visits: fc.nat(3), name: fc.constantFrom('甲', '乙'), bookable: fc.boolean(),
    }), (changes) => {
      const same = Object.entries(changes).every(([field, value]) => Object.entries(testItem()).some(([name, now]) => name === field && now === value))
      assert.equal(changed(changes).length === 0, same)
      assert.equal(differenceOf(testItem(changes), testItem(), nameOf).length, changed(changes).length)
    }))
  })
})
