import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { EXCLUSION_RULES, exclusionsAfter, RECHECKED_RULES, type RatingFacts } from './exclusion-rules.ts'

const NOON = Date.parse('2026-03-02T12:00:00+08:00')
let count = 0
const rating = (changes: Partial<RatingFacts> & { minute?: number } = {}): RatingFacts => {
  const { minute = 0, ...rest } = changes
  return {
    caseId: `case-${++count}`, level: 5, tags: [], text: null, ratedAt: new Date(NOON + minute * 60_000), device: 'kiosk', byStaff: false,
    onStaffDevice: false, secondsAfterClosing: 3600, ...rest,
  }
}
const rules = (one: RatingFacts, nearby: RatingFacts[] = []): string[] => exclusionsAfter(one, nearby).map(({ rule }) => rule)

describe('默认评价、代为评价不算数', () => {
  it('群众在家里评的，算数', () => assert.deepEqual(rules(rating()), []))
  it('工作人员账号评的，不算', () => assert.deepEqual(rules(rating({ byStaff: true })), ['by-staff']))
  it('在工作人员刚登录过的设备上评的，不算', () => assert.deepEqual(rules(rating({ onStaffDevice: true })), ['staff-device']))

  it('办结后十秒内评的不算，十一秒的算；没有办结时间的算', () => {
    assert.deepEqual(rules(rating({ secondsAfterClosing: 10 })), ['soon'])
    assert.deepEqual(rules(rating({ secondsAfterClosing: 11 })), [])
    assert.deepEqual(rules(rating({ secondsAfterClosing: null })), [])
  })

  it('同一设备十分钟内五个一样的满分，五个都不算；四个的算', () => {
    const row = [0, 2, 4, 6, 8].map((minute) => rating({ minute }))
    assert.deepEqual(exclusionsAfter(row[4] ?? rating(), row.slice(0, 4)).map(({ caseId }) => caseId).toSorted(), row.map(({ caseId }) => caseId).toSorted())
    assert.deepEqual(rules(row[3] ?? rating(), row.slice(0, 3)), [])
  })

  it('隔得远的、别的设备的、说了不同的话的、不是满分的，凑不成一批', () => {
    const four = [0, 1, 2, 3].map((minute) => rating({ minute }))
    assert.equal(rules(rating({ minute: 10 }), four).length, 5)
    for (const other of [
      rating({ minute: 11 }),
      rating({ device: 'home' }),
      rating({ device: null }),
      rating({ text: '谢谢老师傅' }),
      rating({ tags: ['态度热情'] }),
      rating({ level: 4 }),
    ]) {
      assert.deepEqual(rules(other, four), [])
    }
  })

  it('一次评价可以违反几条，条条列出', () => {
    assert.deepEqual(rules(rating({ byStaff: true, onStaffDevice: true, secondsAfterClosing: 0 })), ['by-staff', 'staff-device', 'soon'])
  })

  it('差评从来不因为规则被剔除，不管从哪里来', () => {
    fc.assert(fc.property(
      fc.record({ level: fc.integer({ min: 1, max: 2 }), byStaff: fc.boolean(), onStaffDevice: fc.boolean(), secondsAfterClosing: fc.option(fc.nat(20)) }),
      fc.array(fc.nat(9), { maxLength: 8 }),
      (facts, minutes) => assert.deepEqual(exclusionsAfter(rating(facts), minutes.map((minute) => rating({ ...facts, minute }))), []),
    ))
  })

  it('先后次序不改变结果：一批里谁最后到，圈出的都是同一批', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }), (minutes) => {
      const all = minutes.map((minute) => rating({ minute }))
      const caughtOneByOne = (order: RatingFacts[]): string[] => {
        const caught = new Set<string>()
        order.forEach((one, index) => { for (const { caseId } of exclusionsAfter(one, order.slice(0, index))) caught.add(caseId) })
        return [...caught].toSorted()
      }
      assert.deepEqual(caughtOneByOne(all), caughtOneByOne(all.toReversed()))
    }))
  })

  it('规则是数据：换一张表就是另一套；每条都有名称和道理', () => {
    const strict = [{ id: 'minute', label: '一分钟内', why: '示例', when: { kind: 'soon' as const, secondsMax: 60 } }]
    assert.deepEqual(exclusionsAfter(rating({ secondsAfterClosing: 45 }), [], strict).map(({ rule }) => rule), ['minute'])
    for (const { id, label, why } of [...EXCLUSION_RULES, ...RECHECKED_RULES]) assert(id.length > 2 && label.length > 2 && why.length > 5)
    assert.equal(new Set([...EXCLUSION_RULES, ...RECHECKED_RULES].map(({ id }) => id)).size, EXCLUSION_RULES.length + RECHECKED_RULES.length)
  })
})
