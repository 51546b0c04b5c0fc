import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { IndicatorRule, Scheme } from './calls.ts'
import { SETTINGS, schemeFrom } from './scheme-wish.ts'
import { changeWords, endedStarts, nameOf, rankWords } from './words.ts'

const rule = (code: string, weight: number): IndicatorRule => ({
  code,
  name: code,
  weight,
  kind: 'share',
  unit: '%',
  direction: 'up',
  full: 99,
  pass: 90,
  zero: 50,
  formula: '甲 ÷ 乙',
  of: '办件',
})
const SCHEME: Scheme = {
  version: 3,
  indicators: [rule('B01', 60), rule('B02', 40), rule('C01', 0)],
  grades: { excellent: 90, good: 80, pass: 60 },
  sampleMin: 30,
  coverageMinPercent: 50,
  appealWorkingDays: 5,
  excludedOrganisations: [],
  basis: {},
}

describe('改考核办法', () => {
  it('写了的数用写的，空着的不动；权重写 0 的不计入；版本号不交上去', () => {
    const wish = schemeFrom(SCHEME, { 'B01 weight': '100', 'B02 weight': '0', 'B01 full': '99.5', 'B01 pass': ' ', good: '82' })
    assert.deepEqual(wish.indicators.map(({ code, weight, full, pass }) => [code, weight, full, pass]), [['B01', 100, 99.5, 90]])
    assert.deepEqual([wish.grades.good, wish.grades.excellent, 'version' in wish], [82, 90, false])
  })

  it('没有改的交上去和原来一样；每个设置都读得到自己的数', () => {
    const { version: _, ...same } = { ...SCHEME, indicators: SCHEME.indicators.slice(0, 2) }
    assert.deepEqual(schemeFrom(SCHEME, {}), same)
    assert.deepEqual(SETTINGS.map(({ value }) => value(SCHEME)), [90, 80, 60, 30, 50, 5])
  })
})

describe('考核期的话', () => {
  it('能拟定的是已经结束的月和季度，从近到远', () => {
    assert.deepEqual(endedStarts('month', '2026-03-02', 3), ['2026-02-01', '2026-01-01', '2025-12-01'])
    assert.deepEqual(endedStarts('quarter', '2026-03-31', 2), ['2025-10-01', '2025-07-01'])
    assert.deepEqual([nameOf('month', '2025-12-01'), nameOf('quarter', '2025-10-01')], ['2025年12月', '2025年第四季度'])
  })

  it('没有得分的不排名；还没有发布的说发布后可见；差多少用话说', () => {
    const unit = {
      organisation: 'a',
      name: '甲',
      score: 90,
      low: 80,
      high: 95,
      grade: '优秀',
      rank: 1,
      rankFrom: 1,
      rankTo: 3,
      words: '',
      change: null,
      values: {},
      rectification: null,
    }
    assert.deepEqual(
      [rankWords(unit), rankWords({ ...unit, rankTo: 1 }), rankWords({ ...unit, rank: null }), rankWords({ ...unit, score: null })],
      ['第 1（可能 1—3）', '第 1', '发布后可见', '不排名'],
    )
    assert.deepEqual([changeWords(null), changeWords(0), changeWords(2), changeWords(-1.25)], ['—', '持平', '▲ 2.0', '▼ 1.3'])
  })
})
