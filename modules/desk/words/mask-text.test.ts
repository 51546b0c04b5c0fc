import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { maskText } from './mask-text.ts'

describe('别件的意见里不带个人信息', () => {
  it('名字、长号码、可能是生日的日期都遮住，短的数字（面积、条款）还在', () => {
    assert.equal(maskText('林小溪（440114199001011234，138 0000 0000）的店面积 40 平方米，符合第 33 条，2026-03-02 核实。', ['林小溪']),
      '某某（＊＊＊，＊＊＊）的店面积 40 平方米，符合第 33 条，＊＊＊ 核实。')
    assert.equal(maskText('身份证 44011419900101123x', []), '身份证 ＊＊＊')
    assert.equal(maskText('符合条件，建议准予。', ['林']), '符合条件，建议准予。')
  })

  it('任何文字里放进名字、手机号、身份证号，都找不回来', () => {
    const word = fc.string({ minLength: 2, maxLength: 8 }).filter((text) => text.trim().length > 1 && !/[0-9某＊]/.test(text))
    fc.assert(fc.property(word, fc.string({ maxLength: 30 }), fc.stringMatching(/^1[3-9][0-9]{9}$/), fc.stringMatching(/^[1-9][0-9]{16}[0-9X]$/), (name, around, phone, id) => {
      const masked = maskText(`${around}${name}，${phone}、${id}${around}`, [name])
      for (const secret of [name, phone, id]) assert(!masked.includes(secret), masked)
    }))
  })
})
