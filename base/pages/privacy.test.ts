import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson, sm3Hex } from '#platform/sm'
import { noticeOn, NOTICES, noticesIn, shown, type Notice } from './privacy.ts'

const SECTIONS = [{ title: '收集什么', lines: ['姓名'] }]
const notice = (version: number, effectiveOn: string, lead = `第${version}版`): Notice => ({
  version,
  effectiveOn,
  lead,
  sections: SECTIONS,
  sm3: sm3Hex(canonicalJson({ lead, sections: SECTIONS })),
})
const TWO = [notice(1, '2026-01-01'), notice(2, '2026-06-01', '打 {电话}，<b>')]

describe('处理前的告知，各版都留着', () => {
  it('随程序的一版完整：收集什么、给谁看、您可以；是默认说明就说是默认', () => {
    const text = JSON.stringify(NOTICES)
    for (const word of ['收集什么', '给谁看', '您可以', '默认说明']) assert(text.includes(word), word)
  })

  it('到日子才换新的一版；第一版以前的日子看第一版', () => {
    const versionOn = (day: string) => noticeOn(TWO, day)?.version
    assert.deepEqual(['2025-12-31', '2026-05-31', '2026-06-01', '2030-01-01'].map(versionOn), [1, 1, 2, 2])
  })

  it('公布过的文字改一个字就不启动，说该写什么；版次和日子要一个接一个', () => {
    assert.equal(noticesIn(JSON.stringify(TWO)).length, 2)
    const [one, two] = TWO
    const wrong: readonly [unknown, RegExp][] = [
      [[{ ...one, lead: '改了' }], new RegExp(`第 1 版的文字与摘要不符.*${sm3Hex(canonicalJson({ lead: '改了', sections: SECTIONS }))}`)],
      [[two], /应是第 1 版/], [[one, notice(2, '2026-01-01')], /日子比上一版晚/], [[], /不对/], [[{ ...one, more: 1 }], /不对/],
    ]
    for (const [value, why] of wrong) assert.throws(() => noticesIn(JSON.stringify(value)), why)
  })

  it('写明第几版、从哪天起；别的各版有链接；电话能拨，别的照字面', () => {
    const [one, two] = TWO
    assert(one && two)
    const now = shown(two, { notices: TWO, current: two }).text
    assert.match(now, /第 2 版，[^<]*2026[^<]*6[^<]*1[^<]*起</)
    assert.match(now, /打 <a href="tel:[\d-]+">[\d-]+<\/a>，&lt;b&gt;/)
    assert.match(now, /href="\/privacy\?version=1"/)
    assert.doesNotMatch(now, /不是现在的一版|version=2/)
    assert.match(shown(one, { notices: TWO, current: two }).text, /这不是现在的一版/)
    assert.doesNotMatch(shown(one, { notices: [one], current: one }).text, /其他各版/)
  })
})
