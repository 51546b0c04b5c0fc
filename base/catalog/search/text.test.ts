import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bareText, cutName, isLatinRun, plainText, runsOf, spacedText, termCounts } from './text.ts'

describe('文字怎样比较', () => {
  it('全角和半角、大写和小写算同一个字', () => {
    assert.equal(plainText('（ＷＴＯ）Ⅱ类'), '(wto)ii类')
  })

  it('标点、空格和表情只起分隔作用', () => {
    assert.deepEqual(runsOf('残疾证🙂丢了，a类/12316！'), ['残疾证', '丢了', 'a', '类', '12316'])
    assert.deepEqual(runsOf('，。！？ \t\n🙂'), [])
  })

  it('字母和数字连成一段，汉字连成一段', () => {
    assert.equal(isLatinRun('q2'), true)
    assert.equal(isLatinRun('签证'), false)
    assert.equal(spacedText('q2字签证'), ' q2 字签证 ')
    assert.equal(bareText('审核(（占编人员）)'), '审核占编人员')
  })

  it('词是单字、相邻两字和整段字母；相邻两字不跨标点', () => {
    assert.deepEqual([...termCounts('审核、批a').keys()], ['审', '审核', '核', '批', ' a '])
    assert.equal(termCounts('公证公证').get('公证'), 2)
  })

  it('任何文字都拆得开，拆出的字都在原文里', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const plain = plainText(text)
      for (const term of termCounts(plain).keys()) assert.ok(plain.includes(term.trim()), term)
    }))
  })
})

describe('名称分为主干和末尾括号', () => {
  it('末尾括号是分支，可以一层套一层，也可以有几个', () => {
    assert.deepEqual(cutName('执业变更审核(跨市转所(机构变更))'), { head: '执业变更审核', tail: '(跨市转所(机构变更))' })
    assert.deepEqual(cutName('台站审批(延续)(业余)'), { head: '台站审批', tail: '(延续)(业余)' })
  })

  it('中间的括号、没有配对的括号不拆', () => {
    assert.deepEqual(cutName('法人(非法人组织)决议公证'), { head: '法人(非法人组织)决议公证', tail: '' })
    assert.deepEqual(cutName('登记(变更'), { head: '登记(变更', tail: '' })
    assert.deepEqual(cutName('登记)'), { head: '登记)', tail: '' })
  })

  it('整个名称都在括号里的，不拆成空的主干', () => {
    assert.deepEqual(cutName('(临时)'), { head: '(临时)', tail: '' })
    assert.deepEqual(cutName('(一)(二)'), { head: '(一)', tail: '(二)' })
    assert.deepEqual(cutName(''), { head: '', tail: '' })
  })

  it('主干和分支接起来还是原来的名称', () => {
    const name = fc.array(fc.constantFrom('(', ')', '证', '登记', ' ', 'a'), { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(fc.property(name, (text) => {
      const { head, tail } = cutName(text)
      assert.equal(head + tail, text.trim())
      assert.ok(head !== '' || text.trim() === '')
    }))
  })
})
