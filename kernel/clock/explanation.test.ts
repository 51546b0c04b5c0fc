import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isDay, type Day } from '#platform/day'
import { OUR_CHOICE } from './articles.ts'
import { acceptedOn, calendar, caseOf, decided, extended, pause, plain, provisionalCalendar, yellowCard } from './cases.test-support.ts'
import { explainClock } from './explanation.ts'
import { scenes } from './histories.test-support.ts'
import type { ClockEvent, ClockHistory } from './history.ts'
import { readClock } from './reading.ts'

const accepted = acceptedOn('2025-03-03')

function story(events: readonly ClockEvent[], asOf: Day, limits: Partial<ClockHistory> = {}): string {
  return explainClock(calendar, caseOf(events, limits), asOf).map(({ on, text, article }) => `${on} ${text}［${article}］`).join('\n')
}

describe('期限的理由', () => {
  it('说出第几个工作日、是哪一天，并列出其间的放假和调休', () => {
    const text = story(acceptedOn('2024-04-26'), '2024-04-26', { limitWorkingDays: 5 })
    assert.match(text, /第 5 个工作日是2024年5月7日/)
    assert.match(text, /2024年5月1日至2024年5月5日（劳动节）放假不计，2024年4月28日（劳动节）调休上班照计/)
    assert.match(text, /行政许可法第八十二条；民法典第二百零一条/)
  })

  it('到期日本身是调休上班日的也列出，受理当天是调休上班日的不列', () => {
    assert.match(story(acceptedOn('2024-04-26'), '2024-04-26', { limitWorkingDays: 1 }), /第 1 个工作日是2024年4月28日.*其间2024年4月28日（劳动节）调休上班照计/)
    assert.doesNotMatch(story(acceptedOn('2024-04-28'), '2024-04-28', { limitWorkingDays: 1 }), /其间/)
  })

  it('特别程序期间的放假不算在其间的放假里', () => {
    const text = story([...acceptedOn('2025-09-22'), ...pause('评审', '2025-09-25', '2025-10-13')], '2025-10-13', { limitWorkingDays: 8 })
    assert.match(text, /特别程序所需时间不计/)
    assert.doesNotMatch(text, /国庆节/)
  })

  it('到期以后才开始的特别程序不说成占了时间', () => {
    assert.doesNotMatch(story([...accepted, ...pause('听证', '2025-03-18')], '2025-03-20'), /所需时间不计，第/)
  })

  it('视为受理引第三十二条，并说出第五个工作日和收到材料之日', () => {
    const text = story([plain('2025-03-03', 'received')], '2025-03-11')
    assert.match(text, /^2025-03-11 到2025年3月10日（第五个工作日）结束，没有告知补正，也没有答复，自收到材料之日（2025年3月3日）起即为受理。［行政许可法第三十二条］$/m)
  })

  it('等待答复时预告沉默的后果', () => {
    assert.match(story([plain('2025-03-03', 'received')], '2025-03-04'), /^2025-03-10 .*第五个工作日是2025年3月10日.*视为已经受理/m)
  })

  it('没有效力的事件写明没有效力和原因', () => {
    assert.match(story([plain('2025-03-03', 'received'), plain('2025-03-11', 'correction-notice')], '2025-03-11'), /补正告知没有效力，不改变期限：.*已视为受理/)
    assert.match(story([...accepted, extended('2025-03-18', 5)], '2025-03-18'), /延长期限没有效力，不改变期限：办理期限已经届满/)
    assert.match(story([...accepted, extended('2025-03-10', 5, 'clerk')], '2025-03-10'), /无权延长.*第四十二条/)
  })

  it('停住时写明哪些特别程序正在进行，没有到期日', () => {
    const text = story([...accepted, ...pause('甲', '2025-03-05')], '2025-03-06')
    assert.match(text, /听证（2025年3月5日开始）正在进行.*没有到期日。［行政许可法第四十五条］/)
    assert.doesNotMatch(text, /承诺期限/)
  })

  it('延长写明由谁批准、延长几天，到期日含延长', () => {
    const text = story([...accepted, extended('2025-03-10', 10)], '2025-03-10')
    assert.match(text, /经本机关负责人批准，期限延长 10 个工作日/)
    assert.match(text, /承诺期限 20 个工作日（含延长的 10 个）/)
    assert.match(text, /法定期限 30 个工作日（含延长的 10 个）/)
  })

  it('联合办理的延长由本级人民政府负责人批准', () => {
    assert.match(story([...accepted, extended('2025-03-10', 15, 'head-of-government')], '2025-03-10', { joint: true }), /经本级人民政府负责人批准/)
  })

  it('承诺比法定长的，说明按法定期限', () => {
    assert.match(story(accepted, '2025-03-03', { limitWorkingDays: 30 }), /承诺的天数比法定的长，按法定期限 20 个工作日/)
  })

  it('即办件说当天，休息日说顺延并引民法典第二百零三条', () => {
    assert.match(story(accepted, '2025-03-03', { limitWorkingDays: 0 }), /即办件，应当在受理当天作出决定/)
    assert.match(story(acceptedOn('2025-10-01'), '2025-10-01', { limitWorkingDays: 0 }), /顺延到2025年10月9日.*民法典第二百零三条/)
  })

  it('超期写明哪一天已过；黄牌写明督办期限', () => {
    const text = story([...accepted, yellowCard('2025-03-19', '2025-03-24')], '2025-03-20')
    assert.match(text, /^2025-03-18 2025年3月17日已经过去/m)
    assert.match(text, /要求在2025年3月24日前办结/)
    assert.doesNotMatch(story(accepted, '2025-03-17'), /已经过去/)
    assert.doesNotMatch(story([...accepted, decided('2025-03-18')], '2025-03-20'), /已经过去/)
  })

  it('决定按时、超期、停住时作出，三种说法不同；送达期限引第四十四条', () => {
    const inTime = story([...accepted, decided('2025-03-17')], '2025-03-17')
    assert.match(inTime, /决定在到期日（2025年3月17日）之内作出/)
    assert.match(inTime, /第 10 个工作日是2025年3月31日，应当在这一天结束前颁发、送达证件。［行政许可法第四十四条］/)
    assert.match(story([...accepted, decided('2025-03-18')], '2025-03-18'), /决定晚于到期日（2025年3月17日），属于超期/)
    assert.match(story([...accepted, ...pause('甲', '2025-03-05'), decided('2025-03-18')], '2025-03-18'), /期限没有届满，决定没有超期/)
    assert.match(story([...accepted, decided('2025-03-17'), plain('2025-03-18', 'delivered')], '2025-03-18'), /已按时送达。［行政许可法第四十四条］/)
  })

  it('撤回以后不再说到期日', () => {
    assert.doesNotMatch(story([...accepted, plain('2025-03-05', 'withdrawn')], '2025-03-05'), /应当在这一天结束前作出决定|届满/)
  })

  it('暂推的日期明说暂推', () => {
    const told = explainClock(provisionalCalendar, caseOf(acceptedOn('2026-12-28')), '2026-12-28')
    assert.match(told.map(({ text }) => text).join(), /暂按周一至周五推算，公布后重新计算/)
    assert.doesNotMatch(story(accepted, '2025-03-03'), /暂按/)
  })

  it('法律没有规定的，写明是本平台的约定', () => {
    assert.match(story([...accepted, ...pause('甲', '2025-03-05')], '2025-03-06'), new RegExp(`从当天起停止计算，当天不计入.*${OUR_CHOICE}`))
  })

  it('任何办件的理由都按时间排列，日期真实，句子完整，每个事件都说到', () => {
    fc.assert(fc.property(scenes, ({ history, asOf }) => {
      const told = explainClock(provisionalCalendar, history, asOf)
      assert.deepEqual(told.map(({ on }) => on), told.map(({ on }) => on).toSorted())
      for (const { on, text, article } of told) {
        assert.ok(isDay(on))
        assert.match(text, /^[^\s].*。$/)
        assert.doesNotMatch(text, /undefined|NaN|null/)
        assert.match(article ?? '', /第.+条|本平台约定/)
      }
      const past = history.events.filter(({ on }) => on <= asOf).length
      const { dueOn, phase, ignored } = readClock(provisionalCalendar, history, asOf)
      assert.ok(told.length >= past)
      assert.equal(told.filter(({ text }) => text.includes('没有效力')).length, ignored.length)
      if (dueOn !== null && phase !== 'withdrawn') assert.ok(told.some(({ on }) => on === dueOn))
    }), { seed: 20240411, numRuns: 1500 })
  })
})
