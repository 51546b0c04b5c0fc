import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayInCharacters, dayInFigures, numberInCharacters } from './official-day.ts'

test('成文日期用阿拉伯数字，不写前导零', () => {
  assert.equal(dayInFigures('2026-11-03'), '2026年11月3日')
  assert.equal(dayInFigures('2027-01-31'), '2027年1月31日')
})

test('证照日期用汉字数字', () => {
  assert.equal(dayInCharacters('2026-11-23'), '二〇二六年十一月二十三日')
  assert.equal(dayInCharacters('2030-10-10'), '二〇三〇年十月十日')
  assert.equal(dayInCharacters('2005-02-01'), '二〇〇五年二月一日')
})

test('条文序号写成汉字', () => {
  const written = {
    1: '一', 9: '九', 10: '十', 11: '十一', 20: '二十', 32: '三十二', 82: '八十二', 100: '一百', 101: '一百零一',
    110: '一百一十', 112: '一百一十二', 203: '二百零三', 999: '九百九十九',
  }
  for (const [number, text] of Object.entries(written)) assert.equal(numberInCharacters(Number(number)), text)
})

test('1到999的写法各不相同，没有〇', () => {
  const texts = Array.from({ length: 999 }, (_, index) => numberInCharacters(index + 1))
  assert.equal(new Set(texts).size, 999)
  assert.equal(texts.some((text) => text.includes('〇') || text.includes('undefined')), false)
})
