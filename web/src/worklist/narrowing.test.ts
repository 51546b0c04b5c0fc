import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SHOWN_COLUMNS, SORTS } from '../api/desk-types.ts'
import { askedOn, COLUMN_WORDS, DUE_CHOICES, isSameLens, lensOf, narrowingWords, PLAIN, SORT_WORDS, USUAL_COLUMNS, withCondition } from './narrowing.ts'

const WORDS = { titleOf: (code: string) => `事项 ${code}`, stateOf: (state: string) => `状态 ${state}` }

describe('列表的条件', () => {
  it('没有填的不是条件', () => {
    assert.deepEqual(withCondition({ item: 'SL1', handler: 'mine' }, 'item', ''), { handler: 'mine' })
    assert.deepEqual(withCondition({ handler: 'mine' }, 'applicant', '  '), { handler: 'mine' })
    assert.deepEqual(withCondition({ dueWithin: 3 }, 'dueWithin', undefined), {})
    assert.deepEqual(withCondition({ dueWithin: 3 }, 'dueWithin', 0), { dueWithin: 0 })
  })

  it('打字时末尾的空格留着，问服务器时去掉', () => {
    const typed = withCondition({}, 'applicant', '李 ')
    assert.deepEqual(typed, { applicant: '李 ' })
    assert.deepEqual(askedOn(typed, '2026-03-02'), { applicant: '李' })
  })

  it('“几天内到期”问的是从今天起的那一天', () => {
    assert.deepEqual(askedOn({ item: 'SL1', dueWithin: 3 }, '2026-03-30'), { item: 'SL1', dueBy: '2026-04-02' })
    assert.deepEqual(askedOn({ dueWithin: -1 }, '2026-03-01'), { dueBy: '2026-02-28' })
  })

  it('用话说出来；没有条件就什么也不说', () => {
    assert.equal(narrowingWords({}, WORDS), '')
    assert.equal(narrowingWords({ item: 'SL1', applicant: '李', dueBy: '2026-03-31', state: 'special', handler: 'none' }, WORDS),
      '事项“事项 SL1”，申请人以“李”开头，2026-03-31 前到期，状态“状态 special”，没有经办人的')
    assert.equal(narrowingWords({ handler: 'mine' }, WORDS), '我经办的')
    assert.equal(narrowingWords({ dueWithin: 0 }, WORDS), '今天或以前到期')
    assert.equal(narrowingWords({ dueWithin: 5 }, WORDS), '5 天内到期')
  })

  it('每一种次序、每一列、每一种到期都有中文名', () => {
    const words = [...SORTS.map((sort) => SORT_WORDS[sort]), ...SHOWN_COLUMNS.map((column) => COLUMN_WORDS[column]), ...DUE_CHOICES.map(([, word]) => word)]
    for (const word of words) assert.match(word, /\p{Script=Han}/u)
    for (const column of USUAL_COLUMNS) assert(SHOWN_COLUMNS.includes(column))
  })
})

describe('视图和现在看的一样不一样', () => {
  it('条件和列选的先后不算，少一个条件、换一个次序就不一样', () => {
    const one = { narrowing: { item: 'SL1', dueWithin: 3 }, sort: 'due', columns: ['number', 'due'] } as const
    assert(isSameLens(one, { ...one, narrowing: { dueWithin: 3, item: 'SL1' }, columns: ['due', 'number'] }))
    assert(!isSameLens(one, { ...one, narrowing: { item: 'SL1' } }))
    assert(!isSameLens(one, { ...one, sort: '-due' }))
    assert(!isSameLens(one, { ...one, columns: ['number'] }))
  })

  it('窗口里留着的：认识的取回来，不认识的不要', () => {
    assert.deepEqual(lensOf({ ...PLAIN, columns: ['number', 'colour'] }), { ...PLAIN, columns: ['number'] })
    for (const wrong of [{}, { ...PLAIN, sort: 'colour' }, { ...PLAIN, narrowing: null }, { ...PLAIN, columns: 'due' }]) assert.equal(lensOf(wrong), undefined)
  })
})
