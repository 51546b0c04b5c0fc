import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Connection } from './calls.ts'
import { backfillWords, differenceWords, healthOf, HEALTH_WORDS, standingWords } from './words.ts'

const FINE: Connection = {
  url: 'https://upper.example.gov.cn',
  families: ['national'],
  state: 'on',
  fromDay: '2026-03-01',
  failures: 0,
  reason: null,
  successAt: '2026-03-02T01:00:00.000Z',
  nextAt: '2026-03-02T01:00:00.000Z',
  backfillTotal: 10,
  backfillDone: 4,
  backfillEndedAt: null,
  waiting: 0,
  rejected: 0,
  oldestAt: null,
  downNew: 0,
  unevenDays: 0,
}
const DEAD: Connection = { ...FINE, failures: 3, reason: '10 秒没有答复', nextAt: '2026-03-02T01:05:00.000Z' }
const OFF: Connection = { ...FINE, state: 'off' }

describe('与一个上级平台的连接', () => {
  it('接通、在重试、停着、没有登记，各是一句话', () => {
    assert.deepEqual([FINE, DEAD, OFF, null].map((one) => HEALTH_WORDS[healthOf(one)]), ['接通', '连不上，在重试', '停着', '还没有登记地址'])
  })

  it('连不上的说为什么、几时再试，并说明收件不受影响', () => {
    assert.match(standingWords(DEAD), /10 秒没有答复，连续 3 次；2026-03-02 09:05 再试。收件和办件不受影响/)
    assert.match(standingWords(FINE), /从 2026-03-01 起收的件，最近一次送到是 2026-03-02 09:00/)
    assert.match(standingWords(OFF), /现在停着/)
    assert.equal(standingWords({ ...OFF, fromDay: null }), '没有报送过。')
  })

  it('补报的进度不超过总数；补完了、停着时不说', () => {
    assert.equal(backfillWords(FINE), '正在补报以前收的件：4 / 10')
    assert.equal(backfillWords({ ...FINE, backfillDone: 12 }), '正在补报以前收的件：10 / 10')
    assert.deepEqual([backfillWords({ ...FINE, backfillEndedAt: '2026-03-02T01:00:00.000Z' }), backfillWords(OFF)], ['', ''])
  })
})

describe('一天的账', () => {
  it('平的没有话说；不平的说差在哪里、该做什么', () => {
    const even = { table: 'EX_GDBS_SB', ours: 3, theirs: 3, lost: 0, altered: 0, extra: 0, doubled: 0 }
    assert.equal(differenceWords([even, even]), '')
    assert.equal(differenceWords([{ ...even, lost: 2 }, { ...even, lost: 1, extra: 1 }]), '上级没有的 3 行，已经补送；上级多出来的 1 行，请与对方核对')
  })
})
