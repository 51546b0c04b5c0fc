import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { chinaDay, dayAfter, daysBetween, daysLeftText, dayText, momentText } from './days.ts'

const day = fc.date({ min: new Date('2007-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('还剩几天', () => {
  it('到期日以前说剩几天，当天说今天到期，过了说超几天', () => {
    assert.equal(daysLeftText('2026-05-07', '2026-04-28'), '剩 9 天')
    assert.equal(daysLeftText('2026-05-07', '2026-05-07'), '今天到期')
    assert.equal(daysLeftText('2026-05-07', '2026-05-09'), '超 2 天')
  })

  it('跨年、跨闰日不多不少', () => {
    assert.equal(daysBetween('2025-12-31', '2026-01-01'), 1)
    assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
    assert.equal(daysBetween('2025-02-28', '2025-03-01'), 1)
  })

  it('来回一样远，经过中间一天也一样远', () => {
    fc.assert(fc.property(day, day, day, (one, middle, other) => {
      assert.equal(daysBetween(one, other) + daysBetween(other, one), 0)
      assert.equal(daysBetween(one, middle) + daysBetween(middle, other), daysBetween(one, other))
    }))
  })

  it('几天以后那天，离今天就是几天', () => {
    assert.equal(dayAfter('2024-02-28', 2), '2024-03-01')
    assert.equal(dayAfter('2026-01-01', -1), '2025-12-31')
    fc.assert(fc.property(day, fc.integer({ min: -400, max: 400 }), (from, count) => assert.equal(daysBetween(from, dayAfter(from, count)), count)))
  })

  it('剩几天的说法与哪天在前相符', () => {
    fc.assert(fc.property(day, day, (dueOn, today) => {
      const word = daysLeftText(dueOn, today)
      assert.equal(word.startsWith('剩'), dueOn > today)
      assert.equal(word.startsWith('超'), dueOn < today)
    }))
  })
})

describe('日子的写法', () => {
  it('中国的日子不看浏览器在哪个时区：北京零点就换日', () => {
    assert.equal(chinaDay(new Date('2026-05-06T15:59:59Z')), '2026-05-06')
    assert.equal(chinaDay(new Date('2026-05-06T16:00:00Z')), '2026-05-07')
  })

  it('今年的日子不写年份，别的年份写', () => {
    assert.equal(dayText('2026-05-07', '2026-01-02'), '5月7日（周四）')
    assert.equal(dayText('2027-01-04', '2026-12-30'), '2027年1月4日（周一）')
    assert.equal(dayText('2025-12-28', '2026-01-02'), '2025年12月28日（周日）')
  })

  it('时刻按北京时间写到分', () => {
    assert.equal(momentText('2026-05-07T01:05:59.000Z'), '2026-05-07 09:05')
    assert.equal(momentText('2026-05-07T23:59:00+08:00'), '2026-05-07 23:59')
    assert.equal(momentText('2026-05-07T20:30:00.000Z'), '2026-05-08 04:30')
  })
})
