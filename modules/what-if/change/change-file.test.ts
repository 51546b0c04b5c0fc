import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform/refusal'
import { readChange } from './change-file.ts'

const WHOLE = `
name: 试一试
staff:
  - station: window:tanbu
    add: 1
limits:
  - { item: A, workingDays: 3, pace: follows }
together:
  - items: [A, B]
    share: 0.3
routing:
  - { step: requestCorrection, share: 0.1 }
bundles:
  - { item: C, share: 0.5, size: 4 }
`

function refusal(text: string): string {
  try {
    readChange(text)
  } catch (error) {
    assert(error instanceof Refusal, String(error))
    return error.message
  }
  assert.fail('应当拒绝')
}

describe('改动文件', () => {
  it('五种改动都读得出', () => {
    assert.deepEqual(readChange(WHOLE), {
      name: '试一试', staff: [{ station: 'window:tanbu', add: 1 }], limits: [{ item: 'A', workingDays: 3, pace: 'follows' }],
      together: [{ items: ['A', 'B'], share: 0.3 }], routing: [{ step: 'requestCorrection', share: 0.1 }], bundles: [{ item: 'C', share: 0.5, size: 4 }],
    })
    assert.deepEqual(readChange(''), {})
  })

  it('错在哪一行哪个字段，用中文说清楚', () => {
    assert.match(refusal('staff:\n  - station: window:hall\n    add: 一个'), /第 3 行 staff\.0\.add：应当是整数/)
    assert.match(refusal('staff:\n  - add: 1'), /第 2 行 staff\.0\.station：缺少这一项/)
    assert.match(refusal('limits:\n  - item: A\n    workingDays: 5\n    pase: follows'), /第 4 行 limits\.0\.pase：没有这一项/)
    assert.match(refusal('routing:\n  - step: deny\n    share: 30'), /第 3 行 routing\.0\.share：不能大于 1/)
    assert.match(refusal('together:\n  - items: [A]\n    share: 0.1'), /第 2 行 together\.0\.items：至少要有 2 项/)
    assert.match(refusal('staff:\n  - station: a\n    add: 1\nstaff: []'), /第 4 行：同一个字段写了两次/)
    assert.match(refusal('staff: [\n'), /第 \d 行：/)
    assert.match(refusal('- 1\n- 2'), /整个文件：应当是一组字段/)
    assert.match(refusal('x'.repeat(100_001)), /太长/)
  })

  it('任何文字要么读成改动，要么拒绝，从不出别的错', () => {
    const piece = fc.constantFrom(
      'staff', ':', ' ', '\n', '-', '  ', '1', '[', ']', '{', '}', '&a', '*a', '"', '\t', '%', '!', 'share', ',', '|', '>', '甲', '?', '#',
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')), (text) => {
      try {
        assert.equal(typeof readChange(text), 'object')
      } catch (error) {
        assert(error instanceof Refusal, `${JSON.stringify(text)} ${String(error)}`)
      }
    }), { numRuns: 500 })
  })
})
