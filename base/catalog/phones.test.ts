import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { hasAreaCode, phonesIn, withoutPhones } from './phones.ts'

it('认得各种写法的电话', () => {
  const written = [
    '020-12345678', '020-12345', '020-12345-1', '020-12345678转1', '(020)12345678', '（0662）1234567', '020- 12345678',
    '020--12345678', '020－12345678', '020-1234 5678', '(8620)1234 5678', '86 20 12345678',
    '13800138000', '12345', '95598', '400-123-4567', '36898888',
  ]
  for (const phone of written) assert.deepEqual(phonesIn(phone), [phone])
})

it('从一段话里找出全部电话，不把门牌、时间、邮编当电话', () => {
  assert.deepEqual(phonesIn('地址：中山七路341号1516室，邮编510000，周一8:30-12:00；电话：020-12345678、87654321'), ['020-12345678', '87654321'])
})

it('夹了字母、位数太少或太多的不是电话', () => {
  for (const text of ['020-1234567a', 'O20-12345678x', '123', '020-123', '00000000', '020-12345678999999', 'abc', '']) {
    assert.deepEqual(phonesIn(text), [], text)
  }
})

it('外地人直接能拨通才算有区号', () => {
  for (const phone of ['020-12345678', '(020)12345678', '12345', '13800138000', '95598', '400-123-4567', '(8620)12345678']) {
    assert.ok(hasAreaCode(phone), phone)
  }
  for (const phone of ['36898888', '3689888']) assert.ok(!hasAreaCode(phone), phone)
})

it('去掉电话以后剩下的再找不出电话', () => {
  const piece = fc.constantFrom('020-12345678', '12345', '、', '电话：', ' ', '36898888', '转3')
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    assert.deepEqual(phonesIn(withoutPhones(pieces.join('，'))), [])
  }))
})
