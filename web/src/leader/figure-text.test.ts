import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Head } from './calls.ts'
import { CARDS, targetText, trendText } from './figure-text.ts'

const NOTHING: Head = { received: 0, resolved: 0, decided: 0, onTime: 0, workingDays: 0, open: 0, overdue: 0, warned: 0, rated: 0, ratedTotal: 0, badRated: 0 }
const setting = (value: number) => ({ value, basis: '默认值' })
const SETTINGS = { onTimePercent: setting(95), overdue: setting(0), averageRating: setting(4.5), rankedMin: setting(30), staysMin: setting(3) }
const card = (label: string) => CARDS.find((one) => one.label === label) ?? assert.fail(label)
const trend = (label: string, now: Partial<Head>, earlier: Partial<Head> = {}) => trendText(card(label), { ...NOTHING, ...now }, { ...NOTHING, ...earlier })
const target = (label: string, now: Partial<Head>) => targetText(card(label), { ...NOTHING, ...now }, SETTINGS)

describe('领导首页的数', () => {
  it('和上一段比：多了、少了、持平，用话说', () => {
    assert.equal(trend('收到', { received: 7 }, { received: 4 }), '▲ 比上一段多 3 件')
    assert.equal(trend('收到', { received: 2 }, { received: 4 }), '▼ 比上一段少 2 件')
    assert.equal(trend('办结', {}), '和上一段持平')
    assert.equal(trend('按时', { decided: 8, onTime: 6 }, { decided: 2, onTime: 2 }), '▼ 比上一段少 25 个百分点')
  })

  it('没有办过就没有可比的；现在的存量不和上一段比', () => {
    assert.equal(trend('按时', { decided: 8, onTime: 6 }), '上一段没有可比的数')
    assert.equal(trend('平均用时', { decided: 1, workingDays: 3 }), '上一段没有可比的数')
    assert.equal(trend('收到', { received: 2039 }), '上一段没有可比的数')
    assert.equal(trend('办结', { received: 7, resolved: 3 }, { received: 4 }), '▲ 比上一段多 3 件')
    assert.equal(trend('在办', { open: 3 }), undefined)
  })

  it('记录从上一段的中间才开始：不拿一年和几天比', () => {
    assert.equal(trendText(card('收到'), { ...NOTHING, received: 18_088 }, undefined), '上一段没有可比的数')
    assert.equal(trendText(card('在办'), NOTHING, undefined), undefined)
  })

  it('按时率往下取，差一件也不写成百分之百', () => {
    assert.equal(card('按时').text({ ...NOTHING, decided: 3000, onTime: 2999 }), '99.9%')
    assert.equal(card('按时').text(NOTHING), '—')
  })

  it('目标达到没有；还没有数的只说目标', () => {
    assert.deepEqual(target('按时', { decided: 100, onTime: 95 }), { text: '目标 95%，达到', isMet: true, basis: '默认值' })
    assert.equal(target('按时', { decided: 100, onTime: 94 })?.text, '目标 95%，没有达到')
    assert.equal(target('按时', {})?.text, '目标 95%')
    assert.equal(target('已经超期', { overdue: 1 })?.isMet, false)
    assert.equal(target('评价', { ratedTotal: 9, rated: 2 })?.isMet, true)
    assert.equal(target('收到', { received: 1 }), undefined)
  })
})
