import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  failedLines, rightMaterials, unseenMaterials, verdictOf, withAllRight, withAllWrong, withLine, withoutVerdict, type Checkable, type Ticks,
} from './ticks.ts'

const FILE = { fileId: 'f', name: '合同.pdf', mediaType: 'application/pdf', size: 10, sm3: '', createdAt: '' }
const uploaded = { file: FILE, promisedBy: null, givenOn: '2026-05-01', replaced: false }
const lease: Checkable = { id: 'lease', checks: ['双方都签了名', '地址与经营场所一致', '租期还没到期'], given: [uploaded], source: 'applicant' }
const plan: Checkable = { id: 'plan', checks: ['标了各个功能间'], given: [uploaded], source: 'applicant' }

describe('逐条核对', () => {
  it('没看过的材料是未核对，不算符合，也不算有问题', () => {
    assert.equal(verdictOf({}, lease), 'unseen')
    assert.deepEqual(failedLines({}, lease), [])
    assert.deepEqual(rightMaterials({}, [lease, plan]), [])
  })

  it('勾上一条就是看过了，没勾的就是不符合的', () => {
    const ticks = withLine({}, lease, 1)
    assert.equal(verdictOf(ticks, lease), 'wrong')
    assert.deepEqual(failedLines(ticks, lease), ['双方都签了名', '租期还没到期'])
  })

  it('全部勾上就是符合；再去掉一条又不符合', () => {
    const all = [0, 1, 2].reduce((ticks: Ticks, line) => withLine(ticks, lease, line), {})
    assert.equal(verdictOf(all, lease), 'right')
    assert.equal(verdictOf(withLine(all, lease, 2), lease), 'wrong')
    assert.deepEqual(failedLines(withLine(all, lease, 2), lease), ['租期还没到期'])
  })

  it('一键符合、都不符合、取消核对', () => {
    assert.equal(verdictOf(withAllRight({}, lease), lease), 'right')
    assert.deepEqual(failedLines(withAllWrong({}, lease), lease), lease.checks)
    assert.equal(verdictOf(withoutVerdict(withAllRight({}, lease), lease), lease), 'unseen')
  })

  it('核对一份材料不影响别的材料', () => {
    const ticks = withAllWrong(withAllRight({}, lease), plan)
    assert.equal(verdictOf(ticks, lease), 'right')
    assert.deepEqual(rightMaterials(ticks, [lease, plan]), ['lease'])
    assert.deepEqual(unseenMaterials(withAllRight({}, lease), [lease, plan]), [plan])
  })

  it('没有核对要点的材料，看过就是符合', () => {
    const bare = { ...plan, id: 'photo', checks: [] }
    assert.equal(verdictOf({}, bare), 'unseen')
    assert.equal(verdictOf(withAllRight({}, bare), bare), 'right')
  })

  it('不改动原来的记录', () => {
    const before: Ticks = Object.freeze({ lease: Object.freeze([0]) })
    withLine(before, lease, 1)
    assert.deepEqual(before, { lease: [0] })
  })

  it('同一条勾两次等于没勾；符合与不符合的条数合起来正好是全部', () => {
    fc.assert(fc.property(fc.array(fc.nat(2), { maxLength: 12 }), fc.nat(2), (lines, line) => {
      const ticks = lines.reduce((before: Ticks, each) => withLine(before, lease, each), withAllWrong({}, lease))
      assert.deepEqual(withLine(withLine(ticks, lease, line), lease, line), ticks)
      assert.equal(failedLines(ticks, lease).length + (ticks['lease']?.length ?? 0), lease.checks.length)
    }))
  })
})

describe('没有东西可核对的材料', () => {
  const promised: Checkable = { ...plan, given: [{ ...uploaded, file: null, promisedBy: '2026-06-01' }] }
  const absent: Checkable = { ...plan, given: [] }
  const replaced: Checkable = { ...plan, given: [{ ...uploaded, replaced: true }] }

  for (const [name, material] of Object.entries({ 没有交的: absent, 承诺补交的: promised, 只剩旧件的: replaced })) {
    it(`${name}不能勾成符合，不算未核对，也不写进补正的逐条问题`, () => {
      for (const ticks of [withAllRight({}, material), withAllWrong({}, material), withLine({}, material, 0), { plan: [0] }]) {
        assert.equal(verdictOf(ticks, material), 'nothing')
        assert.deepEqual(rightMaterials(ticks, [material]), [])
        assert.deepEqual(failedLines(ticks, material), [])
      }
      assert.deepEqual(unseenMaterials({}, [material]), [])
      assert.deepEqual(withAllRight({}, material), {})
    })
  }

  it('数据共享的没有文件也要核对', () => {
    const shared: Checkable = { ...absent, source: 'shared' }
    assert.equal(verdictOf({}, shared), 'unseen')
    assert.equal(verdictOf(withAllRight({}, shared), shared), 'right')
  })
})
