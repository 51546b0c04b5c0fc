import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CONTRAST_DARK, CONTRAST_LIGHT, contrastOf, DARK, EDGE_PAIRS, LIGHT, TEXT_PAIRS } from './tokens.ts'

/** The least contrast of text and of edges in each mode. */
const MODES = { 浅色: [LIGHT, 4.5, 3], 深色: [DARK, 4.5, 3], 高对比浅色: [CONTRAST_LIGHT, 7, 4.5], 高对比深色: [CONTRAST_DARK, 7, 4.5] } as const

describe('工作台的颜色', () => {
  it('算对比度的办法与 WCAG 一致：黑白 21，同色 1，次序无关', () => {
    assert.equal(contrastOf('#000000', '#ffffff'), 21)
    assert.equal(contrastOf('#0b5cad', '#0b5cad'), 1)
    assert.equal(contrastOf('#777777', '#ffffff').toFixed(2), '4.48')
    assert.equal(contrastOf('#ffffff', '#777777'), contrastOf('#777777', '#ffffff'))
  })

  for (const [mode, [palette, textMin, edgeMin]] of Object.entries(MODES)) {
    for (const [text, ground] of TEXT_PAIRS) {
      it(`${mode}：${ground} 上的 ${text} 文字对比度不低于 ${textMin}`, () => {
        const contrast = contrastOf(palette[text], palette[ground])
        assert.ok(contrast >= textMin, contrast.toFixed(2))
      })
    }
    for (const [edge, ground] of EDGE_PAIRS) {
      it(`${mode}：${ground} 上的 ${edge} 边线对比度不低于 ${edgeMin}`, () => {
        const contrast = contrastOf(palette[edge], palette[ground])
        assert.ok(contrast >= edgeMin, contrast.toFixed(2))
      })
    }
  }
})
