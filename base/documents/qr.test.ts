import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import qrcode from 'qrcode'
import { canonicalJson, createKeyPair, keyIdOf, signSm2, sm3Hex } from '#platform/sm'
import { FACTS_BY_KIND, isDocumentKind } from './facts.ts'
import { qrTextOf, verifyDocument, verifyQrText } from './qr.ts'
import { sampleFacts } from './sample-facts.ts'
import { KINDS } from './titles.ts'

const key = createKeyPair()
const facts = sampleFacts('denial')
const text = qrTextOf(facts, key)
const [, payload = '', signature = ''] = text.split('.')
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n'

/** A payload signed with the right key, whatever it says. */
function signedPayload(content: string): string {
  const signed = `CF1.${Buffer.from(content).toString('base64url')}`
  return `${signed}.${Buffer.from(signSm2(signed, key), 'hex').toString('base64url')}`
}

for (const kind of Object.keys(FACTS_BY_KIND).filter(isDocumentKind)) {
  test(`${KINDS[kind].other}：二维码只凭公钥就能核验，说得出是哪份文书`, () => {
    const issued = sampleFacts(kind)
    assert.deepEqual(verifyDocument(issued, qrTextOf(issued, key), key.publicKey), {
      valid: true, kind, number: issued.number, caseNumber: issued.case.number, issuedOn: issued.issuedOn, issuer: issued.case.ownerName,
      factsSm3: sm3Hex(canonicalJson(issued)), keyId: keyIdOf(key.publicKey),
    })
  })
}

test('同样的文书，二维码一字不差', () => {
  assert.equal(qrTextOf(sampleFacts('denial'), key), text)
})

test('存进数据库再读出来，字段次序变了，核验仍然通过', () => {
  const reordered = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(facts).reverse())))
  assert.equal(verifyDocument(reordered, text, key.publicKey).valid, true)
})

test('改动二维码里任何一个字都核验不通过', () => {
  fc.assert(fc.property(fc.nat({ max: text.length - 1 }), fc.constantFrom(...LETTERS), (position, letter) => {
    fc.pre(text[position] !== letter)
    const changed = text.slice(0, position) + letter + text.slice(position + 1)
    const verdict = verifyQrText(changed, key.publicKey)
    assert.equal(verdict.valid, false, changed)
  }), { numRuns: 150 })
})

test('每一段的最后一个字也改不得：多出来的位不被忽略', () => {
  for (const letter of LETTERS.slice(0, 64)) {
    for (const changed of [`CF1.${payload.slice(0, -1)}${letter}.${signature}`, `CF1.${payload}.${signature.slice(0, -1)}${letter}`]) {
      if (changed !== text) assert.equal(verifyQrText(changed, key.publicKey).valid, false, changed)
    }
  }
})

test('删掉或插入一个字都核验不通过', () => {
  fc.assert(fc.property(fc.nat({ max: text.length - 1 }), fc.boolean(), (position, isInsertion) => {
    const changed = text.slice(0, position) + (isInsertion ? 'A' : '') + text.slice(isInsertion ? position : position + 1)
    assert.equal(verifyQrText(changed, key.publicKey).valid, false)
  }), { numRuns: 60 })
})

test('文书里任何一处内容被改，二维码就对不上', () => {
  const changes = [
    { number: '花市监不准〔2026〕18号' }, { issuedOn: '2026-11-25' }, { isLicence: false }, { clock: { ...facts.clock, dueOn: '2026-12-10' } },
    { case: { ...facts.case, applicantName: '别的公司' } }, { basis: [{ law: '甲办法' }] },
  ]
  for (const change of changes) {
    const verdict = verifyDocument(sampleFacts('denial', change), text, key.publicKey)
    assert.deepEqual(verdict, { valid: false, why: '二维码是真的，但属于另一份内容（花市监不准〔2026〕17号），与这份文书不符' })
  }
})

test('真二维码贴到另一份文书上，核验不通过', () => {
  assert.equal(verifyDocument(sampleFacts('approval'), text, key.publicKey).valid, false)
})

test('把别的文书的签名拼过来，核验不通过', () => {
  const other = qrTextOf(sampleFacts('approval'), key).split('.')[2]
  assert.deepEqual(verifyQrText(`CF1.${payload}.${other}`, key.publicKey), { valid: false, why: '签名不符：二维码内容被改动过，或者不是签发机关出具的' })
})

test('别人的密钥签的，核验不通过，并说出要哪把公钥', () => {
  const verdict = verifyQrText(text, createKeyPair().publicKey)
  assert(!verdict.valid)
  assert.match(verdict.why, new RegExp(`编号 ${keyIdOf(key.publicKey)}`))
})

test('冒充密钥编号也没有用', () => {
  const forger = createKeyPair()
  const claims: string[] = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const signed = `CF1.${Buffer.from(JSON.stringify([...claims.slice(0, 6), keyIdOf(key.publicKey)])).toString('base64url')}`
  const forged = `${signed}.${Buffer.from(signSm2(signed, forger), 'hex').toString('base64url')}`
  assert.deepEqual(verifyQrText(forged, key.publicKey), { valid: false, why: '签名不符：二维码内容被改动过，或者不是签发机关出具的' })
})

test('扫到别的东西，只说不是春风文书，不报错', () => {
  const others = ['', 'https://example.cn/', 'CF1', 'CF1..', 'CF2.abc.def', 'A'.repeat(100_000)]
  for (const scanned of [...others, `cf1.${text.slice(4)}`, ` ${text}`, `${text}\n`]) {
    const verdict = verifyQrText(scanned, key.publicKey)
    assert(!verdict.valid)
    assert.match(verdict.why, /不是春风平台文书/)
  }
})

test('任意文字都不会通过，也不会出错', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (scanned) => assert.equal(verifyQrText(scanned, key.publicKey).valid, false)))
  fc.assert(fc.property(fc.base64String({ minLength: 4, maxLength: 200 }), (scanned) => {
    const changed = scanned.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    assert.equal(verifyQrText(`CF1.${changed}.${signature}`, key.publicKey).valid, false)
  }))
})

test('签名对、格式不对的内容也不认', () => {
  const unknownKind = JSON.stringify(['x', '1', '2', '3', '4', '5', keyIdOf(key.publicKey)])
  for (const content of ['{}', 'null', '[]', '[1,2,3,4,5,6,7]', '["acceptance"]', '不是 JSON', unknownKind]) {
    assert.equal(verifyQrText(signedPayload(content), key.publicKey).valid, false, content)
  }
})

test('公钥格式不对时核验不通过，不报错', () => {
  for (const wrong of ['', 'x', key.publicKey.slice(2), `04${'1'.repeat(128)}`]) assert.equal(verifyQrText(text, wrong).valid, false)
})

test('二维码里没有申请人的名字', () => {
  assert.equal(Buffer.from(payload, 'base64url').toString('utf8').includes(facts.case.applicantName), false)
})

test('名称再长，二维码也放得下', () => {
  const longest = sampleFacts('denial', {
    number: '文'.repeat(60), case: { ...facts.case, number: '9'.repeat(40), ownerName: '局'.repeat(80) },
  })
  const longText = qrTextOf(longest, key)
  assert.equal(verifyQrText(longText, key.publicKey).valid, true)
  assert(qrcode.create(longText, { errorCorrectionLevel: 'M' }).modules.size <= 121)
  assert(qrcode.create(text, { errorCorrectionLevel: 'M' }).modules.size <= 77)
})
