import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { answerValidateLine, IDENTIFIER_KINDS, validate } from '../identifiers.ts'

const TODAY = '2026-03-02'
function answer(input: unknown): Record<string, unknown> {
  return { ...answerValidateLine(typeof input === 'string' ? input : JSON.stringify(input), TODAY) }
}

describe('validate 命令的一行', () => {
  it('每一种号码都答有效与否和原因', () => {
    const good = {
      'resident-id': '11010519491231002X', uscc: '11440100007482575H', 'project-code': '2026-440114-04-01-123456',
      'item-code': '11440100007482575H3440118009000', phone: '13800138000',
    }
    for (const kind of IDENTIFIER_KINDS) {
      const told = answer({ kind, value: good[kind] })
      assert.deepEqual(Object.keys(told), ['valid', 'why'])
      assert.equal(told.valid, true, kind)
      assert.equal(answer({ kind, value: '' }).valid, false, kind)
    }
  })

  it('带编号的行把编号带回来', () => {
    assert.deepEqual(Object.keys(answer({ id: '甲', kind: 'phone', value: '13800138000' })), ['id', 'valid', 'why'])
    assert.deepEqual(Object.keys(answer({ id: '甲', kind: 'fax', value: '1' })), ['id', 'error'])
    assert.deepEqual([answer({ id: 0, kind: 'phone', value: '13800138000' }).id, answer({ id: 7, kind: 'fax', value: '1' }).id], [0, 7])
  })

  it('号码的种类互不相认', () => {
    for (const kind of IDENTIFIER_KINDS) assert.equal(validate(kind, '13800138000', TODAY).valid, kind === 'phone')
  })

  it('坏的行只有错误：不是 JSON、缺字段、字段多余、类型不对、种类不认识', () => {
    const bad: [unknown, RegExp][] = [
      ['{', /不是 JSON 对象/], ['', /不是 JSON 对象/], [null, /不是 JSON 对象/], [[], /不是 JSON 对象/], ['"phone"', /不是 JSON 对象/],
      [{ value: '13800138000' }, /kind 缺少/],
      [{ kind: 'mobile', value: '13800138000' }, /kind 缺少或不认识/],
      [{ kind: 1, value: '1' }, /kind 缺少/],
      [{ kind: 'toString', value: '1' }, /kind 缺少或不认识/],
      [{ kind: 'phone' }, /value 缺少/], [{ kind: 'phone', value: 13800138000 }, /value 缺少或不是文字/], [{ kind: 'phone', value: null }, /value/],
      [{ kind: 'phone', value: '13800138000', country: '86' }, /不认识的字段「country」/],
      [{ id: 1.5, kind: 'phone', value: '13800138000' }, /id 应是文字或整数/],
    ]
    for (const [input, error] of bad) {
      const told = answer(input)
      assert.deepEqual(Object.keys(told), ['error'], JSON.stringify(input))
      assert.match(String(told.error), error)
    }
  })

  it('任何文字都有裁断，理由是中文', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Zx-]{0,40}$/))
    fc.assert(fc.property(fc.constantFrom(...IDENTIFIER_KINDS), text, (kind, value) => {
      const { valid, why } = validate(kind, value, TODAY)
      assert.equal(typeof valid, 'boolean')
      assert.match(why, /[\u4e00-\u9fff]{4,}/)
      assert.doesNotMatch(why, /undefined|NaN/)
    }), { numRuns: 2000 })
  })

  it('有效的号码前后加任何一个字符都无效', () => {
    const good = fc.constantFrom(
      ['resident-id', '11010519491231002X'] as const,
      ['uscc', '11440100007482575H'] as const,
      ['phone', '13800138000'] as const,
      ['project-code', '2026-440114-04-01-123456'] as const,
    )
    const extras = fc.string({ minLength: 1, maxLength: 2, unit: 'binary' })
    fc.assert(fc.property(good, extras, fc.boolean(), ([kind, value], extra, inFront) => {
      assert.equal(validate(kind, inFront ? extra + value : value + extra, TODAY).valid, false)
    }), { numRuns: 1000 })
  })
})
