import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { beginningOf } from './asked.ts'
import { INDICATORS, type Indicator } from './indicator.ts'
import { shrunk, wilson } from './ranges.ts'
import { monthsBefore, ranked } from './ranking.ts'
import { holds, levelOf } from './thresholds.ts'
import { valueOf, type Amounts } from './value.ts'

const share = fc.integer({ min: 1, max: 100_000 }).chain((whole) => fc.record({ whole: fc.constant(whole), part: fc.integer({ min: 0, max: whole }) }))
const onTime = INDICATORS.find(({ id }) => id === 'B01') as Indicator // Safe: the list has it, which the first test of efficiency.test.ts counts.
const amounts = (kept: number, due: number): Amounts => new Map([['dueKept', { n: kept, total: 0 }], ['due', { n: due, total: 0 }]])

describe('件数少，话就说得少', () => {
  it('Wilson 区间总含着样本的比例，不出零和一；件数越多越窄', () => {
    fc.assert(fc.property(share, ({ part, whole }) => {
      const range = wilson(part, whole, 1.96)
      assert(range && range.low >= 0 && range.high <= 1 && range.low <= part / whole + 1e-9 && range.high >= part / whole - 1e-9)
      const wide = wilson(part * 10, whole * 10, 1.96)
      assert(wide && wide.high - wide.low <= range.high - range.low + 1e-9)
    }))
    assert.deepEqual([wilson(0, 0, 1.96), wilson(3, 2, 1.96), wilson(-1, 2, 1.96)], [null, null, null])
  })

  it('与教科书的值一致：九十件里八十一件', () => {
    const range = wilson(81, 90, 1.96)
    assert.deepEqual([range?.low.toFixed(4), range?.high.toFixed(4)], ['0.8208', '0.9465'])
  })

  it('收缩值总在自己和全区之间，件数越少越近全区', () => {
    fc.assert(fc.property(share, fc.double({ min: 0, max: 1, noNaN: true }), ({ part, whole }, overall) => {
      const value = shrunk(part, whole, { overall, weight: 30 })
      assert(value >= Math.min(part / whole, overall) - 1e-9 && value <= Math.max(part / whole, overall) + 1e-9)
    }))
  })

  it('不够三十件的排在后面，没有名次；范围重叠的不算分出先后', () => {
    const group = (key: string, kept: number, due: number) => ({ key, name: key, amounts: amounts(kept, due) })
    const rows = ranked(
      onTime,
      [group('small', 9, 9), group('good', 990, 1000), group('near', 985, 1000), group('bad', 500, 1000), group('nothing', 0, 0)],
      valueOf(onTime, amounts(2484, 3009)),
    )
    assert.deepEqual(rows.map(({ key, rank, isDistinct }) => [key, rank, isDistinct]), [
      ['good', 1, false], ['near', 2, false], ['bad', 3, true], ['small', null, false],
    ])
  })
})

describe('门槛', () => {
  it('每个指标的门槛都读得懂，任何值至多一种颜色', () => {
    for (const indicator of INDICATORS) {
      const conditions = Object.values(indicator.thresholds)
      for (const value of [-5, 0, 0.2, 1, 3, 50, 95, 98, 99.5, 99.99, 100, 250])
        assert(conditions.filter((condition) => holds(condition, value)).length <= 1, `${indicator.id} ${value}`)
    }
  })

  it('九十九点四九九是预警，不进位成正常；读不懂的条件当场报错', () => {
    assert.deepEqual([levelOf(onTime, 99.5), levelOf(onTime, 99.499), levelOf(onTime, 97.999)], ['green', 'yellow', 'red'])
    assert.equal(levelOf({ thresholds: {} }, 1), null)
    assert.throws(() => holds('about 5', 5))
  })

  it('没有分母就没有值，也没有颜色', () => {
    assert.deepEqual(valueOf(onTime, new Map()), { value: null, numerator: 0, denominator: 0, range: null, level: null, isSmall: true })
  })
})

it('一季从一、四、七、十月开始；往前数十一个月', () => {
  assert.deepEqual(['2026-02-28', '2026-03-31', '2026-04-01', '2026-12-31'].map((day) => beginningOf('quarter', day)), [
    '2026-01-01', '2026-01-01', '2026-04-01', '2026-10-01',
  ])
  assert.equal(monthsBefore('2026-03-31', 11), '2025-04-01')
})
