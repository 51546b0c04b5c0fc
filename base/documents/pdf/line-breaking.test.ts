import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { breakLines, type Line } from './line-breaking.ts'

/** A Chinese character is ten wide, a Latin one five. */
const measure = (text: string) => [...text].reduce((width, character) => width + (/[ -~]/.test(character) ? 5 : 10), 0)
const lines = (text: string, width: number, indent = 0): Line[] => breakLines(text, { width, indent, measure })
const texts = (text: string, width: number, indent = 0): string[] => lines(text, width, indent).map((line) => line.text)

const CHINESE = fc.string({ unit: fc.constantFrom(...'春风送暖行政许可决定书，。、；：？！（）《》〔〕“”…—1234567890abcXYZ  年月日号'), maxLength: 120 })
const NO_START = /^[、。，．：；？！）〕】》〉」』”’％‰℃,.!?:;)\]}%]/
const NO_END = /[（〔【《〈「『“‘([{]$/

test('放得下的文字只有一行', () => {
  assert.deepEqual(lines('春风送暖', 40), [{ text: '春风送暖', width: 40, isLast: true, isTight: false }])
})

test('空的段落也占一行', () => {
  assert.deepEqual(texts('', 40), [''])
})

test('首行缩进两个字，第一行少两个字', () => {
  assert.deepEqual(texts('一二三四五六七八九十', 50, 20), ['一二三', '四五六七八', '九十'])
})

test('句号、逗号、后括号不在行首（避头）', () => {
  assert.deepEqual(texts('一二三四五，六七八', 50), ['一二三四', '五，六七八'])
  assert.deepEqual(texts('一二（三四）。六七', 50), ['一二（三', '四）。六七'])
})

test('前括号、前书名号不在行末（避尾）', () => {
  assert.deepEqual(texts('一二三四《五六》七八', 50), ['一二三四', '《五六》七', '八'])
  assert.deepEqual(texts('一二三“（五六七）”', 50), ['一二三', '“（五六', '七）”'])
})

test('省略号和破折号不拆成两半', () => {
  for (const sign of ['……', '——']) {
    for (let before = 1; before < 9; before++) {
      const broken = texts('字'.repeat(before) + sign + '字字字字字', 50)
      assert(broken.some((line) => line.includes(sign)), String(before))
    }
  }
})

test('日期的数字和年月日不分开，文号和长编号不拆开', () => {
  for (let before = 1; before < 12; before++) {
    const text = `${'字'.repeat(before)}2026年11月23日花市监受〔2026〕15号4401142611230000017字字字字`
    const joined = `\n${texts(text, 120).join('\n')}\n`
    assert.doesNotMatch(joined, /\d\n[年月日号\d]/, joined)
    assert.match(joined, /〔2026〕15号/)
    assert.match(joined, /4401142611230000017/)
  }
})

test('数和隔着空格的单位不分在两行', () => {
  for (let before = 1; before < 14; before++) {
    const joined = texts(`${'字'.repeat(before)}（88.4 分）、另有 20 个单位、按 3 件算字字字`, 120).join('\n')
    assert.doesNotMatch(joined, /\d\n|\d \n|\n[分个件]/, joined)
  }
})

test('比一行还长的编号才按字拆开', () => {
  assert.deepEqual(texts('1234567890123', 25), ['12345', '67890', '123'])
})

test('英文单词整个换行，行末的空格不占地方', () => {
  assert.deepEqual(texts('ab cdef ghij', 35), ['ab cdef', 'ghij'])
})

test('最后一行只剩一个字和句号时，收到上一行', () => {
  const [line, ...more] = lines(`${'字'.repeat(34)}行。`, 340)
  assert.deepEqual(more, [])
  assert.deepEqual(line, { text: `${'字'.repeat(34)}行。`, width: 360, isLast: true, isTight: true })
})

test('收上去太挤时，宁可留在最后一行', () => {
  assert.deepEqual(texts(`${'字'.repeat(10)}行。`, 100), ['字字字字字字字字字字', '行。'])
})

test('最后一行有三个字就不收', () => {
  assert.equal(lines(`${'字'.repeat(34)}两个。`, 340).length, 2)
})

test('任何文字：一个字不多、一个字不少，次序不变', () => {
  fc.assert(fc.property(CHINESE, fc.integer({ min: 20, max: 400 }), (text, width) => {
    const bare = (part: string) => part.replaceAll(' ', '')
    assert.equal(bare(texts(text, width).join('')), bare(text))
  }))
})

test('任何文字：没有一行超出宽度（收字的行超出不到百分之六）', () => {
  fc.assert(fc.property(CHINESE, fc.integer({ min: 200, max: 400 }), (text, width) => {
    for (const line of lines(text, width)) {
      assert.equal(line.width, measure(line.text))
      assert(line.width <= (line.isTight ? width * 1.06 : width), line.text)
    }
  }))
})

test('任何文字：避头避尾，除非一行里没有别处可断', () => {
  fc.assert(fc.property(CHINESE, (text) => {
    const broken = texts(text, 300)
    broken.forEach((line, index) => {
      const before = broken[index - 1]
      if (before === undefined) return
      const isForced = /^[^一-鿿]*$/.test(before)
      assert(isForced || !NO_START.test(line), `行首：${line}`)
      assert(isForced || !NO_END.test(before), `行末：${before}`)
    })
  }))
})

test('只有最后一行标为最后一行', () => {
  fc.assert(fc.property(CHINESE, (text) => {
    const broken = lines(text, 100)
    assert.deepEqual(broken.map(({ isLast }) => isLast), broken.map((_, index) => index === broken.length - 1))
  }))
})
