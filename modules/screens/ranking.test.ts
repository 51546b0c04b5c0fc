import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ranked, wilson } from './ranking.ts'

const unit = fc.record({ decided: fc.integer({ min: 0, max: 400 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ decided, share }) => ({ decided, onTime: Math.floor(decided * share) }))

describe('各单位按时率的排名', () => {
  it('区间和书上的一样：10 件按时 9 件，在 59.6% 与 98.2% 之间', () => {
    const { low, high } = wilson(9, 10)
    assert.deepEqual([low.toFixed(3), high.toFixed(3)], ['0.596', '0.982'])
    assert.deepEqual(wilson(0, 0), { low: 0, high: 1 })
  })

  it('区间重叠的并列，整个在下面的才排后；件数少的不排', () => {
    const rows = ranked(
      [
        { name: '甲', decided: 400, onTime: 399 },
        { name: '乙', decided: 40, onTime: 39 },
        { name: '丙', decided: 400, onTime: 200 },
        { name: '丁', decided: 5, onTime: 5 },
      ],
      30,
    )
    assert.deepEqual(rows.map(({ name, rank }) => [name, rank]), [['甲', 1], ['乙', 1], ['丙', 3], ['丁', null]])
  })

  it('随便什么数：区间含实际的比例、在 0 与 1 之间，件数多了只会变窄；排在前面的不会整个在后面的下面', () => {
    fc.assert(fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      for (const { decided, onTime } of units) {
        const { low, high } = wilson(onTime, decided)
        assert(low >= 0 && high <= 1 && low <= high)
        if (decided === 0) continue
        assert(low <= onTime / decided + 1e-12 && high >= onTime / decided - 1e-12)
        const more = wilson(onTime * 10, decided * 10)
        assert(more.high - more.low < high - low)
      }
      const rows = ranked(units)
      assert.equal(rows.length, units.length)
      rows.forEach((row, index) => {
        for (const behind of rows.slice(index + 1)) if (row.rank !== null && behind.rank !== null) assert(row.rank <= behind.rank && !(row.high < behind.low))
      })
    }))
  })
})
