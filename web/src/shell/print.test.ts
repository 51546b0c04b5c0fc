import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const css = readFileSync(new URL('frame.css', import.meta.url), 'utf8')

describe('打印工作人员页面', () => {
  it('纸上没有左栏：隐藏它的规则在别的规则后面，不会又被盖过去；纸是 A4，有边距', () => {
    const print = css.indexOf('@media print')
    const shown = [...css.matchAll(/^ *\.side \{/gm)].map(({ index }) => index)
    assert(shown.length > 1 && shown.every((place) => place < print))
    assert.match(css.slice(print), /\.side, \.skip \{ display: none; \}/)
    assert.match(css, /@page \{ size: A4; margin: 12mm; \}/)
  })
})
