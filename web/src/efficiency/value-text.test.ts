import assert from 'node:assert/strict'
import { it } from 'node:test'
import { numberText, partsText, rangeText, valueText } from './value-text.ts'

it('百分比向下取两位，九十九点九九九不写成一百；没有分母的写一横', () => {
  assert.equal(valueText({ value: 99.999, unit: '%' }), '99.99%')
  assert.equal(valueText({ value: 100, unit: '%' }), '100%')
  assert.equal(valueText({ value: null, unit: '%' }), '—')
  assert.equal(valueText({ value: 0, unit: '%' }), '0%')
  assert.equal(valueText({ value: 3, unit: '件' }), '3 件')
})

it('一万三千件里有一件，不写成零', () => {
  assert.equal(valueText({ value: 1 / 13_493 * 100, unit: '%' }), '不到 0.01%')
  assert.equal(valueText({ value: 0.01, unit: '%' }), '0.01%')
})

it('范围一位小数，往两边取：有一件不是的，下限不写成一百；算式写明分子分母', () => {
  assert.equal(rangeText({ low: 91.04, high: 99.96 }, '%'), '91–100%')
  assert.equal(rangeText({ low: 99.98, high: 100 }, '%'), '99.9–100%')
  assert.equal(rangeText({ low: 0, high: 0.04 }, '%'), '0–0.1%')
  assert.equal(rangeText({ low: 82.7, high: 93 }, '%'), '82.7–93%')
  assert.equal(rangeText(null, '%'), '—')
  assert.equal(partsText({ numerator: 4, denominator: 60 }), '4 ÷ 60')
  assert.equal(partsText({ numerator: 4, denominator: null }), '4')
  assert.equal(numberText(0.3), '0.3')
})
