import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventView } from '../api/types.ts'
import { opinionWith, recommendationText, reviewFor } from './recommendation.ts'

const DRAFTED = { opinion: '符合条件，建议准予。', recommendation: 'approve' }
const event = (seq: number, step: string): EventView => ({
  seq,
  at: '2026-03-02T09:00:00+08:00',
  step,
  label: step,
  by: '区消防救援大队',
  person: null,
  note: null,
  data: {},
  document: null,
  state: '',
  hash: '',
  previousHash: '',
})

describe('审查的建议', () => {
  it('改成建议不予批准，为建议准予拟的意见就去掉；改回来，意见也回来', () => {
    assert.deepEqual(opinionWith('deny', { drafted: DRAFTED, shown: DRAFTED }), { opinion: '' })
    assert.deepEqual(opinionWith('approve', { drafted: DRAFTED, shown: { opinion: '', recommendation: 'deny' } }), { opinion: DRAFTED.opinion })
  })

  it('自己写的意见不动；没有拟意见的表不动', () => {
    assert.deepEqual(opinionWith('deny', { drafted: DRAFTED, shown: { opinion: '疏散门开反了。' } }), {})
    assert.deepEqual(opinionWith('approve', { drafted: DRAFTED, shown: { opinion: '疏散门开反了。' } }), {})
    assert.deepEqual(opinionWith('deny', { drafted: {}, shown: {} }), {})
  })

  it('作决定以前看最后一次审查；别的步骤不看', () => {
    const events = [event(1, 'review'), event(2, 'returnToReview'), event(3, 'review')]
    assert.equal(reviewFor('deny', events)?.seq, 3)
    assert.equal(reviewFor('approve', events)?.seq, 3)
    assert.equal(reviewFor('issue', events), undefined)
    assert.equal(reviewFor('deny', [event(1, 'accept')]), undefined)
  })

  it('建议写成话', () =>
    assert.deepEqual([{ recommendation: 'deny' }, { recommendation: 'approve' }, {}, { recommendation: 7 }].map(recommendationText), [
      '建议不予批准',
      '建议准予',
      undefined,
      undefined,
    ]))
})
