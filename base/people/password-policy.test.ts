import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { isWornOut, PASSWORD_POLICIES, passwordFault, passwordPolicy, passwordWords } from './password-policy.ts'
import { WEAK_PASSWORDS } from './weak-passwords.ts'

const LOGIN = 'li.xiaoming'
const { mlps3, asvs5 } = PASSWORD_POLICIES
afterEach(() => { delete process.env['CHUNFENG_PASSWORD_POLICY'] })

describe('等保三级的密码要求', () => {
  const fault = (password: string): string | undefined => passwordFault(password, LOGIN, { policy: mlps3 })

  it('八个字符以上、四种字符中的三种，就可以', () => {
    for (const good of ['spring-Wind-77', 'Aa1!xyzw', '花都Huadu湖77', 'Chunfeng-2026']) assert.equal(fault(good), undefined, good)
  })

  it('太短、太单一、太多人用、太重复、含账号的都不行，各说各的原因', () => {
    const bad = {
      Aa1: /至少 8/, 'Aa1!xyz': /至少 8/, abcdefgh: /3 种/, abcdefgh1: /3 种/, 'correct horse battery': /3 种/, 'P@ssw0rd123!': /很多人/,
      'ADMIN@123456a': undefined, AAAAaaaa1111: /重复/, 'li.xiaoming-2X': /账号/, 'LI.Xiaoming-2x': /账号/, [`Aa1${'x'.repeat(126)}`]: /最多/,
    }
    for (const [password, reason] of Object.entries(bad)) {
      if (reason === undefined) assert.equal(fault(password), undefined, password)
      else assert.match(fault(password) ?? '', reason, password)
    }
  })

  it('满九十天要换，差一刻也不要；当天不算', () => {
    const changedAt = new Date('2026-01-01T09:00:00+08:00')
    const after = (days: number, seconds = 0): Date => new Date(changedAt.getTime() + days * 86_400_000 + seconds * 1000)
    assert.deepEqual([
      isWornOut(changedAt, after(0), mlps3), isWornOut(changedAt, after(90, -1), mlps3), isWornOut(changedAt, after(90), mlps3),
    ], [false, false, true])
  })
})

describe('ASVS 5 的密码要求', () => {
  it('没有第二因素的至少十五个字符，有的至少十二个', () => {
    assert.match(passwordFault('春暖花开又一年了呀真好', LOGIN, { policy: asvs5 }) ?? '', /至少 15/)
    assert.equal(passwordFault('correct horse battery', LOGIN, { policy: asvs5 }), undefined)
    assert.match(passwordFault('correcthorse!', LOGIN, { policy: asvs5 }) ?? '', /至少 15/)
    assert.equal(passwordFault('correcthorse', LOGIN, { policy: asvs5, hasSecondFactor: true }), undefined)
    assert.match(passwordFault('correcthors', LOGIN, { policy: asvs5, hasSecondFactor: true }) ?? '', /至少 12/)
  })

  it('不要求字符种类：十五个以上不同的字都行，全是汉字、全是小写也行', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz春暖花开'), { minLength: 15, maxLength: 30 })
    fc.assert(fc.property(letters, (drawn) => assert.equal(passwordFault(drawn.join(''), LOGIN, { policy: asvs5 }), undefined)))
  })

  it('永远不因为年头到期', () => {
    assert.equal(isWornOut(new Date('1990-01-01'), new Date('2026-01-01'), asvs5), false)
  })
})

describe('两套要求共有的', () => {
  it('至少列着一百个人人先试的密码，一个也用不了，大小写改了也不行', () => {
    assert.ok(WEAK_PASSWORDS.size >= 100)
    for (const weak of WEAK_PASSWORDS) {
      for (const written of [weak, weak.toUpperCase(), weak.charAt(0).toUpperCase() + weak.slice(1)]) {
        for (const policy of [mlps3, asvs5]) assert.notEqual(passwordFault(written, LOGIN, { policy, hasSecondFactor: true }), undefined, written)
      }
    }
  })

  it('七个字符以下什么都不行', () => {
    fc.assert(fc.property(fc.string({ maxLength: 7 }), (short) => {
      for (const policy of [mlps3, asvs5]) assert.notEqual(passwordFault(short, LOGIN, { policy }), undefined)
    }))
  })

  it('用哪一套由环境变量定，没有设就是等保三级；给人看的话跟着变', () => {
    assert.deepEqual([passwordPolicy().title, passwordWords()], ['等保三级', '至少 8 个字符，含大写字母、小写字母、数字、符号中的 3 种；不能含有账号，不能用常见的密码'])
    process.env['CHUNFENG_PASSWORD_POLICY'] = 'asvs5'
    assert.deepEqual([passwordPolicy().title, passwordWords()], ['ASVS 5', '至少 15 个字符，可以是一句话；不能含有账号，不能用常见的密码'])
  })
})
