import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { maskName } from './mask.ts'

describe('给别人看的名字', () => {
  it('个人只留姓，单位留头两个字和末两个字', () => {
    assert.deepEqual(['李群众', '赵', '欧阳示例', '广州某某餐饮有限公司'].map(maskName), ['李**', '赵', '欧***', '广州******公司'])
  })

  it('名字后面括号里的注记照写，只遮括号前的名字', () => {
    assert.deepEqual(['赵示例（虚构）', '李群众（示例）', '广州某某餐饮有限公司（示例）'].map(maskName), ['赵**（虚构）', '李**（示例）', '广州******公司（示例）'])
  })

  it('括号里不是注记的，可能是人名，一起遮；括号在中间的是名字的一部分', () => {
    assert.deepEqual(['王小明（李四）', '某某（中国）有限公司', '（示例）'].map(maskName), ['王**（**）', '某某******公司', '（***'])
  })

  it('字数不变，每个字要么照写、要么遮住', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...'李示例某公司（）虚构'), { minLength: 2, maxLength: 16 }), (letters) => {
      const masked = maskName(letters.join(''))
      assert.equal([...masked].length, letters.length)
      assert([...masked].every((letter, index) => letter === '*' || letter === letters[index]))
    }))
  })
})
