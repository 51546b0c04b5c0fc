import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { checkCode, NATIONAL_OR_PROVINCIAL, passesCreditCheck } from './code-cell.ts'
import { testRow } from './test-rows.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const code = testRow(0).TASK_CODE
const reason = (value: unknown): string => checkCode(value)?.reason ?? ''

it('31 位实施编码和 33 位业务办理项编码都可以', () => {
  assert.equal(checkCode(code), undefined)
  assert.equal(checkCode(`${code}01`), undefined)
})

it('每一种写错都说出错在哪里', () => {
  assert.match(reason(''), /是空的/)
  assert.match(reason(null), /不能为空/)
  assert.match(reason(` ${code}`), /空格/)
  assert.match(reason(code.replace('X', 'x')), /小写/)
  assert.match(reason(`${code.slice(0, 18)}-${code.slice(18)}`), /以外的字符/)
  assert.match(reason(`${code.slice(0, 28)}00Y`), /主项编码/)
  assert.match(reason(code.slice(0, 30)), /有 30 位/)
  assert.match(reason(`${code}0`), /有 32 位/)
  assert.match(reason(code.replace(/^11/, 'IO')), /编码规则/)
  assert.match(reason(`${code.slice(0, 18)}8${code.slice(19)}`), /编码规则/)
  assert.match(reason(`${code.slice(0, 19)}33${code.slice(21)}`), /编码规则/)
})

it('业务办理项编码可以是国家目录的，实施编码只能是省目录的', () => {
  const national = `${code.slice(0, 19)}00${code.slice(21)}01`
  assert.ok(NATIONAL_OR_PROVINCIAL.test(national))
  assert.ok(!NATIONAL_OR_PROVINCIAL.test(code))
  assert.equal(checkCode(national)?.severity, 'error')
})

it('信用代码前 17 位任意，只有一个校验位是对的；错一位就对不上', () => {
  const digits = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 }).map((all) => all.join(''))
  fc.assert(fc.property(digits, fc.nat(16), fc.constantFrom(...ALPHABET), (seventeen, at, other) => {
    const right = ALPHABET.filter((check) => passesCreditCheck(seventeen + check))
    assert.equal(right.length, 1)
    fc.pre(seventeen[at] !== other)
    assert.ok(!passesCreditCheck(seventeen.slice(0, at) + other + seventeen.slice(at + 1) + right[0]))
  }))
})

it('字母表以外的字符和不足 18 位的都通不过校验', () => {
  for (const value of ['', '0', 'I'.repeat(18), code.slice(0, 17), `${code.slice(0, 18)}0`]) {
    assert.equal(passesCreditCheck(value), false, value)
  }
})
