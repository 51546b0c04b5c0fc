import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Level, Phase } from '../api/types.ts'
import { dueWord, leftText, standingOf, standingWord, STANDING_WORDS, type ClockFacts } from './standing.ts'

const TODAY = '2026-05-07'

function facts(state: Phase, level: Level = 'none', queueDueOn: string | null = '2026-05-20'): ClockFacts {
  return { closedAt: null, queueDueOn, clock: { state, level } }
}

describe('办件的期限状态', () => {
  it('办理期限走着的，听服务器按工作日算的级别', () => {
    assert.equal(standingOf(facts('running'), TODAY), 'fine')
    assert.equal(standingOf(facts('running', 'reminder'), TODAY), 'near')
    assert.equal(standingOf(facts('running', 'yellow'), TODAY), 'late')
    assert.equal(standingOf(facts('running', 'red'), TODAY), 'late')
  })

  it('走着的办件快到日历日也不抢先报临期：中间可能是长假', () => {
    assert.equal(standingOf(facts('running', 'none', '2026-05-08'), TODAY), 'fine')
  })

  it('特别程序中、等申请人补正的是暂停', () => {
    assert.equal(standingOf(facts('paused'), TODAY), 'paused')
    assert.equal(standingOf(facts('correcting'), TODAY), 'paused')
  })

  it('暂停之前就已经超期的，仍是超期', () => {
    assert.equal(standingOf(facts('paused', 'yellow'), TODAY), 'late')
  })

  it('还没受理、已经决定的，看轮到的人哪天该办', () => {
    for (const state of ['receiving', 'decided'] as const) {
      assert.equal(standingOf(facts(state, 'none', '2026-05-09'), TODAY), 'fine')
      assert.equal(standingOf(facts(state, 'none', '2026-05-08'), TODAY), 'near')
      assert.equal(standingOf(facts(state, 'none', '2026-05-07'), TODAY), 'near')
      assert.equal(standingOf(facts(state, 'none', '2026-05-06'), TODAY), 'late')
    }
  })

  it('办结了就不再有临期和超期', () => {
    assert.equal(standingOf({ ...facts('decided', 'red', '2026-01-01'), closedAt: '2026-05-01T00:00:00Z' }, TODAY), 'over')
  })

  it('没有到期日不当作超期', () => {
    assert.equal(standingOf(facts('receiving', 'none', null), TODAY), 'fine')
  })

  it('暂停的件说哪天恢复、哪天补正截止，不说到期', () => {
    for (const state of ['running', 'receiving', 'decided'] as const) assert.equal(dueWord(state), '到期')
    assert.equal(dueWord('paused'), '预计恢复')
    assert.equal(dueWord('correcting'), '补正截止')
  })

  it('停着的钟不会到期、超期：说还停几天、该恢复已过几天', () => {
    assert.equal(leftText('paused', '2026-05-09', '2026-05-07'), '还停 2 天')
    assert.equal(leftText('paused', '2026-05-07', '2026-05-07'), '今天该恢复')
    assert.equal(leftText('paused', '2026-05-06', '2026-05-07'), '该恢复已过 1 天')
    assert.equal(leftText('correcting', '2026-05-06', '2026-05-07'), '超 1 天')
  })

  it('每种状态的字都不同，红牌另外写明', () => {
    assert.equal(new Set(Object.values(STANDING_WORDS)).size, 5)
    assert.equal(standingWord(facts('running', 'red'), TODAY), '超期·红牌')
    assert.equal(standingWord(facts('running', 'yellow'), TODAY), '超期')
    assert.equal(standingWord({ ...facts('running', 'red'), closedAt: '2026-05-01T00:00:00Z' }, TODAY), '已结')
  })
})
