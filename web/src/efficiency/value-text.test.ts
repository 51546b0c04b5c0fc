import assert from 'node:assert/strict'
import { it } from 'node:test'
import { numberText, partsText, rangeText, valueText } from './value-text.ts'

it('百分比向下取两位，九十九点九九九不写成一百；没有分母的写一横', () => {
  assert.equal(valueText({ value: 99.999, unit: '%' }), '99.99%')
  assert.equal(valueText({ value: 100, unit: '%' }), '100%')
  assert.equal(valueText({ value: null, unit: '%' }), '—')
  assert.equal(valueText({ value: 3, unit: '件' }), '3 件')
})

it('范围一位小数，算式写明分子分母', () => {
  assert.equal(rangeText({ low: 91.04, high: 99.96 }, '%'), '91–100%')
  assert.equal(rangeText(null, '%'), '—')
  assert.equal(partsText({ numerator: 4, denominator: 60 }), '4 ÷ 60')
  assert.equal(partsText({ numerator: 4, denominator: null }), '4')
  assert.equal(numberText(0.3), '0.3')
})
