import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addCalendarDays } from '#platform/day'
import { PERIODS, stretchBefore, stretchOf, wholeMonths } from './period.ts'

const day = fc.integer({ min: 0, max: 9000 }).map((days) => addCalendarDays('2007-01-01', days))

describe('今天、本月、本季、今年，和上一段', () => {
  it('从第一天到今天；季度从一月、四月、七月、十月起', () => {
    assert.deepEqual(PERIODS.map((period) => stretchOf(period, '2026-11-23').from), ['2026-11-23', '2026-11-01', '2026-10-01', '2026-01-01'])
    assert.equal(stretchOf('quarter', '2026-06-30').from, '2026-04-01')
  })

  it('上一段走到同一天；短的月份到月底为止', () => {
    assert.deepEqual(stretchBefore('today', '2026-03-01'), { from: '2026-02-28', to: '2026-02-28' })
    assert.deepEqual(stretchBefore('month', '2026-03-31'), { from: '2026-02-01', to: '2026-02-28' })
    assert.deepEqual(stretchBefore('quarter', '2026-05-31'), { from: '2026-01-01', to: '2026-02-28' })
    assert.deepEqual(stretchBefore('quarter', '2026-01-15'), { from: '2025-10-01', to: '2025-10-15' })
    assert.deepEqual(stretchBefore('year', '2024-02-29'), { from: '2023-01-01', to: '2023-02-28' })
  })

  it('随便哪一天：上一段紧挨在前面、不重叠、不比这一段长几天以上；补到月底的段以月份的头尾为界', () => {
    fc.assert(fc.property(day, fc.constantFrom(...PERIODS), (today, period) => {
      const [now, before, whole] = [stretchOf(period, today), stretchBefore(period, today), wholeMonths(stretchOf(period, today))]
      assert(before.from <= before.to && before.to < now.from && now.to === today)
      assert.equal(stretchOf(period, before.to).from, before.from)
      assert(whole.to >= today)
      if (whole.from !== whole.to) assert(addCalendarDays(whole.to, 1).endsWith('-01') && whole.from.endsWith('-01'))
    }))
  })
})
