import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { earnedText, numberText, outcomeOf, progressOf, rangeText, valueText } from './words.ts'
import type { EvidenceValue } from './types.ts'

const VALUE: EvidenceValue = {
  criterion: 'on-time',
  name: '按时办结率',
  measure: 'on-time',
  n: 40,
  part: 39,
  value: 97.46,
  expected: 95,
  adjusted: 98,
  low: 88.2,
  high: 99.6,
  counted: 97,
  overall: 95.2,
  isSmall: false,
  sampleMin: 30,
  source: '办件',
}

describe('评优的说法', () => {
  it('数字最多一位小数；没有的是一横，不是零', () => {
    assert.equal(numberText(97.46), '97.5')
    assert.equal(numberText(100), '100')
    assert.equal(numberText(null), '—')
    assert.equal(rangeText(88.2, 99.6, '%'), '88.2—99.6%')
    assert.equal(rangeText(null, 99, '%'), '没有范围')
    assert.equal(earnedText({ earned: null, weight: 20 }), '没有分（满 20）')
    assert.equal(earnedText({ earned: 0, weight: 20 }), '0 / 20')
  })

  it('一个值说得出是几件里的几件；办件量和平均比；没有办件就说没有', () => {
    assert.equal(valueText(VALUE), '40 件里 39 件，97.5%')
    assert.equal(valueText({ ...VALUE, overall: null, part: 40, value: 112.3 }), '40 件，折算是平均的 112.3%')
    assert.equal(valueText({ ...VALUE, n: 0, part: 0, value: null, overall: null }), '没有办件')
  })

  it('评委的进度只数她要评的：回避的不算欠，不是评委的不算', () => {
    const rows = [
      { myPart: 'member', scoredByMe: true }, { myPart: 'member', scoredByMe: false }, { myPart: 'recused', scoredByMe: false },
      { myPart: null, scoredByMe: false },
    ] as const
    assert.deepEqual(progressOf(rows), { mine: 2, scored: 1, recused: 1 })
  })

  it('名次表写现在怎样：取消资格、摘牌、递补的都看得出，没有排名的不说未入选', () => {
    const words = (chosen: 'in' | 'out' | 'tied', state: string | null, rank: number | null = 1) => outcomeOf({ chosen, state, rank }).words
    assert.deepEqual([words('in', null), words('out', null), words('tied', null)], ['入选', '未入选', '并列待定'])
    assert.deepEqual([words('in', 'dropped'), words('in', 'revoked'), words('out', 'dropped')], ['已取消资格', '已摘牌', '已取消资格'])
    assert.deepEqual([words('out', 'publicity'), words('tied', 'awarded'), words('out', 'notChosen')], ['递补入选', '递补入选', '未入选'])
    assert.equal(words('out', 'notChosen', null), '样本或评分不够')
  })
})
