import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checklistOf } from './checklist.ts'
import { checkForm, formOfPage, readFormFields } from './form-check.ts'
import type { FormField, ItemForm } from './item.ts'
import { testItem } from './test-item.ts'

const TODAY = '2026-03-02'
const { form } = checklistOf(testItem(), { premises: 'own' })
const filled = { shopName: '春风小馆', area: 40.5, kitchen: '电' }
const messages = (data: unknown): string[] => checkForm(form, data, TODAY).map(({ path, message }) => `${path}: ${message}`)
const paths = (data: unknown): string[] => checkForm(form, data, TODAY).map(({ path }) => path)
const only = (field: FormField): ItemForm => ({
  type: 'object', properties: { it: field }, required: [], additionalProperties: false, 'x-pages': [{ title: '一页', fields: ['it'] }],
})
const faultOf = (field: Partial<FormField>, value: unknown): string | undefined =>
  checkForm(only({ type: 'string', title: '它', ...field }), { it: value }, TODAY)[0]?.message

describe('填好的表单', () => {
  it('只填必填项可以', () => assert.deepEqual(messages(filled), []))

  it('全部填上也可以', () => {
    assert.deepEqual(messages({ ...filled, seats: 0, openOn: '2026-05-01', outdoor: false }), [])
  })

  it('缺的必填项一次说全，选的说选、写的说写', () => {
    assert.deepEqual(messages({}), ['shopName: 请填写“店名”', 'area: 请填写“面积（平方米）”', 'kitchen: 请选择“厨房种类”'])
    assert.deepEqual(paths({ ...filled, shopName: '  ' }), ['shopName'])
  })

  it('没有的字段要退回，不悄悄丢掉', () => {
    assert.deepEqual(paths({ ...filled, vip: true }), ['vip'])
    assert.deepEqual(paths({ ...filled, lessorName: '张三' }), ['lessorName'])
    const sly = JSON.parse('{"shopName":"馆","area":4,"kitchen":"电","__proto__":1,"constructor":2}')
    assert.deepEqual(paths(sly), ['__proto__', 'constructor'])
  })

  it('整个不是表单的，说一次就够', () => {
    for (const data of [null, 'x', 3, [filled], undefined]) assert.equal(checkForm(form, data, TODAY).length, 1)
  })
})

describe('类型按 JSON 原样，不替人改', () => {
  it('数字写成了文字要退回', () => {
    assert.match(messages({ ...filled, area: '40' })[0] ?? '', /应填数字/)
    assert.deepEqual(paths({ ...filled, seats: '3' }), ['seats'])
  })

  it('是非、文字、数字各归各，空值也不算', () => {
    assert.deepEqual(paths({ ...filled, outdoor: 'true' }), ['outdoor'])
    assert.deepEqual(paths({ ...filled, shopName: 7 }), ['shopName'])
    assert.deepEqual(paths({ ...filled, shopName: ['馆'] }), ['shopName'])
    assert.deepEqual(paths({ ...filled, shopName: null, outdoor: null }), ['shopName', 'outdoor'])
  })

  it('整数不带小数，数字要有限', () => {
    assert.deepEqual(paths({ ...filled, seats: 1.5 }), ['seats'])
    assert.deepEqual(paths({ ...filled, area: NaN }), ['area'])
    assert.deepEqual(paths({ ...filled, area: Infinity }), ['area'])
  })

  it('大小有界，界上可以', () => {
    assert.deepEqual(paths({ ...filled, area: 1, seats: 200 }), [])
    assert.deepEqual(paths({ ...filled, area: 0.9, seats: 201 }), ['area', 'seats'])
  })
})

describe('文字', () => {
  it('长短有界，按字数不按字节', () => {
    assert.equal(faultOf({ maxLength: 2 }, '𠮷𠮷'), undefined)
    assert.match(faultOf({ maxLength: 2 }, '一二三') ?? '', /最多 2 个字，现在有 3 个/)
    assert.match(faultOf({ minLength: 4 }, '一二三') ?? '', /至少 4 个字/)
  })

  it('没有写明长度的最多两千字', () => {
    assert.equal(faultOf({}, '字'.repeat(2000)), undefined)
    assert.match(faultOf({}, '字'.repeat(2001)) ?? '', /最多 2000 个字/)
  })

  it('选项以外的不收', () => {
    assert.match(messages({ ...filled, kitchen: '煤' })[0] ?? '', /明火、电/)
  })

  it('数据库存不下的字符不收，换行和制表可以', () => {
    assert.match(faultOf({}, 'a\u0000b') ?? '', /无法保存/)
    assert.match(faultOf({}, 'a\ud800b') ?? '', /无法保存/)
    assert.match(faultOf({}, 'a\u001bb') ?? '', /无法保存/)
    assert.equal(faultOf({}, '第一行\n第二行\t完'), undefined)
  })
})

describe('有种类的文字', () => {
  it('日期要真有那一天', () => {
    assert.equal(faultOf({ 'x-kind': 'day' }, '2028-02-29'), undefined)
    for (const day of ['2027-02-29', '2026-13-01', '20260101', '明天']) assert.match(faultOf({ 'x-kind': 'day' }, day) ?? '', /真实的日期/)
  })

  it('手机号、身份证号、信用代码、项目代码各按各的规则', () => {
    assert.equal(faultOf({ 'x-kind': 'phone' }, '13800138000'), undefined)
    assert.equal(faultOf({ 'x-kind': 'resident-id' }, '11010519491231002X'), undefined)
    for (const kind of ['phone', 'resident-id', 'uscc', 'project-code'] as const) {
      assert.match(faultOf({ 'x-kind': kind }, '12345') ?? '', /^“它”不对：.*应/)
    }
  })

  it('没有填的不必填项不查种类', () => {
    assert.equal(faultOf({ 'x-kind': 'phone' }, ''), undefined)
  })
})

describe('从网页表单读出来', () => {
  it('数字、是非、文字各成其类，空的不带，页面自己的输入不带', () => {
    const inputs = { shopName: ' 春风小馆 ', area: '40.5', seats: '12', outdoor: 'true', kitchen: '电', openOn: '', _csrf: 'x' }
    assert.deepEqual(readFormFields(form, inputs), { shopName: '春风小馆', area: 40.5, seats: 12, outdoor: true, kitchen: '电' })
  })

  it('读不成数字的照原样留下，由检查来说', () => {
    assert.deepEqual(paths(readFormFields(form, { ...filled, area: '四十', seats: '1e3', outdoor: 'maybe' })), ['area', 'seats', 'outdoor'])
  })

  it('同名的输入送来两份，不猜哪一份', () => {
    assert.deepEqual(paths(readFormFields(form, { ...filled, area: '40', shopName: ['甲', '乙'] })), ['shopName'])
  })

  it('网页的换行统一成一种', () => {
    assert.deepEqual(readFormFields(only({ type: 'string', title: '它' }), { it: '一\r\n二' }), { it: '一\n二' })
  })

  it('写成文字再读回来，还是原来的值', () => {
    const data = fc.record({
      shopName: fc.stringMatching(/^[一-龥]{1,30}$/),
      area: fc.double({ min: 1, max: 500, noNaN: true }).map((area) => Number(area.toFixed(3))),
      seats: fc.integer({ min: 0, max: 200 }), outdoor: fc.boolean(), kitchen: fc.constantFrom('明火', '电'),
    })
    fc.assert(fc.property(data, (some) => {
      const typed = Object.fromEntries(Object.entries(some).map(([name, value]) => [name, String(value)]))
      assert.deepEqual(readFormFields(form, typed), { ...some })
      assert.deepEqual(checkForm(form, some, TODAY), [])
    }))
  })

  it('不论送来什么都不出错，只说哪里不对', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (data) => {
      for (const { message } of checkForm(form, data, TODAY)) assert.match(message, /\p{Script=Han}/u)
      readFormFields(form, data)
    }))
  })
})

describe('一页一页地填', () => {
  const whole = checklistOf(testItem(), { premises: 'leased', lessor: 'person' }).form

  it('每页只查自己的字段', () => {
    assert.deepEqual(checkForm(formOfPage(whole, 0), filled, TODAY), [])
    assert.deepEqual(checkForm(formOfPage(whole, 1), {}, TODAY).map(({ path }) => path), ['lessorName'])
  })

  it('缺什么按页上的先后说，不管字段是怎样存的', () => {
    const shuffled = { ...whole, properties: Object.fromEntries(Object.entries(whole.properties).reverse()) }
    const [{ fields } = assert.fail()] = whole['x-pages']
    assert(fields.length > 1)
    assert.deepEqual(Object.keys(formOfPage(shuffled, 0).properties), fields)
  })

  it('没有的页没有字段', () => assert.deepEqual(formOfPage(whole, 9).properties, {}))
})
