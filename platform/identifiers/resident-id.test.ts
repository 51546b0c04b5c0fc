import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addCalendarDays } from '../day.ts'
import { validateResidentId } from './resident-id.ts'

const TODAY = '2026-03-02'
/** The sample of the standard, and one with a birth in the nineteenth century. */
const SAMPLE = '11010519491231002X'
const OLD = '440524188001010014'

/** Reckons the check by the other formula of MOD 11-2: digit by digit, doubling the remainder. */
function withCheck(first17: string): string {
  let remainder = 0
  for (const digit of first17) remainder = ((remainder + Number(digit)) * 2) % 11
  const check = (12 - remainder) % 11
  return first17 + (check === 10 ? 'X' : String(check))
}

const provinces = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' ')
const validIds = fc.record({
  province: fc.constantFrom(...provinces),
  county: fc.integer({ min: 0, max: 9999 }),
  birth: fc.integer({ min: 0, max: 82_000 }).map((offset) => addCalendarDays('1800-01-01', offset)),
  sequence: fc.integer({ min: 0, max: 999 }),
}).map(({ province, county, birth, sequence }) =>
  withCheck(province + String(county).padStart(4, '0') + birth.replaceAll('-', '') + String(sequence).padStart(3, '0')))

const isValid = (value: string, today = TODAY) => validateResidentId(value, today).valid

describe('身份证号码', () => {
  it('有效的说出省份、出生日期和性别', () => {
    assert.deepEqual(validateResidentId(SAMPLE, TODAY), { valid: true, why: '身份证号码有效：首次登记在北京市，1949年12月31日出生，女' })
    assert.match(validateResidentId(OLD, TODAY).why, /广东省，1880年1月1日出生，男/)
  })

  it('最后一位的小写 x 当作 X，别处的字母都不行', () => {
    assert.equal(isValid(SAMPLE.toLowerCase()), true)
    assert.equal(isValid('x1010519491231002X'), false)
    assert.equal(isValid('1101051949123100XX'), false)
  })

  it('任何省份、任何县区代码（撤销的也算）、任何真实的生日都有效', () => {
    fc.assert(fc.property(validIds, (id) => assert.equal(isValid(id), true)))
  })

  it('改动任何一位都会被发现', () => {
    fc.assert(fc.property(validIds, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...'0123456789X'), (id, at, character) => {
      if (id[at] === character) return
      assert.equal(isValid(id.slice(0, at) + character + id.slice(at + 1)), false)
    }), { numRuns: 2000 })
  })

  it('相邻两位颠倒会被发现', () => {
    fc.assert(fc.property(validIds, fc.integer({ min: 0, max: 16 }), (id, at) => {
      const [one = '', other = ''] = [id[at], id[at + 1]]
      if (one === other) return
      assert.equal(isValid(id.slice(0, at) + other + one + id.slice(at + 2)), false)
    }), { numRuns: 1000 })
  })

  it('不修剪、不转换：空格、全角数字、换行、分隔符都不行', () => {
    const spoilt = [` ${SAMPLE}`, `${SAMPLE} `, `${SAMPLE}\n`, '１1010519491231002X', '110105-19491231-002X', '', '11010519491231002Ⅹ']
    for (const value of spoilt) {
      assert.equal(isValid(value), false, JSON.stringify(value))
    }
  })

  it('第一代的 15 位号码无效，并说明要填 18 位', () => {
    assert.deepEqual([isValid('110105491231002'), /15 位.*18 位/.test(validateResidentId('110105491231002', TODAY).why)], [false, true])
  })

  it('没有这个省份代码的无效，校验码对也不行', () => {
    for (const province of ['10', '16', '20', '24', '30', '38', '40', '47', '55', '60', '66', '71', '81', '82', '83', '91', '99']) {
      const verdict = validateResidentId(withCheck(`${province}010519491231002`), TODAY)
      assert.deepEqual([verdict.valid, verdict.why.includes(`${province} 不是任何省份的代码`)], [false, true])
    }
    assert.equal(isValid(withCheck('01010519491231002')), false)
  })

  it('不存在的日期无效，闰日看年份', () => {
    assert.match(validateResidentId(withCheck('11010520230229002'), TODAY).why, /2023-02-29 不是真实的日期/)
    assert.equal(isValid(withCheck('11010520240229002')), true)
    assert.equal(isValid(withCheck('11010519000229002')), false)
    for (const birth of ['20240431', '20241301', '20240100', '20240001', '17991231']) {
      assert.equal(isValid(withCheck(`110105${birth}002`)), false, birth)
    }
  })

  it('今天出生的有效，明天出生的无效', () => {
    assert.equal(isValid(withCheck('11010520260302002')), true)
    assert.match(validateResidentId(withCheck('11010520260303002'), TODAY).why, /2026-03-03 还没有到/)
    assert.equal(isValid(withCheck('11010520260303002'), '2026-03-03'), true)
  })

  it('十七位是单数为男，双数为女', () => {
    for (const [sequence, sex] of [['001', '男'], ['002', '女'], ['009', '男'], ['000', '女']] as const) {
      assert.match(validateResidentId(withCheck(`44011419900101${sequence}`), TODAY).why, new RegExp(`${sex}$`))
    }
  })

  it('校验码不符的，不泄露正确的那一位', () => {
    assert.equal(validateResidentId('110105194912310021', TODAY).why, '身份证号码的最后一位与前 17 位不符，可能输错了一位，请逐位核对')
  })
})
