import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addCalendarDays } from '#platform/day'
import { definitionOf } from '#base/figures'
import { ASSESSED_MEASURES } from './figure-values.ts'
import { lastEnded, nameOf, spanFrom } from './span.ts'

describe('考核期', () => {
  it('任何一天，上一个结束的月和季度都可以考核，紧接着的那个还不行', () => {
    for (let day = '2023-12-28'; day < '2027-01-05'; day = addCalendarDays(day, 1)) {
      for (const kind of ['month', 'quarter'] as const) {
        const { startsOn, endsOn } = spanFrom(kind, lastEnded(kind, day), day)
        assert(startsOn < endsOn && endsOn < day, day)
        assert.throws(() => spanFrom(kind, addCalendarDays(endsOn, 1), day), { code: 'invalid' }, day)
      }
    }
  })

  it('说得出名字；闰月、年底算对', () => {
    assert.equal(nameOf({ kind: 'quarter', startsOn: '2026-07-01' }), '2026年第三季度')
    assert.equal(nameOf({ kind: 'month', startsOn: '2026-12-01' }), '2026年12月')
    assert.equal(spanFrom('month', '2024-02-01', '2026-01-01').endsOn, '2024-02-29')
    assert.equal(spanFrom('quarter', '2025-10-01', '2026-01-01').endsOn, '2025-12-31')
    assert.throws(() => spanFrom('quarter', '2025-10-01', '2025-12-31'), { code: 'invalid', message: /还没有结束/ })
  })
})

describe('考核取的计数', () => {
  it('每一个在 base/figures 里都有口径', () => {
    assert.deepEqual(ASSESSED_MEASURES.filter((measure) => definitionOf(measure) === undefined), [])
  })
})
