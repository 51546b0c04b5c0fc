import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { derive, isSealed, isToken, keyOf, openWith, pairOf, sealWith, VaultTrouble } from './token.ts'

const KEY = pairOf(1, Buffer.alloc(32, 7))
const PLACE = 'people.account.phone/a1'
const text = fc.string({ unit: 'binary', maxLength: 300 }).filter((value) => value.isWellFormed())

describe('加密保存的内容', () => {
  it('任何文字加密以后都能原样打开，每次密文都不同', () => {
    fc.assert(fc.property(text, fc.string({ maxLength: 50 }), (value, place) => {
      const [one, other] = [sealWith(KEY, place, value), sealWith(KEY, place, value)]
      assert.equal(openWith(KEY, place, one), value)
      assert.notEqual(one, other)
      assert(isToken(one) && isSealed({ sealed: one }))
      assert.equal(keyOf(one), 1)
    }))
  })

  it('密文里看不到原文', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{18}$/), (value) => {
      const token = sealWith(KEY, PLACE, value)
      assert(!token.includes(value))
      assert(!Buffer.from(token.split('.')[2] ?? '', 'base64url').includes(value))
    }))
  })

  it('改动任何一位都打不开，报的是清楚的错，不是乱码', () => {
    const token = sealWith(KEY, PLACE, '13900001111')
    const [, , body = ''] = token.split('.')
    const bytes = Buffer.from(body, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      assert.throws(() => openWith(KEY, PLACE, `v1.1.${changed.toString('base64url')}`), VaultTrouble, `第 ${bit} 位`)
    }
  })

  it('截短、加长、不成样子的都打不开', () => {
    const token = sealWith(KEY, PLACE, '13900001111')
    for (const wrong of [token.slice(0, -4), `${token}AAAA`, `v1.1.${'A'.repeat(64)}`, 'v1.1.', '', '13900001111', `v2${token.slice(2)}`]) {
      assert.throws(() => openWith(KEY, PLACE, wrong), VaultTrouble, wrong)
    }
  })

  it('搬到别的列、别的行、别的办件都打不开；密钥编号也是内容的一部分', () => {
    fc.assert(fc.property(text, fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (value, here, there) => {
      fc.pre(here !== there)
      const token = sealWith(KEY, here, value)
      assert.throws(() => openWith(KEY, there, token), VaultTrouble)
    }))
    assert.throws(() => openWith(pairOf(2, Buffer.alloc(32, 7)), PLACE, sealWith(KEY, PLACE, '1')), VaultTrouble)
    assert.throws(() => openWith(pairOf(1, Buffer.alloc(32, 8)), PLACE, sealWith(KEY, PLACE, '1')), VaultTrouble)
  })

  it('地点和内容的分界挪不动', () => {
    assert.throws(() => openWith(KEY, 'a/1', sealWith(KEY, 'a/', '1')), VaultTrouble)
  })

  it('同样长度的起始向量从不重复', () => {
    const starts = Array.from({ length: 2000 }, () => sealWith(KEY, PLACE, '').split('.')[2]?.slice(0, 21))
    assert.equal(new Set(starts).size, 2000)
  })

  it('别人打得出来的字样不算密文', () => {
    for (const value of [null, undefined, 'v1.1.x', { sealed: 'x' }, { sealed: 1 }, [], { other: sealWith(KEY, PLACE, '') }]) assert(!isSealed(value))
  })
})

describe('由一把密钥分出几把', () => {
  it('加密的和认证的不是同一把，用途不同就不同', () => {
    const secret = randomBytes(32)
    const pair = pairOf(1, secret)
    assert(!pair.mac.subarray(0, 16).equals(pair.cipher))
    assert(!derive(secret, 'a').equals(derive(secret, 'b')))
    assert(derive(secret, 'a').equals(derive(secret, 'a')))
  })

  it('HMAC-SM3 按定义算：两层 SM3，块长 64 字节', () => {
    const sm3 = (...parts: Buffer[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest()
    const key = Buffer.concat([randomBytes(32), Buffer.alloc(32)])
    const pad = (byte: number): Buffer => Buffer.from(key.map((one) => one ^ byte))
    const expected = sm3(pad(0x5c), sm3(pad(0x36), Buffer.from('用途\u0001')))
    assert(derive(key.subarray(0, 32), '用途').equals(expected))
  })
})
