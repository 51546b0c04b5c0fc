import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { LoggedEvent } from './event-log.ts'
import { mine, quantile } from './mine.ts'
import { anyEvents, logOf } from './random-logs.test-support.ts'
import { slowMine } from './slow-mine.test-support.ts'

const HOUR = 3_600_000
const event = (caseId: string, activity: string, hours: number, resource?: string): LoggedEvent =>
  ({ caseId, activity, at: Date.UTC(2026, 2, 2) + hours * HOUR, resource })
const mined = (...events: LoggedEvent[]) => mine(logOf(events))

describe('从事件日志数出流程', () => {
  it('和一件一件用笨办法数的一样：任何次序、同一时刻、一个事件的办件、没有人员', () => {
    fc.assert(fc.property(anyEvents, (events) => {
      const { follows, ...slow } = slowMine(events)
      const fast = mine(logOf(events))
      for (const [name, value] of Object.entries(slow)) {
        const found = Object.entries(fast).find(([key]) => key === name)?.[1]
        // A sum in another order differs in its last digits.
        if (typeof value === 'number' && typeof found === 'number') assert(Math.abs(value - found) <= 1e-6, `${name} ${found} ≠ ${value}`)
        else assert.deepEqual(found, value, name)
      }
      assert.deepEqual(Object.fromEntries(fast.directlyFollows.map(({ from, to, count }) => [`${from}\n${to}`, count])), follows)
    }), { numRuns: 400 })
  })

  it('总数对得上：活动次数之和是事件数，直接先后之和是事件数减办件数，起点、终点各等于办件数', () => {
    fc.assert(fc.property(anyEvents, (events) => {
      const { activityCounts, directlyFollows, startActivities, endActivities, cases, transitions, firstAt, lastAt } = mine(logOf(events))
      const sum = (rows: readonly { count: number }[]): number => rows.reduce((total, { count }) => total + count, 0)
      assert.deepEqual([
        sum(activityCounts), sum(directlyFollows), sum(startActivities), sum(endActivities),
      ], [events.length, events.length - cases, cases, cases])
      assert.equal(Object.values(transitions).reduce((total, count) => total + count, 0), events.filter(({ transition }) => transition !== undefined).length)
      const moments = events.map(({ at }) => at)
      assert.deepEqual([firstAt, lastAt], events.length === 0
        ? [null, null]
        : [Math.min(...moments), Math.max(...moments)].map((at) => new Date(at).toISOString()))
    }), { numRuns: 200 })
  })

  it('时间相同照文件的次序，时间不同照时间', () => {
    assert.deepEqual(mined(event('a', '受理', 1), event('a', '审查', 1), event('a', '收件', 0)).topVariant, ['收件', '受理', '审查'])
    assert.deepEqual(mined(event('a', '审查', 1), event('a', '受理', 1), event('a', '收件', 0)).topVariant, ['收件', '审查', '受理'])
  })

  it('一样多的走法按名称排，不看谁先来', () => {
    const [one, other] = [[event('a', '乙', 0)], [event('b', '甲', 0)]]
    assert.deepEqual(mined(...one, ...other).topVariant, mined(...other, ...one).topVariant)
  })

  it('换手：两个人都写明才算；同一个人、隔着不知道是谁的人，都不算', () => {
    assert.equal(mined(event('a', '一', 0, '甲'), event('a', '二', 1, '乙'), event('a', '三', 2, '甲')).handovers, 2)
    assert.equal(mined(event('a', '一', 0, '甲'), event('a', '二', 1), event('a', '三', 2, '乙')).handovers, 0)
    assert.equal(mined(event('a', '一', 0, '甲'), event('b', '二', 1, '乙')).handovers, 0)
  })

  it('先后之间平均隔几天；重复的活动按办件数，不按次数', () => {
    const found = mined(event('a', '告知', 0), event('a', '补正', 24), event('a', '告知', 48), event('a', '补正', 120), event('b', '告知', 0))
    assert.deepEqual(found.directlyFollows, [{ from: '告知', to: '补正', count: 2, meanDays: 2 }, { from: '补正', to: '告知', count: 1, meanDays: 1 }])
    assert.equal(found.casesWithRepeatedActivity, 1)
  })

  it('空的日志全是零，不出错', () => {
    const { cases, events, variants, meanDays, maxDays, topVariant, firstAt } = mined()
    assert.deepEqual([cases, events, variants, meanDays, maxDays, topVariant, firstAt], [0, 0, 0, 0, 0, [], null])
  })

  it('分位数在两个值之间按比例', () => {
    assert.deepEqual([quantile(Float64Array.of(1, 2), 0.5), quantile(Float64Array.of(0, 10, 20), 0.9), quantile(Float64Array.of(7), 0.9)], [1.5, 18, 7])
  })
})
