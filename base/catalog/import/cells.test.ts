import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { both, chinese, listOf, matching, odd, oneOf, orNone, orNull, text, type CellCheck } from './cells.ts'

const verdict = (check: CellCheck, value: unknown): string | undefined => check(value)?.severity
const reason = (check: CellCheck, value: unknown): string => check(value)?.reason ?? ''

describe('文字', () => {
  it('长度按字数，到上限可以，多一个不行', () => {
    assert.equal(verdict(text(3), '𠮷字字'), undefined)
    assert.match(reason(text(3), '𠮷字字字'), /有 4 个字，最多 3 个/)
  })

  it('不是文字的说出是什么', () => {
    const kinds = [[null, 'null'], [1, '数字'], [true, '是非值'], [[], '列表'], [{}, '对象']] as const
    for (const [value, kind] of kinds) assert.ok(reason(text(9), value).includes(kind), String(value))
  })

  it('前后有空格只是可疑，全是空格就是空的', () => {
    assert.equal(verdict(text(9), ' 某厅　'), 'odd')
    assert.match(reason(text(9), ' 　\t'), /是空的/)
  })

  it('正常的中文、字母、标点都可以', () => {
    for (const value of ['《某法》第二十一条（一）', 'WTO/TBT 咨询', 'Ⅱ类', '甲、乙；丙：丁—戊“己”', '……', 'a?b', '什么？？']) {
      assert.equal(verdict(text(40), value), undefined, value)
    }
  })

  it('看不见的、乱的、占位的都是错', () => {
    const unseen = ['a\u0000', 'a\u200bb', '\uFEFFa', 'a\ue000', '\ud800']
    for (const value of [...unseen, '\uFFFD', '锟斤拷', '????', '□□', 'null', 'NaN', '#N/A', '-', 'xx', '待定']) {
      assert.equal(verdict(text(40), value), 'error', JSON.stringify(value))
    }
  })

  it('任何值都有个说法，从不出错', () => {
    fc.assert(fc.property(fc.anything(), (value) => {
      const list = listOf(text(5), { entriesMin: 0, entriesMax: 3 })
      for (const check of [text(5), chinese(5), oneOf(['一']), matching(/x/, 'x'), list]) assert.notEqual(check(value)?.reason, '')
    }))
  })
})

describe('中文、格式、取值、列表', () => {
  it('中文至少要有几个汉字，网页代码不算', () => {
    assert.equal(verdict(chinese(20), '许可'), undefined)
    assert.equal(verdict(chinese(20), 'A 证'), 'error')
    assert.equal(verdict(chinese(40), '许可<b>证</b>'), 'error')
    assert.equal(verdict(chinese(40), '面积<500平方米的许可'), undefined)
  })

  it('格式不合的说应是什么', () => {
    assert.match(reason(matching(/^\d{2}$/, '两位数字'), '123'), /应是两位数字/)
    assert.match(reason(matching(/^\d*$/, '数字'), ''), /是空的/)
    assert.equal(verdict(matching(/^\d{2}$/, '两位数字'), 12), 'error')
  })

  it('不在取值里的说可以取什么', () => {
    assert.equal(oneOf(['是', '否'])('maybe')?.suggestion, '请改为其中一个：是、否')
  })

  it('空值和“无”只在允许的列里可以', () => {
    assert.equal(verdict(orNull(chinese(9)), null), undefined)
    assert.equal(verdict(orNone(chinese(9)), '无'), undefined)
    assert.equal(verdict(orNull(chinese(9)), '无'), 'error')
    assert.equal(verdict(orNone(chinese(9)), null), 'error')
  })

  it('两道检查里，先一道的错压过后一道', () => {
    assert.match(reason(both(text(2), matching(/^a/, '甲')), 'bbb'), /最多 2 个/)
    assert.equal(verdict(both(() => odd('可疑'), matching(/^a/, '甲')), 'b'), 'error')
    assert.equal(verdict(both(() => odd('可疑'), matching(/^a/, '甲')), 'a'), 'odd')
  })

  it('列表逐项检查，说是第几项；多了、少了、重了都是错', () => {
    const check = listOf(chinese(9), { entriesMin: 1, entriesMax: 3 })
    assert.equal(verdict(check, ['申请表', '身份证明']), undefined)
    assert.match(reason(check, ['申请表', 5]), /第 2 项应是文字，这里是数字/)
    assert.match(reason(check, ['申请表', '申请表']), /第 2 项与前面重复/)
    assert.match(reason(check, []), /有 0 项，应有 1 到 3 项/)
    assert.match(reason(check, ['一二', '二三', '三四', '四五']), /有 4 项/)
    assert.equal(verdict(check, ['申请表 ', '身份证明']), 'odd')
    assert.equal(verdict(check, ['申请表 ', null]), 'error')
  })
})
