import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testItem } from '../test-item.ts'
import { buildSearchIndex, search, searchDocumentOf } from './index.ts'

describe('事项里哪些字可以找到', () => {
  const item = testItem()
  const document = searchDocumentOf(item, '区市场监督管理局')

  it('名称、日常用语、部门、对象照抄', () => {
    const { code, name, everydayNames, organisation, audience } = item
    const { text: _guide, ...rest } = document
    assert.deepEqual(rest, { code, name, everydayNames, organisation, organisationName: '区市场监督管理局', audience })
  })

  it('办理条件、材料、情形和选项、结果都在正文里', () => {
    const [situation] = item.situations
    const words = [item.conditions[0], item.materials[0]?.name, situation?.question, situation?.options[0]?.label, item.outcome.name]
    for (const word of words) assert.ok(word !== undefined && document.text.includes(word), word)
  })

  it('法律条文和电话不在里面：没有人用它们找事项', () => {
    const cited = searchDocumentOf(testItem({ legalBasis: [{ law: '独一无二法' }], consultPhone: '020-00000000' }))
    assert.equal(/独一无二法|020-00000000/.test(cited.text), false)
  })

  it('不知道部门名称时不写', () => {
    assert.equal('organisationName' in searchDocumentOf(item), false)
  })

  it('按正文里的话找得到这个事项', () => {
    const found = search(buildSearchIndex([document]), { query: '餐饮证', limit: 5 })
    assert.deepEqual(found.map(({ code }) => code), [item.code])
  })
})
