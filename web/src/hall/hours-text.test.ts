import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { hoursIn, hoursLine, hoursText } from './hours-text.ts'

const OFFICE = ['09:00-12:00', '13:00-17:00']
const spans = fc.subarray(['08:30-11:30', '09:00-12:00', '13:00-17:00'], { minLength: 1 })
const hours = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), spans, { noNullPrototype: true })

describe('窗口时间怎样写', () => {
  it('一样的日子写成一行', () => {
    const week = { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: ['09:00-12:00'] }
    assert.equal(hoursText(week), '1-4 09:00-12:00 13:00-17:00\n5 09:00-12:00')
    assert.equal(hoursLine(week), '周一至周四 09:00-12:00 13:00-17:00；周五 09:00-12:00')
  })

  it('写出来再读回去，是同样的时间', () => {
    fc.assert(fc.property(hours, (drawn) => { assert.deepEqual(hoursIn(hoursText(drawn)), drawn) }))
  })

  it('写错的认得出来，空行不算', () => {
    for (const text of ['8 09:00-12:00', '一 09:00-12:00', '1', '1-5']) assert.equal(hoursIn(text), null, text)
    assert.deepEqual(hoursIn('\n 1  09:00-12:00 \n'), { 1: ['09:00-12:00'] })
    assert.deepEqual(hoursIn(''), {})
  })
})
