import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eachText, isOrder, lostEach, overEach, sortedBy } from './bottlenecks.ts'
import type { Bottleneck } from './calls.ts'

const place = (key: string, cases: number, lostDays: number): Bottleneck => ({
  key, label: key, turn: 'owner', organisationName: key, stays: cases, open: 0, cases, totalDays: 0, medianDays: 0, p90Days: 0, peerMedianDays: 0,
  lateStays: 0, lateDays: 0, overMedianDays: 0, lostDays,
})
const ROWS = [place('大部门', 400, 100), place('小部门', 10, 50), place('一件', 1, 60), place('没有件', 0, 0)]
const keys = (rows: readonly Bottleneck[]) => rows.map(({ key }) => key)

describe('瓶颈按什么排', () => {
  it('按合计，件数多的部门在前；按每件，耽误得久的在前，件数太少的在后面', () => {
    assert.deepEqual(keys(sortedBy(ROWS, 'lost')), ['大部门', '一件', '小部门', '没有件'])
    assert.deepEqual(keys(sortedBy(ROWS, 'each')), ['小部门', '大部门', '一件', '没有件'])
    const slow = { ...place('慢的', 10, 0), overMedianDays: 50 }
    assert.deepEqual([keys(sortedBy([...ROWS, slow], 'overEach'))[0], overEach(slow), eachText(5 / 119)], ['慢的', 5, '0.04'])
  })

  it('排的时候不动原来的；没有件的每件耽误是 0；没有的排法不认', () => {
    const before = keys(ROWS)
    sortedBy(ROWS, 'each')
    assert.deepEqual([keys(ROWS), lostEach(place('没有件', 0, 0)), isOrder('each'), isOrder('toString'), isOrder(undefined)], [before, 0, true, false, false])
  })
})
