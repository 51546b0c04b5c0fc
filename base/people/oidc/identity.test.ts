import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ClaimNames } from '#platform/unified-identity'
import { identityOf, isComplete, type Claims } from './identity.ts'
import { UnifiedTrouble } from './troubles.ts'
import { AGENT, WANG } from './unified.test-support.ts'

const NAMES: ClaimNames = { name: 'name', idNumber: 'id_number', phone: 'phone_number', organisation: 'org_name', creditCode: 'uscc' }
const identity = (claims: object) => identityOf({ ...claims }, { issuer: 'https://id.example.cn', names: NAMES, today: '2026-03-02' })
const refusedFor = (claims: object): string => {
  try {
    identity(claims)
  } catch (error) {
    if (error instanceof UnifiedTrouble) return error.why
  }
  return ''
}

describe('对方说的是谁', () => {
  it('个人：姓名、证件号码、手机号；国家代码去掉，最后一位 x 写成大写', () => {
    assert.deepEqual(identity(WANG), {
      issuer: 'https://id.example.cn', subject: 'wang', kind: 'person', name: '王示例', residentId: '110101199001010015', phone: '13800000000',
    })
    const lower = identity({ ...WANG, id_number: '11010119900101100x' })
    assert.equal(lower.kind === 'person' && lower.residentId, '11010119900101100X')
  })

  it('手机号写得不对就不要它，不因此进不来', () => {
    for (const phone of ['123', '', 42, null]) {
      const found = identity({ ...WANG, phone_number: phone })
      assert.equal(found.kind === 'person' && found.phone, null)
    }
  })

  it('写了信用代码的是单位经办人：单位和经办人都要有', () => {
    assert.deepEqual(identity(AGENT), {
      issuer: 'https://id.example.cn', subject: 'agent', kind: 'agent', name: '钱经办', organisation: { name: '示例科技有限公司', uscc: '91440114000000099J' },
    })
    for (const missing of ['name', 'org_name', 'sub']) assert.equal(refusedFor({ ...AGENT, [missing]: '' }), 'no-claims', missing)
    assert.equal(refusedFor({ ...AGENT, uscc: '91440114000000001A' }), 'no-claims')
  })

  it('字段名由设置决定', () => {
    const names = { ...NAMES, name: 'real_name', idNumber: 'cert_no' }
    const found = identityOf({ sub: 'x', real_name: '王示例', cert_no: WANG.id_number }, { issuer: 'i', names, today: '2026-03-02' })
    assert.equal(found.name, '王示例')
    assert.equal(isComplete({ real_name: '王', cert_no: '1' }, names), true)
    assert.equal(isComplete({ name: '王', id_number: '1' }, names), false)
  })

  it('缺了什么要去问：没有证件号码，或者有信用代码没有单位名称', () => {
    assert.deepEqual([{ name: '王' }, { name: '王', uscc: 'x' }, { id_number: '1' }, {}].map((claims) => isComplete(claims, NAMES)), [false, false, false, false])
    assert.equal(isComplete({ ...AGENT }, NAMES), true)
  })

  it('随便什么内容都不会出别的错；收下的姓名不含控制字符，不超长', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.integer(),
      fc.constant(null),
      fc.constant(WANG.id_number),
      fc.constant(AGENT.uscc),
      fc.array(fc.string()),
    )
    const claims: fc.Arbitrary<Claims> = fc.record({ sub: value, name: value, id_number: value, phone_number: value, org_name: value, uscc: value })
    fc.assert(fc.property(claims, (given) => {
      try {
        const { name, subject } = identity(given)
        assert.ok(name !== '' && subject !== '' && [...name].length <= 50 && name.isWellFormed() && !/\p{Cc}/u.test(name))
      } catch (error) {
        assert.ok(error instanceof UnifiedTrouble, String(error))
      }
    }), { numRuns: 500 })
  })
})
