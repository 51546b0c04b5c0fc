import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SHOWN_COLUMNS, SORTS } from '../api/desk-types.ts'
import { cleaned, COLUMN_WORDS, narrowingWords, SORT_WORDS, USUAL_COLUMNS } from './narrowing.ts'

const WORDS = { titleOf: (code: string) => `事项 ${code}`, stateOf: (state: string) => `状态 ${state}` }

describe('列表的条件', () => {
  it('没有填的不是条件', () => {
    assert.deepEqual(cleaned({ item: 'SL1', applicant: '  ', dueBy: '', state: undefined, handler: 'mine' }), { item: 'SL1', handler: 'mine' })
    assert.deepEqual(cleaned({ applicant: ' 李 ' }), { applicant: '李' })
  })

  it('用话说出来；没有条件就什么也不说', () => {
    assert.equal(narrowingWords({}, WORDS), '')
    assert.equal(narrowingWords({ item: 'SL1', applicant: '李', dueBy: '2026-03-31', state: 'special', handler: 'none' }, WORDS),
      '事项“事项 SL1”，申请人以“李”开头，2026-03-31 前到期，状态“状态 special”，没有经办人的')
    assert.equal(narrowingWords({ handler: 'mine' }, WORDS), '我经办的')
  })

  it('每一种次序、每一列都有中文名', () => {
    for (const word of [...SORTS.map((sort) => SORT_WORDS[sort]), ...SHOWN_COLUMNS.map((column) => COLUMN_WORDS[column])]) assert.match(word, /\p{Script=Han}/u)
    for (const column of USUAL_COLUMNS) assert(SHOWN_COLUMNS.includes(column))
  })
})
