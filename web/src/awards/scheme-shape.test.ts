import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changed, eligibleOf, faultAt, quotaOf, withCriterion, without, withVote } from './scheme-shape.ts'
import type { Scheme } from './types.ts'
import { weightGap } from './words.ts'

const SCHEME: Scheme = {
  kind: 'star', title: '服务之星（示例）', period: { from: '2026-01-01', to: '2026-03-31' }, isExample: true, nominateUntil: '2026-04-10', nominators: ['self'],
  eligible: { from: 'window' }, quota: { by: 'share', percent: 10, basis: '默认值' },
  criteria: [
    { id: 'on-time', name: '按时办结率', weight: 60, basis: '默认值', by: 'measured', measure: 'on-time', full: 100, zero: 80, sampleMin: 30 },
    { id: 'criterion-3', name: '服务规范', weight: 40, basis: '默认值', by: 'panel', guide: '看材料' },
  ],
  tieBreakers: ['on-time', 'criterion-3'], vetoes: [], panel: { members: [], quorum: 3, trimFrom: 5 }, vote: null, publicityWorkingDays: 5, basis: '默认值',
}

describe('评选办法的改动', () => {
  it('再加一项标准：代号不与已有的重，取数的给还没有用过的口径，权重不够一百要看得出来', () => {
    const added = withCriterion(SCHEME, 'measured', [
      { id: 'on-time', label: '按时办结率', counts: '', adjusted: '', guard: '' },
      { id: 'rated', label: '评价率', counts: '', adjusted: '', guard: '' },
    ])
    assert.deepEqual(added.criteria.map(({ id }) => id), ['on-time', 'criterion-3', 'criterion-4'])
    assert.equal(added.criteria[2]?.by === 'measured' && added.criteria[2].measure, 'rated')
    assert.deepEqual(weightGap(added.criteria), { total: 105, words: '多了 5' })
    assert.deepEqual(weightGap(SCHEME.criteria), { total: 100, words: '正好 100' })
    assert.deepEqual(weightGap(changed(SCHEME, 'on-time', { weight: Number('') }).criteria), { total: 40, words: '还差 60' })
  })

  it('去掉一项标准，同分时也不再比它；别的不动', () => {
    const left = without(SCHEME, 'on-time')
    assert.deepEqual(left.criteria.map(({ id }) => id), ['criterion-3'])
    assert.deepEqual(left.tieBreakers, ['criterion-3'])
    assert.equal(SCHEME.criteria.length, 2)
  })

  it('要投票就有一项投票的标准，不要了就一起去掉；开两次不会有两项', () => {
    const on = withVote(withVote(SCHEME, true, '2026-04-01'), true, '2026-04-02')
    assert.equal(on.criteria.filter(({ by }) => by === 'vote').length, 1)
    assert.equal(on.vote?.from, '2026-04-01')
    assert.deepEqual(withVote(on, false, '2026-04-03'), SCHEME)
  })

  it('换了谁可以参评、名额怎样算，只留下新的那种要的；没有换就不动', () => {
    assert.deepEqual(eligibleOf('winners', SCHEME.eligible), { from: 'winners', campaigns: [] })
    const listed = { from: 'listed' as const, subjects: [{ id: 'a', kind: 'person' as const, name: '甲（示例）', organisation: 'hall', people: [] }] }
    assert.equal(eligibleOf('listed', listed), listed)
    assert.deepEqual(quotaOf('seats', SCHEME.quota), { by: 'seats', seats: 1, basis: '由主管单位定' })
  })

  it('毛病说在它那一处；一行的毛病不算整张表的', () => {
    const faults = [{ path: 'criteria', message: '合计 90' }, { path: 'criteria.1', message: '没有写名称' }, { path: 'criteria.10.name', message: '太长' }]
    assert.equal(faultAt(faults, 'criteria', { isDeep: false }), '合计 90')
    assert.equal(faultAt(faults, 'criteria.1'), '没有写名称')
    assert.equal(faultAt(faults, 'panel'), undefined)
  })
})
