import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkData } from '#platform/schema'
import { percentOf, wilsonPercent } from './interval.ts'
import { refuseUnsound, SchemeBody, type IndicatorRule } from './scheme.ts'
import shipped from './scheme.json' with { type: 'json' }
import { pointsOf, resultsOf } from './scoring.ts'

// Safe: the first test holds the file against the schema.
const SCHEME = shipped as SchemeBody
const ruleOf = (code: string): IndicatorRule => SCHEME.indicators.find((rule) => rule.code === code) ?? assert.fail(code)

/** Every share of the scheme at the same quality: `points` of each indicator, of n cases. */
function unit(organisation: string, { points, n, spread = 0 }: { points: number; n: number; spread?: number }) {
  return SCHEME.indicators.map((rule) => {
    const value = valueWorth(rule, points)
    const [low, high] = [valueWorth(rule, Math.max(0, points - spread)), valueWorth(rule, Math.min(100, points + spread))]
    return { organisation, indicator: rule.code, n, value, low, high }
  })
}
const valueWorth = ({ full, pass, zero }: IndicatorRule, points: number): number =>
  (points >= 60 ? pass + (full - pass) * (points - 60) / 40 : zero + (pass - zero) * points / 60)
const resultOf = (values: ReturnType<typeof unit>, organisation: string) =>
  resultsOf(SCHEME, values).find((one) => one.organisation === organisation) ?? assert.fail(organisation)

describe('考核办法', () => {
  it('随软件的默认办法合格：权重合计 100，分界次序对，每样都写依据', () => {
    checkData(SchemeBody, structuredClone(shipped))
    refuseUnsound(SCHEME)
    assert(Object.values(SCHEME.basis).every((words) => words.includes('默认值')))
  })

  it('权重不到 100、指标写两次、分界次序颠倒、等次颠倒，都不收', () => {
    const [first] = SCHEME.indicators
    assert(first)
    const bad: Partial<SchemeBody>[] = [
      { indicators: SCHEME.indicators.slice(1) },
      { indicators: SCHEME.indicators.map((rule) => ({ ...rule, code: rule.code === 'B02' ? 'B01' : rule.code })) },
      { indicators: [{ ...first, full: first.zero, zero: first.full }, ...SCHEME.indicators.slice(1)] },
      { grades: { excellent: 80, good: 90, pass: 60 } },
    ]
    for (const change of bad) assert.throws(() => refuseUnsound({ ...SCHEME, ...change }), { code: 'invalid' })
  })
})

describe('计分', () => {
  it('满分线得 100，合格线得 60，零分线得 0，中间是直线；越低越好的指标反过来', () => {
    for (const rule of SCHEME.indicators) {
      assert.deepEqual([rule.full, rule.pass, rule.zero].map((value) => Math.round(pointsOf(rule, value))), [100, 60, 0], rule.code)
      assert.equal(Math.round(pointsOf(rule, (rule.full + rule.pass) / 2)), 80)
    }
  })

  it('越好分越高，分在 0 到 100 之间', () => {
    const rule = ruleOf('B02')
    fc.assert(fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (one, other) => {
      const [better, worse] = one < other ? [one, other] : [other, one]
      assert(pointsOf(rule, better) >= pointsOf(rule, worse))
      assert(pointsOf(rule, one) >= 0 && pointsOf(rule, one) <= 100)
    }))
  })

  it('九十分优秀、八十分良好、六十分合格，不到六十分不合格', () => {
    const grades = [95, 90, 85, 80, 79, 60, 59, 10].map((points) => resultOf(unit('a', { points, n: 500 }), 'a').grade)
    assert.deepEqual(grades, ['优秀', '优秀', '良好', '良好', '合格', '合格', '不合格', '不合格'])
  })
})

describe('小样本', () => {
  it('样本不够的不评等次、不排名，哪怕数很难看；话里说清', () => {
    const values = [...unit('big', { points: 70, n: 500 }), ...unit('small', { points: 0, n: 29 })]
    const { score, grade, rank, words } = resultOf(values, 'small')
    assert.deepEqual([score, grade, rank], [null, null, null])
    assert.match(words, /样本不足.*不评等次、不排名/)
    assert.deepEqual([resultOf(values, 'big').rank, resultOf(values, 'big').rankTo], [1, 1])
  })

  it('不够样本的那几项不计分，权重分给别的；计分的权重不到一半就不评', () => {
    const mixed = (codes: readonly string[]) =>
      unit('a', { points: 90, n: 500 }).map((value) => (codes.includes(value.indicator) ? { ...value, n: 3, value: -1_000_000 } : value))
    const { score, words } = resultOf(mixed(['C01', 'C02', 'C07']), 'a')
    assert.equal(score, 90)
    assert.match(words, /3 项指标不到 30 件/)
    assert.equal(resultOf(mixed(['B01', 'B02', 'B04', 'B05']), 'a').score, null)
  })

  it('得分低于合格线而区间跨过它的，不评不合格', () => {
    const { grade, words } = resultOf(unit('a', { points: 58, n: 40, spread: 15 }), 'a')
    assert.equal(grade, '合格')
    assert.match(words, /区间跨过合格线/)
    assert.equal(resultOf(unit('a', { points: 40, n: 40, spread: 5 }), 'a').grade, '不合格')
  })

  it('区间重叠的，可能的名次写在一起；同分同名次', () => {
    const values = [
      ...unit('a', { points: 90, n: 99, spread: 9 }),
      ...unit('b', { points: 88, n: 99, spread: 9 }),
      ...unit('c', { points: 30, n: 99, spread: 2 }),
      ...unit('d', { points: 88, n: 99, spread: 9 }),
    ]
    const ranks = resultsOf(SCHEME, values).map(({ rank, rankFrom, rankTo }) => [rank, rankFrom, rankTo])
    assert.deepEqual(ranks, [[1, 1, 3], [2, 1, 3], [4, 4, 4], [2, 1, 3]])
  })

  it('得分在自己的区间里，名次在可能的名次里，谁的次序进来都一样', () => {
    const units = fc.array(fc.record({
      points: fc.integer({ min: 0, max: 100 }), n: fc.integer({ min: 0, max: 200 }), spread: fc.integer({ min: 0, max: 20 }),
    }), { maxLength: 8 })
    fc.assert(fc.property(units, (given) => {
      const values = given.flatMap((one, index) => unit(`u${index}`, one))
      const results = resultsOf(SCHEME, values)
      assert.deepEqual(resultsOf(SCHEME, values.toReversed()), results)
      for (const { score, low, high, grade, rank, rankFrom, rankTo } of results) {
        assert.equal(score === null, grade === null && rank === null)
        if (score === null) continue
        assert((low ?? NaN) <= score && score <= (high ?? NaN))
        assert((rankFrom ?? NaN) <= (rank ?? NaN) && (rank ?? NaN) <= (rankTo ?? NaN))
      }
    }), { numRuns: 50 })
  })
})

describe('比率的区间', () => {
  it('百分之百也有区间，样本越多越窄；没有样本就什么都可能', () => {
    assert.deepEqual(wilsonPercent(0, 0), { low: 0, high: 100 })
    const widths = [5, 50, 5000].map((n) => 100 - wilsonPercent(n, n).low)
    assert.deepEqual(widths.toSorted((one, other) => other - one), widths)
    assert.deepEqual(wilsonPercent(9, 10), { low: 59.58, high: 98.21 })
  })

  it('差一件也不写成百分之百', () => {
    assert.equal(percentOf(99_999, 100_000), 99.99)
    assert.equal(percentOf(0, 0), null)
  })
})
