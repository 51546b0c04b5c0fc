import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { STATUSES } from '../../platform/http/errors.ts'
import { statusOf } from './faults.ts'

const css = readFileSync(new URL('citizen.css', import.meta.url), 'utf8')
const RATIO_MIN = 7
/** Which letters stand on which ground. */
const PAIRS = [
  ['ink', 'paper'], ['ink', 'mist'], ['ink', 'green-mist'], ['ink', 'amber-mist'], ['ink', 'red-mist'],
  ['soft', 'paper'], ['soft', 'mist'], ['soft', 'amber-mist'], ['blue', 'paper'], ['blue', 'mist'], ['blue-down', 'paper'],
  ['blue', 'amber-mist'], ['blue', 'green-mist'], ['blue', 'red-mist'], ['on-blue', 'blue'], ['on-blue', 'blue-down'],
  ['green', 'paper'], ['amber', 'paper'], ['amber', 'amber-mist'], ['red', 'paper'],
] as const

function coloursOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  assert(start >= 0, selector)
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name ?? '', value ?? '']))
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe('群众页面的样式', () => {
  for (const [theme, colours] of [['标准版', coloursOf(':root')], ['高对比', coloursOf('html.contrast')]] as const) {
    it(`${theme}的文字对比度不低于 ${RATIO_MIN}:1`, () => {
      for (const [text, ground] of PAIRS) {
        const found = ratio(colours[text] ?? '', colours[ground] ?? '')
        assert(found >= RATIO_MIN, `${text} 在 ${ground} 上：${found.toFixed(2)}`)
      }
    })
  }

  it('对比度的算法认得黑白和同色', () => {
    assert.equal(ratio('#000000', '#ffffff'), 21)
    assert.equal(ratio('#123456', '#123456'), 1)
  })

  it('没有动画，不取外面的东西，焦点框不取消', () => {
    assert.doesNotMatch(css, /animation|transition|@import|url\(/)
    assert.doesNotMatch(css.replace('main:focus-visible { outline: none; box-shadow: none; }', ''), /outline: none/)
  })

  it('打印：每一页有页码，咨询电话不单独占一页', () => {
    const print = css.slice(css.indexOf('@media print'))
    assert.match(print, /@page \{[^}]*counter\(page\)[^}]*counter\(pages\)/)
    assert.match(print, /main \{ break-after: avoid; \}\n  \.foot \{ break-before: avoid;/)
  })
})

describe('页面重新显示时的状态', () => {
  it('和边上一样', () => {
    for (const [code, status] of Object.entries(STATUSES)) assert.equal(statusOf({ code: codeOf(code) }), status, code)
  })
})

/** The keys of the table are its codes. */
function codeOf(name: string): keyof typeof STATUSES {
  const code = Object.keys(STATUSES).find((one): one is keyof typeof STATUSES => one === name)
  assert(code)
  return code
}
