import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MaterialsView } from '../api/types.ts'
import { factSections } from './facts-of.ts'

const KNOWN: Pick<MaterialsView, 'answers' | 'situations' | 'form'> = {
  answers: { premises: 'shop' },
  situations: [
    { id: 'premises', question: '您要开的是哪一种？', options: [{ id: 'shop', label: '小卖部' }, { id: 'canteen', label: '食堂' }] },
    { id: 'coldFood', question: '会做凉菜吗？', options: [{ id: 'no', label: '不做' }] },
  ],
  form: {
    properties: {
      name: { type: 'string', title: '名称' }, phone: { type: 'string', title: '电话', 'x-kind': 'phone' },
      identity: { type: 'string', title: '身份证号', 'x-kind': 'resident-id' },
      chain: { type: 'boolean', title: '是否连锁' }, area: { type: 'number', title: '面积' },
    },
    'x-pages': [{ title: '主体', fields: ['name', 'phone', 'identity'] }, { title: '场所', fields: ['area', 'chain'] }],
  },
}

function sections(form: Record<string, unknown>, corrected: string[] = []) {
  return factSections(KNOWN, { form, corrected: new Set(corrected) })
}

describe('申请内容', () => {
  it('先是情形，再是各页，照申请人被问到的次序和说法', () => {
    const told = sections({ area: 30, name: '春风小店' })
    assert.deepEqual(told.map(({ title }) => title), ['办理情形', '主体', '场所'])
    assert.deepEqual(told[0]?.facts.map(({ title, value }) => [title, value]), [['您要开的是哪一种？', '小卖部']])
    assert.deepEqual(told[1]?.facts.map(({ title, value }) => [title, value]), [['名称', '春风小店']])
  })

  it('没问到的问题、没填的字段、空的一页都不占地方', () => {
    assert.deepEqual(sections({ name: '', area: null }).map(({ title }) => title), ['办理情形'])
  })

  it('是否写成是、否；零照样显示', () => {
    const facts = sections({ chain: false, area: 0 })[1]?.facts
    assert.deepEqual(facts?.map(({ value }) => value), ['0', '否'])
  })

  it('电话和身份证号分组，便于核对；不合格式的原样', () => {
    const valuesOf = (form: Record<string, unknown>) => sections(form)[1]?.facts.map(({ value }) => value)
    assert.deepEqual(valuesOf({ phone: '13800138000', identity: '44011419900101123X' }), ['138 0013 8000', '440114 19900101 123X'])
    assert.deepEqual(valuesOf({ phone: '020-8888' }), ['020-8888'])
  })

  it('事项里已没有的字段仍然显示，一条不丢', () => {
    const told = sections({ old: '旧字段', list: [1, 2] })
    assert.equal(told.at(-1)?.title, '其他')
    assert.deepEqual(told.at(-1)?.facts, [
      { name: 'old', title: 'old', value: '旧字段', corrected: false },
      { name: 'list', title: 'list', value: '[1,2]', corrected: false },
    ])
  })

  it('补正时改过的字段有记号，别的没有', () => {
    const facts = sections({ name: '春风小店', phone: '13800138000' }, ['phone'])[1]?.facts
    assert.deepEqual(facts?.map(({ name, corrected }) => [name, corrected]), [['name', false], ['phone', true]])
  })
})
