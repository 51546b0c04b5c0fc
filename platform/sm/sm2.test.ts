import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { createKeyPair, isKeyPair, isPublicKey, keyIdOf, signSm2, verifySm2 } from './sm2.ts'
import { publicKeyIn, publicKeyPem } from './public-key.ts'
import { sm3Hex } from './sm3.ts'

/** Appendix A of GB/T 32918.5: the recommended curve, the default user id and the message "message digest". */
const STANDARD = {
  privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  publicKey: '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020'
    + 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  signature: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
    + 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
}
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const pair = createKeyPair()

test('SM3 与国家标准的两个例子一致', () => {
  assert.equal(sm3Hex('abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  assert.equal(sm3Hex('abcd'.repeat(16)), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
})

test('SM3 对文字按 UTF-8 计算，与字节一致', () => {
  assert.equal(sm3Hex('春风送暖'), sm3Hex(Buffer.from('春风送暖', 'utf8')))
  assert.notEqual(sm3Hex('春风送暖'), sm3Hex(Buffer.from('春风送暖', 'utf16le')))
})

test('国家标准附录的签名核验通过', () => {
  assert.equal(verifySm2('message digest', STANDARD.signature, STANDARD.publicKey), true)
})

test('国家标准附录的签名换一个字就不通过', () => {
  assert.equal(verifySm2('message digesT', STANDARD.signature, STANDARD.publicKey), false)
})

test('自己的签名自己的公钥核验通过，别人的公钥不通过', () => {
  const signature = signSm2('准予行政许可', pair)
  assert.equal(verifySm2('准予行政许可', signature, pair.publicKey), true)
  assert.equal(verifySm2('准予行政许可', signature, createKeyPair().publicKey), false)
})

test('任何文字都能签名和核验，改动任何一位都不通过', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat({ max: 511 }), (text, bit) => {
    const signature = signSm2(text, pair)
    assert.match(signature, /^[0-9a-f]{128}$/)
    assert.equal(verifySm2(text, signature, pair.publicKey), true)
    const bytes = Buffer.from(signature, 'hex')
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    assert.equal(verifySm2(text, bytes.toString('hex'), pair.publicKey), false)
    assert.equal(verifySm2(`${text}。`, signature, pair.publicKey), false)
  }), { numRuns: 40 })
})

test('同样的内容签名一字不差，不同的内容用不同的随机数', () => {
  const one = signSm2('甲', pair)
  assert.equal(signSm2('甲', pair), one)
  assert.notEqual(signSm2('乙', pair).slice(0, 64), one.slice(0, 64))
})

test('同样的内容，两把密钥的随机数也不同', () => {
  const other = createKeyPair()
  assert.notEqual(signSm2('甲', other), signSm2('甲', pair))
})

test('签名独立于本库核验：按 OpenSSL 的方式核对曲线运算', () => {
  // OpenSSL inside Node has no user id set for SM2, so this signature is made with an empty one.
  const signature = sm2.doSignature(Buffer.from('春风'), pair.privateKey, { hash: true, publicKey: pair.publicKey, userId: '', der: true })
  const key = createPublicKey(publicKeyPem(pair.publicKey))
  assert.equal(verify('sm3', Buffer.from('春风'), key, Buffer.from(signature, 'hex')), true)
  assert.equal(verify('sm3', Buffer.from('春雨'), key, Buffer.from(signature, 'hex')), false)
})

test('格式不对的签名和公钥算不通过，不报错', () => {
  const signature = signSm2('甲', pair)
  const zero = '0'.repeat(64)
  const order = ORDER.toString(16)
  const [r, s] = [signature.slice(0, 64), signature.slice(64)]
  for (const wrong of [
    '', 'x', signature.slice(1), `${signature}00`, signature.toUpperCase(), zero + zero, zero + s, r + zero, order + s, r + order,
    'f'.repeat(128),
  ]) {
    assert.equal(verifySm2('甲', wrong, pair.publicKey), false, wrong)
  }
  const offTheCurve = pair.publicKey.slice(0, -1) + (pair.publicKey.endsWith('0') ? '1' : '0')
  const tooShort = [pair.publicKey.slice(2), pair.publicKey.slice(0, -1)]
  for (const wrong of ['', '04', `04${'0'.repeat(128)}`, `04${'f'.repeat(128)}`, ...tooShort, offTheCurve]) {
    assert.equal(verifySm2('甲', signature, wrong), false, wrong)
  }
})

test('任意字节当作签名都不会通过，也不会出错', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
    assert.equal(verifySm2('甲', Buffer.from(bytes).toString('hex'), pair.publicKey), false)
  }), { numRuns: 40 })
})

test('新生成的密钥两半相配，每次都不同', () => {
  assert.equal(isKeyPair(pair), true)
  assert.equal(isPublicKey(pair.publicKey), true)
  assert.notEqual(createKeyPair().privateKey, pair.privateKey)
})

test('不相配或超出范围的私钥不算一对', () => {
  assert.equal(isKeyPair({ ...pair, privateKey: createKeyPair().privateKey }), false)
  for (const privateKey of ['0'.repeat(64), 'f'.repeat(64), ORDER.toString(16), '', 'zz']) {
    assert.equal(isKeyPair({ ...pair, privateKey }), false, privateKey)
  }
})

test('密钥编号是公钥摘要的前八位', () => {
  assert.equal(keyIdOf(STANDARD.publicKey), sm3Hex(Buffer.from(STANDARD.publicKey, 'hex')).slice(0, 8))
  assert.notEqual(keyIdOf(pair.publicKey), keyIdOf(STANDARD.publicKey))
})

test('公钥写成 PEM，读回来不变', () => {
  const pem = publicKeyPem(pair.publicKey)
  assert.match(pem, /^-----BEGIN PUBLIC KEY-----\n/)
  assert.equal(Math.max(...pem.split('\n').map((line) => line.length)), 64)
  assert.equal(publicKeyIn(pem), pair.publicKey)
  assert.equal(publicKeyIn(pem.replaceAll('\n', '\r\n')), pair.publicKey)
})

test('十六进制的公钥也认，大小写、有无 04 都可以', () => {
  for (const text of [pair.publicKey, pair.publicKey.slice(2), ` ${pair.publicKey.toUpperCase()}\n`]) {
    assert.equal(publicKeyIn(text), pair.publicKey)
  }
})

test('不是公钥的文字被拒绝，并说明应当是什么', () => {
  const p256 = '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----'
  for (const text of ['', '公钥', p256, pair.privateKey, `04${'1'.repeat(128)}`]) {
    assert.throws(() => publicKeyIn(text), { code: 'invalid', message: /PEM/ }, text)
  }
})
