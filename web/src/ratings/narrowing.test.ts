import assert from 'node:assert/strict'
import { it } from 'node:test'
import { daysOfMonth, isNarrowed, monthText, narrowed, narrowingIn, queryOf } from './narrowing.ts'

it('改了条件从第一页看起；去掉的条件不留在地址里；不认识的不理', () => {
  const now = narrowingIn(new URLSearchParams('closed=yes&item=SL1&after=2026-03-01+x&page=3&window='))
  assert.deepEqual(now, { closed: 'yes', item: 'SL1', after: '2026-03-01 x' })
  assert.equal(queryOf(narrowed(now, { organisation: 'water' })), 'closed=yes&organisation=water&item=SL1')
  assert.equal(queryOf(narrowed(now, { item: undefined })), 'closed=yes')
  assert.deepEqual([isNarrowed(now), isNarrowed({ closed: 'yes', after: 'x' })], [true, false])
})

it('一个月从一号到最后一天，闰年的二月也对', () => {
  assert.deepEqual([daysOfMonth('2026-12'), daysOfMonth('2028-02'), daysOfMonth('2026-02')], [
    { from: '2026-12-01', to: '2026-12-31' }, { from: '2028-02-01', to: '2028-02-29' }, { from: '2026-02-01', to: '2026-02-28' },
  ])
  assert.equal(monthText('2026-03'), '2026年3月')
})
