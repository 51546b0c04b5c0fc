import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { field, valueWords, type FieldShape } from './field.ts'
import { tidyText } from './typed-text.ts'

const text = (more: Partial<FieldShape> = {}): FieldShape => ({ type: 'string', title: '姓名', ...more })

describe('表单字段', () => {
  it('有名字、说明和错误，读屏软件连得起来', () => {
    const shown = field('name', text({ description: '和身份证上的一样' }), { faults: [{ path: 'name', message: '请填写“姓名”' }] }).text
    assert.match(shown, /<label for="f-name">姓名<\/label>/)
    assert.match(shown, /aria-describedby="f-name-hint f-name-fault" aria-invalid="true"/)
    assert.match(shown, /<p class="fault" id="f-name-fault">请填写“姓名”<\/p>/)
  })

  it('别的字段的错误不写在这里', () => {
    assert.doesNotMatch(field('name', text(), { faults: [{ path: 'phone', message: '不对' }] }).text, /不对|wrong/)
  })

  it('填过的内容原样放回，变不成代码', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom('text', 'long-text', 'phone', 'uscc', 'day'), (value, kind) => {
      const shown = field('name', text({ 'x-kind': kind }), { value }).text
      assert.doesNotMatch(shown.replace(/<\/?(div|label|p|span|input|textarea|h1)\b[^<>]*>/g, ''), /[<>]/)
    }))
  })

  it('不必填的写明可以不填', () => {
    assert.match(field('name', text(), { isRequired: false }).text, /姓名（可以不填）/)
  })

  it('选项少的用单选，多的用下拉，是否用两个单选', () => {
    const few = field('kind', text({ enum: ['热食', '冷食'] }), { value: '冷食' }).text
    assert.match(few, /<legend>姓名<\/legend>.*type="radio" name="kind" value="热食" id="f-kind">.*value="冷食" checked/s)
    const many = field('kind', text({ enum: Array.from({ length: 9 }, (_, index) => `第${index}`) }), { value: '第3' }).text
    assert.match(many, /<select id="f-kind" name="kind"><option value="">请选择<\/option>.*<option value="第3" selected>/s)
    const own = field('own', { type: 'boolean', title: '自有' }, { value: false }).text
    assert.match(own, /value="true" id="f-own">\s*<span>是.*value="false" checked>\s*<span>否/s)
  })

  it('日期用日期框；填的不是日期时换成文字框，不丢', () => {
    assert.match(field('on', text({ 'x-kind': 'day' }), { value: '2026-03-02' }).text, /value="2026-03-02" type="date"/)
    assert.match(field('on', text({ 'x-kind': 'day' }), { value: '下个月' }).text, /value="下个月" type="text"/)
  })

  it('手机弹出合适的键盘', () => {
    assert.match(field('n', { type: 'integer', title: '人数' }).text, /inputmode="numeric"/)
    assert.match(field('n', { type: 'number', title: '面积' }).text, /inputmode="decimal"/)
    assert.match(field('n', text({ 'x-kind': 'phone' })).text, /type="tel"/)
  })

  it('给人看的值', () => {
    assert.deepEqual([undefined, '', '甲'].map((value) => valueWords(text(), value)), ['（没有填）', '（没有填）', '甲'])
    assert.equal(valueWords({ type: 'number', title: '' }, 0), '0')
    assert.deepEqual([true, false].map((value) => valueWords({ type: 'boolean', title: '' }, value)), ['是', '否'])
  })
})

describe('替人收拾填写的内容', () => {
  const kinds: [kind: string, typed: string, tidy: string][] = [
    ['phone', '+86 138-0000 0000', '13800000000'], ['phone', '１３８００００００００', '13800000000'],
    ['resident-id', '11010119900101001x', '11010119900101001X'],
    ['uscc', '9144 0114 0000 0000 0d', '91440114000000000D'], ['project-code', ' 2026-440114-04-01-123456 ', '2026-440114-04-01-123456'],
    ['day', '2026年3月2日', '2026-03-02'], ['day', '2026/3/2', '2026-03-02'], ['day', '２０２６.３.２', '2026-03-02'],
    ['day', '三月二日', '三月二日'], ['text', ' 甲　乙 ', ' 甲　乙 '],
  ]
  for (const [kind, typed, tidy] of kinds) it(`${kind}：“${typed}”`, () => assert.equal(tidyText(text({ 'x-kind': kind }), typed), tidy))

  it('数字去掉空格和千位逗号', () => {
    assert.equal(tidyText({ type: 'number', title: '' }, ' 1，200 .5'), '1200.5')
  })

  it('收拾过的再收拾不变', () => {
    const anyKind = fc.constantFrom('phone', 'resident-id', 'uscc', 'day', 'project-code', 'text')
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), anyKind, (typed, kind) => {
      const once = tidyText(text({ 'x-kind': kind }), typed)
      assert.equal(tidyText(text({ 'x-kind': kind }), once), once)
    }))
  })
})
