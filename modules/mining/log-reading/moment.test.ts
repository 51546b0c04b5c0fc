import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { momentOf } from './moment.ts'

describe('日志里的时间', () => {
  it('标准写法和语言自己的读法一样，任何时区', () => {
    const zone = fc
      .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 14 }), fc.constantFrom('00', '30', '45'))
      .map(([sign, hours, minutes]) => `${sign}${String(hours).padStart(2, '0')}:${minutes}`)
    fc.assert(fc.property(fc.date({
      min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true,
    }), fc.oneof(fc.constant('Z'), zone), (date, offset) => {
      const text = date.toISOString().replace('Z', offset)
      assert.equal(momentOf(text), Date.parse(text))
    }))
  })

  it('几种写法是同一刻；没有写时区的是北京时间', () => {
    const same = [
      '2026-03-02T09:05:00+08:00',
      '2026-03-02 09:05:00',
      '2026/3/2 9:05',
      '2026年3月2日 9:05',
      ' 2026-03-02T09:05:00\n',
      '2026-03-02 01:05:00.000000Z',
      '2026-03-02 01:05:00 UTC',
      '2026-03-02T01:05+00',
      '2026-03-02T01:05:00,0-0000',
    ]
    for (const text of same) assert.equal(momentOf(text), Date.UTC(2026, 2, 2, 1, 5), text)
    assert.equal(momentOf('2026-03-02'), Date.UTC(2026, 2, 1, 16))
    assert.equal(momentOf('2026-03-02T24:00:00'), momentOf('2026-03-03T00:00:00'))
    for (const first of ['0001-01-01T00:00:00.000Z', '0099-12-31T23:59:59.000Z']) assert.equal(momentOf(first), Date.parse(first))
    assert.equal(momentOf('2011-10-11 13:45:40.276500+02:00'), Date.UTC(2011, 9, 11, 11, 45, 40) + 276.5)
  })

  it('不存在的日子、钟点、时区，和看不准先日后月的写法，都不是时间', () => {
    const wrong = [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-03-02T24:00:01',
      '2026-03-02T25:00:00',
      '2026-03-02T09:60',
      '2026-03-02T09:00+15:00',
      '2026-03-02T09:00+08:75',
      '02.03.2026 09:00',
      '03/02/2026',
      '',
      '1772413500',
      '昨天',
    ]
    for (const text of wrong) assert.equal(momentOf(text), undefined, text)
    assert.notEqual(momentOf('2024-02-29'), undefined)
  })
})
