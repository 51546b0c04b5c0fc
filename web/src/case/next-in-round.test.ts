import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { nextInRound } from './next-in-round.ts'

describe('下一件', () => {
  it('照列表里原来的次序，不因为办了一件就回到开头', () => {
    assert.equal(nextInRound(['a', 'b', 'c', 'd'], ['a', 'c', 'd'], 'b'), 'c')
  })

  it('别人已经办掉的跳过', () => assert.equal(nextInRound(['a', 'b', 'c', 'd'], ['a', 'd'], 'b'), 'd'))

  it('一轮办完，先办新来的，再回头办跳过的', () => {
    assert.equal(nextInRound(['a', 'b'], ['a', 'x'], 'b'), 'x')
    assert.equal(nextInRound(['a', 'b'], ['a'], 'b'), 'a')
  })

  it('没有列表可循时，从队列里最急的开始', () => {
    assert.equal(nextInRound([], ['a', 'b'], 'z'), 'a')
    assert.equal(nextInRound(['a', 'b'], ['a', 'b'], 'z'), 'a')
  })

  it('刚办的这件还在队列里，也不会又回到它', () => assert.equal(nextInRound(['a'], ['a'], 'a'), undefined))

  it('队列空了就没有下一件', () => assert.equal(nextInRound(['a', 'b'], [], 'a'), undefined))

  it('只要队列里还有别的件，就一定给出其中一件', () => {
    const ids = fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f'))
    fc.assert(fc.property(ids, ids, fc.constantFrom('a', 'b', 'c'), (remembered, listed, current) => {
      const next = nextInRound(remembered, listed, current)
      const others = listed.filter((id) => id !== current)
      if (others.length === 0) assert.equal(next, undefined)
      else assert.ok(next !== undefined && others.includes(next))
    }))
  })
})
