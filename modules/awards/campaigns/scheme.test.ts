import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultsIn, refuseUnsound, shippedSchemes, type Scheme } from './scheme.ts'

const TODAY = '2026-04-01'

function sound(): Scheme {
  const [star] = shippedSchemes()
  assert(star)
  return {
    ...star,
    period: { from: '2026-01-01', to: '2026-03-31' },
    nominateUntil: '2026-04-15',
    vote: { from: '2026-04-02', until: '2026-04-14', perNomineeADay: 200, hidesCounts: true },
    panel: { ...star.panel, members: ['one', 'two', 'three'].map((account) => ({ account, name: account, organisation: 'water' })) },
  }
}
const pathsIn = (changes: Partial<Scheme>) => faultsIn({ ...sound(), ...changes }, TODAY).map(({ path }) => path)

describe('评选办法的检查', () => {
  it('站得住的没有毛病；几处毛病一次都说，各说在哪一处', () => {
    assert.deepEqual(faultsIn(sound(), TODAY), [])
    const [first, second] = sound().criteria
    assert(first && second)
    assert.deepEqual(pathsIn({ criteria: [first, { ...second, id: first.id }], nominateUntil: '2026-03-01', panel: { members: [], quorum: 3, trimFrom: 5 } }), [
      'nominateUntil',
      'criteria',
      'criteria.1',
      'tieBreakers',
      'tieBreakers',
      'tieBreakers',
      'vote',
    ])
  })

  it('没有这一天、头在尾后面、还没有结束的，说在日子那里；不对的日子不再往下比', () => {
    assert.deepEqual(pathsIn({ period: { from: '2026-02-30', to: '2026-03-31' }, nominateUntil: 'soon' }), ['period', 'nominateUntil'])
    assert.deepEqual(pathsIn({ period: { from: '2026-03-31', to: '2026-01-01' } }), ['period'])
    assert.deepEqual(pathsIn({ period: { from: '2026-03-01', to: TODAY } }), ['period'])
  })

  it('发布时拒绝，第一句是第一处毛病，别的也带着', () => {
    assert.throws(
      () => refuseUnsound({ ...sound(), vote: null, nominateUntil: '2026-03-01' }, TODAY),
      (error: { message?: string; fields?: unknown[] }) => /已经过了/.test(error.message ?? '') && error.fields?.length === 2,
    )
  })
})
