import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GivenMaterial } from '../api/types.ts'
import { stopAfter, stopAtNextMaterial, stopsOf } from './stops.ts'

const given = (fileId: string | null, replaced = false): GivenMaterial => ({
  file: fileId === null ? null : { fileId, name: `${fileId}.pdf`, mediaType: 'application/pdf', size: 1, sm3: '', createdAt: '' },
  promisedBy: fileId === null ? '2026-06-01' : null, givenOn: '2026-05-01', replaced,
})
const MATERIALS = [
  { id: 'form', given: [given('old', true), given('new')] }, { id: 'licence', given: [] }, { id: 'health', given: [given(null)] },
  { id: 'photos', given: [given('p1'), given('p2')] },
]
const STOPS = stopsOf(MATERIALS)
const names = STOPS.map(({ materialId, file }) => `${materialId}/${file?.fileId ?? ''}`)

describe('一份一份看材料', () => {
  it('每个文件停一次，没有文件的材料也停一次，旧件排在新件后面', () => {
    assert.deepEqual(names, ['form/new', 'form/old', 'licence/', 'health/', 'photos/p1', 'photos/p2'])
    assert.deepEqual(STOPS.filter(({ isReplaced }) => isReplaced).map(({ file }) => file?.fileId), ['old'])
  })

  it('向后、向前，到头就停', () => {
    assert.equal(stopAfter(STOPS, STOPS[1], 1), STOPS[2])
    assert.equal(stopAfter(STOPS, STOPS[1], -1), STOPS[0])
    assert.equal(stopAfter(STOPS, STOPS[0], -1), STOPS[0])
    assert.equal(stopAfter(STOPS, STOPS[5], 1), STOPS[5])
  })

  it('还没开始看，第一下就是第一份', () => {
    assert.equal(stopAfter(STOPS, undefined, 1), STOPS[0])
    assert.equal(stopAfter([], undefined, 1), undefined)
  })

  it('核对完一份，跳过它余下的文件；最后一份停在原处', () => {
    assert.equal(stopAtNextMaterial(STOPS, STOPS[0]), STOPS[2])
    assert.equal(stopAtNextMaterial(STOPS, STOPS[4]), STOPS[4])
    assert.equal(stopAtNextMaterial(STOPS, undefined), STOPS[0])
  })

  it('刷新以后文件对象换了，位置不丢', () => {
    const again = stopsOf(structuredClone(MATERIALS))
    assert.equal(stopAfter(again, STOPS[2], 1), again[3])
  })
})
