import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addCalendarDays } from '#platform/day'
import { barredUntil } from './no-show.ts'

const RULE = { missedMax: 3, missedWithinDays: 90, barredDays: 30 }
const TODAY = '2026-06-01'
const offsets = fc.array(fc.integer({ min: -200, max: 5 }), { maxLength: 8 })

describe('爽约', () => {
  it('两次不停，三次停三十天，从最后一次算', () => {
    assert.equal(barredUntil(['2026-05-20', '2026-05-25'], TODAY, RULE), null)
    assert.equal(barredUntil(['2026-05-20', '2026-05-25', '2026-05-10'], TODAY, RULE), '2026-06-24')
  })

  it('停的最后一天还不能约，第二天能', () => {
    const missed = ['2026-05-01', '2026-05-02', '2026-05-02']
    assert.equal(barredUntil(missed, '2026-06-01', RULE), '2026-06-01')
    assert.equal(barredUntil(missed, '2026-06-02', RULE), null)
  })

  it('九十天以前的不再算；今天的和以后的不算', () => {
    assert.equal(barredUntil(['2026-03-02', '2026-05-20', '2026-05-25'], TODAY, RULE), null)
    assert.equal(barredUntil(['2026-03-03', '2026-05-20', '2026-05-25'], TODAY, RULE), '2026-06-24')
    assert.equal(barredUntil([TODAY, TODAY, TODAY, '2026-06-09'], TODAY, RULE), null)
  })

  it('少一次爽约不会停得更久，停到的日子总在今天或以后、不超过三十天', () => {
    fc.assert(fc.property(offsets, (drawn) => {
      const missed = drawn.map((offset) => addCalendarDays(TODAY, offset))
      const until = barredUntil(missed, TODAY, RULE)
      const fewer = barredUntil(missed.slice(1), TODAY, RULE)
      assert((fewer ?? '') <= (until ?? ''))
      if (until !== null) assert(until >= TODAY && until < addCalendarDays(TODAY, RULE.barredDays))
    }))
  })
})
