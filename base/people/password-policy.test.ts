import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { passwordFault } from './password-policy.ts'
import { WEAK_PASSWORDS } from './weak-passwords.ts'

const LOGIN = 'li.xiaoming'

describe('密码要求', () => {
  it('够长够杂，或者够长，就可以', () => {
    for (const good of ['spring-Wind-77', 'Aa1!xyzwvq', '今天天气真好我们去看花都湖吧', 'correct horse battery', 'Chunfeng-2026']) {
      assert.equal(passwordFault(good, LOGIN), undefined, good)
    }
  })

  it('太短、太单一、太多人用、太重复、含账号的都不行，各说各的原因', () => {
    const bad = {
      Aa1: /至少 10/, 'Aa1!aaaaa': /至少 10/, abcdefghij: /3 种/, abcdefghi1: /3 种/, 'P@ssw0rd123!': /很多人/, 'ADMIN@123456': /很多人/,
      AAAAaaaa1111: /重复/, aaaaaaaaaaaaaaaa: /重复/, 'li.xiaoming-2X': /账号/, ['x'.repeat(129)]: /最多/,
    }
    for (const [password, reason] of Object.entries(bad)) assert.match(passwordFault(password, LOGIN) ?? '', reason, password)
  })

  it('至少列着一百个人人先试的密码，一个也用不了，大小写改了也不行', () => {
    assert.ok(WEAK_PASSWORDS.size >= 100)
    for (const weak of WEAK_PASSWORDS) {
      for (const written of [weak, weak.toUpperCase(), weak.charAt(0).toUpperCase() + weak.slice(1)]) assert.notEqual(
        passwordFault(written, LOGIN), undefined, written,
      )
    }
  })

  it('十个字符以下什么都不行，长句子（十四个以上不同的字）都行', () => {
    fc.assert(fc.property(fc.string({ maxLength: 9 }), (short) => assert.notEqual(passwordFault(short, LOGIN), undefined)))
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), { minLength: 14, maxLength: 26 })
    fc.assert(fc.property(letters, (drawn) => assert.equal(passwordFault(drawn.join(''), LOGIN), undefined)))
  })
})
