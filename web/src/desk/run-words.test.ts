import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Run } from '../api/desk-types.ts'
import { isAtWork, isGoingOn, mayCallBack, runSentence, timeText } from './run-words.ts'

const NOW = Date.parse('2026-03-02T01:00:00Z')
const minutes = (count: number): string => new Date(NOW + count * 60_000).toISOString()

function run(counts: Run['counts'], others: Partial<Run> = {}): Run {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    id: 'r', kind: 'step', step: 'accept', label: '受理', createdAt: minutes(0), dueAt: minutes(10), revocableUntil: minutes(10), total, counts, ...others,
  }
}

describe('一批办到哪里', () => {
  it('没到时候：几点生效，还能撤回多久，哪些已知办不了', () => {
    assert.equal(runSentence(run({ waiting: 12 }), NOW), '09:10 生效，还可以撤回（剩 10 分钟）')
    assert.equal(runSentence(run({ waiting: 12, refused: 2 }), NOW + 9.5 * 60_000), '09:10 生效，还可以撤回（剩 1 分钟）；2 件办不了')
  })

  it('正在办：办到第几件', () => {
    assert.equal(runSentence(run({ waiting: 400, done: 98, refused: 2 }, { dueAt: minutes(0) }), NOW), '正在办：100 / 500 件；2 件办不了')
    assert.equal(runSentence(run({ undoing: 3, undone: 1 }), NOW), '正在撤回，还有 3 件')
  })

  it('办完：几件办好，几件没有', () => {
    assert.equal(runSentence(run({ done: 498, refused: 2 }), NOW), '办好 498 件，没有办成 2 件')
    assert.equal(runSentence(run({ cancelled: 3 }), NOW), '已撤回 3 件')
  })

  it('什么时候还能撤回', () => {
    assert(mayCallBack(run({ waiting: 1, done: 4 }), NOW))
    assert(!mayCallBack(run({ done: 5 }), NOW))
    assert(mayCallBack(run({ done: 5 }, { kind: 'assign' }), NOW))
    assert(!mayCallBack(run({ done: 5 }, { kind: 'assign' }), NOW + 10 * 60_000))
    assert(!mayCallBack(run({ undone: 5 }, { kind: 'assign' }), NOW))
    assert(!mayCallBack(run({ done: 5 }, { kind: 'print' }), NOW))
  })

  it('什么时候要勤问', () => {
    assert(isGoingOn(run({ waiting: 1 })) && isGoingOn(run({ undoing: 1 })) && !isGoingOn(run({ done: 1 })))
    assert(!isAtWork(run({ waiting: 1 }), NOW))
    assert(isAtWork(run({ waiting: 1 }, { dueAt: minutes(0) }), NOW))
  })

  it('时刻是中国的时刻', () => assert.equal(timeText('2026-03-02T16:05:00Z'), '00:05'))
})
