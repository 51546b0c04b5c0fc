import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GivenMaterial } from '../api/types.ts'
import { documentWord, givenWord, procedureWord } from './words.ts'

const file = { fileId: 'f', name: '合同.pdf', mediaType: 'application/pdf', size: 10, sm3: '', createdAt: '2026-05-01T00:00:00Z' }

function given(others: Partial<GivenMaterial>): GivenMaterial {
  return { file, promisedBy: null, givenOn: '2026-05-01', replaced: false, ...others }
}

describe('材料交了没有', () => {
  it('交了几个文件说几个，已被换掉的不算', () => {
    assert.equal(givenWord({ source: 'applicant', given: [given({}), given({})] }), '已交 2 个文件')
    assert.equal(givenWord({ source: 'applicant', given: [given({ replaced: true }), given({})] }), '已交 1 个文件')
  })

  it('承诺补交的说到哪一天；补交之后就不再说承诺', () => {
    const promise = given({ file: null, promisedBy: '2026-06-01' })
    assert.equal(givenWord({ source: 'applicant', given: [promise] }), '容缺，承诺 2026-06-01 前补交')
    assert.equal(givenWord({ source: 'applicant', given: [promise, given({})] }), '已交 1 个文件')
    assert.equal(givenWord({ source: 'applicant', given: [{ ...promise, replaced: true }] }), '没有交')
  })

  it('数据共享的不用交，不说成没有交', () => {
    assert.equal(givenWord({ source: 'shared', given: [] }), '数据共享，不用交')
    assert.equal(givenWord({ source: 'government', given: [] }), '没有交')
  })

  it('由前一项办出的写明是哪一件办出来的；申请人自己也交了的，看交了的', () => {
    assert.equal(givenWord({ source: 'applicant', given: [], produced: { number: '4401' } }), '由前一项办出（办件 4401），不用交')
    assert.equal(givenWord({ source: 'applicant', given: [], produced: { number: null } }), '由前一项办出，不用交')
    assert.equal(givenWord({ source: 'applicant', given: [given({})], produced: { number: '4401' } }), '已交 1 个文件')
    assert.equal(givenWord({ source: 'applicant', given: [], produced: null }), '没有交')
  })
})

describe('文书和特别程序的名字', () => {
  it('有名字的说名字，没见过的也不空着', () => {
    assert.equal(documentWord('acceptance'), '受理通知书')
    assert.equal(documentWord('other'), '文书')
    assert.equal(procedureWord('hearing'), '听证')
    assert.equal(procedureWord('other'), 'other')
  })
})
