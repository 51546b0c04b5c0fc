import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { calendar, provisionalCalendar } from './cases.test-support.ts'
import { scenes } from './histories.test-support.ts'
import { answerClockLine } from './lines.ts'

const sound = {
  id: '甲', limitWorkingDays: 5, statutoryWorkingDays: 20, joint: false,
  events: [{ on: '2025-11-03', what: 'received' }, { on: '2025-11-03', what: 'accepted' }], asOf: '2025-11-03',
}

function answer(input: unknown): Record<string, unknown> {
  return { ...answerClockLine(calendar, typeof input === 'string' ? input : JSON.stringify(input)) }
}

describe('clock 命令的一行', () => {
  it('问了什么就在读数之后答什么，先预警后已用工作日，最后是理由', () => {
    const told = answer({ ...sound, ask: { elapsedOn: ['2025-11-05'], levelOn: ['2025-11-07', '2025-11-11'] } })
    assert.deepEqual(Object.keys(told), [
      'id', 'acceptedOn', 'deemedAcceptedOn', 'noticeDueOn', 'dueOn', 'statutoryDueOn', 'deliverBy', 'decidedInTime', 'deliveredInTime',
      'ignored', 'levelOn', 'elapsedOn', 'explanation',
    ])
    assert.deepEqual([told.levelOn, told.elapsedOn], [{ '2025-11-07': 'reminder', '2025-11-11': 'yellow' }, { '2025-11-05': 2 }])
  })

  it('没有问的不答，空的问题答空的', () => {
    assert.equal('levelOn' in answer(sound), false)
    assert.deepEqual(answer({ ...sound, ask: { levelOn: [] } }).levelOn, {})
  })

  it('需要未公布年份的，只说不在日历之内', () => {
    assert.deepEqual(answer({ ...sound, ask: { levelOn: ['2025-11-05'], elapsedOn: ['2027-01-04'] } }), { id: '甲', outOfCalendar: true })
  })

  it('已用工作日按 asOf 所知的算，预警按当天所知的看', () => {
    const silent = { ...sound, events: [sound.events[0]], asOf: '2025-11-11', ask: { levelOn: ['2025-11-10'], elapsedOn: ['2025-11-10'] } }
    const told = answer(silent)
    assert.deepEqual([told.levelOn, told.elapsedOn], [{ '2025-11-10': 'none' }, { '2025-11-10': 5 }])
  })

  it('没有事件的办件也有答案，全部是空', () => {
    const told = answer({ ...sound, events: [] })
    assert.deepEqual([told.acceptedOn, told.dueOn, told.ignored, told.explanation], [null, null, [], []])
  })

  it('无权的批准人、超长的天数是无效的事件，不是错误的行', () => {
    for (const extension of [{ days: 5, by: 'clerk' }, { days: 99, by: 'head-of-organ' }, { days: 0, by: 'head-of-organ' }]) {
      const told = answer({ ...sound, events: [...sound.events, { on: '2025-11-04', what: 'extended', ...extension }], asOf: '2025-11-04' })
      assert.deepEqual(told.ignored, [2])
    }
  })

  it('随机办件的读数与用过暂推日历的一致，或者明说不在日历之内', () => {
    fc.assert(fc.property(scenes, ({ history, asOf }) => {
      const line = JSON.stringify({ id: '随机', ...history, asOf })
      const told = { ...answerClockLine(calendar, line) }
      if ('outOfCalendar' in told) assert.deepEqual(told, { id: '随机', outOfCalendar: true })
      else assert.deepEqual(told, answerClockLine(provisionalCalendar, line))
    }), { seed: 20240411, numRuns: 1000 })
  })
})

describe('错误的行', () => {
  const backwards = sound.events.map((event, index) => ({ ...event, on: `2025-11-0${4 - index}` }))
  const withEvent = (event: unknown) => ({ ...sound, events: [event] })
  const bad: [string, unknown, RegExp][] = [
    ['少了承诺天数', { ...sound, limitWorkingDays: undefined }, /limitWorkingDays 应是整数/],
    ['天数是文字', { ...sound, limitWorkingDays: '5' }, /limitWorkingDays 应是整数/],
    ['天数是小数', { ...sound, statutoryWorkingDays: 1.5 }, /statutoryWorkingDays 应是整数/],
    ['天数是负数', { ...sound, statutoryWorkingDays: -1 }, /statutoryWorkingDays 不能是负数/],
    ['天数大得不真实', { ...sound, limitWorkingDays: 1e300 }, /limitWorkingDays 应是整数/],
    ['是否联合办理不是真假', { ...sound, joint: 'false' }, /joint 应是 true 或 false/],
    ['没有事件列表', { ...sound, events: undefined }, /events 缺少或不是列表/],
    ['事件列表是对象', { ...sound, events: {} }, /events 缺少或不是列表/],
    ['事件太多', { ...sound, events: Array.from({ length: 1001 }, () => sound.events[0]) }, /events 最多 1000 项/],
    ['没有 asOf', { ...sound, asOf: undefined }, /asOf 缺少/],
    ['asOf 不是真实的日期', { ...sound, asOf: '2025-02-29' }, /asOf「2025-02-29」不是真实的日期/],
    ['asOf 带着时刻', { ...sound, asOf: '2025-11-03T00:00:00Z' }, /不是真实的日期/],
    ['有不认识的字段', { ...sound, limit: 5 }, /不认识的字段「limit」/],
    ['ask 是列表', { ...sound, ask: [] }, /ask 应是对象/],
    ['ask 是空值', { ...sound, ask: null }, /ask 应是对象/],
    ['ask 有不认识的字段', { ...sound, ask: { dueOn: [] } }, /不认识的字段「dueOn」/],
    ['ask 的日期不真实', { ...sound, ask: { levelOn: ['2025-13-01'] } }, /levelOn「2025-13-01」不是真实的日期/],
    ['ask 的日期不是列表', { ...sound, ask: { elapsedOn: '2025-11-03' } }, /elapsedOn 缺少或不是列表/],
    ['事件不是对象', withEvent('received'), /第 1 个事件应是对象/],
    ['事件没有日期', withEvent({ what: 'received' }), /第 1 个事件的 on 缺少/],
    ['事件的日期不真实', withEvent({ on: '2024-02-30', what: 'received' }), /第 1 个事件的 on「2024-02-30」不是真实的日期/],
    ['不认识的事件', withEvent({ on: '2025-11-03', what: 'approved' }), /what「approved」不认识/],
    ['事件名是对象自带的名字', withEvent({ on: '2025-11-03', what: 'constructor' }), /what「constructor」不认识/],
    ['事件有多余的字段', withEvent({ on: '2025-11-03', what: 'received', note: '急' }), /不认识的字段「note」/],
    ['特别程序没有编号', withEvent({ on: '2025-11-03', what: 'pause-start', kind: 'hearing' }), /的 id 应是/],
    ['特别程序没有名称', withEvent({ on: '2025-11-03', what: 'pause-start', id: 'p' }), /的 kind 应是/],
    ['结束特别程序没有编号', withEvent({ on: '2025-11-03', what: 'pause-end', id: '' }), /的 id 应是/],
    ['延长没有天数', withEvent({ on: '2025-11-03', what: 'extended', by: 'head-of-organ' }), /的 days 应是整数/],
    ['延长没有批准人', withEvent({ on: '2025-11-03', what: 'extended', days: 5 }), /的 by 应是/],
    ['决定没有结果', withEvent({ on: '2025-11-03', what: 'decided' }), /outcome 应是 granted/],
    ['决定的结果不认识', withEvent({ on: '2025-11-03', what: 'decided', outcome: 'approved' }), /outcome 应是 granted/],
    ['黄牌没有督办期限', withEvent({ on: '2025-11-03', what: 'yellow-card' }), /superviseUntil 缺少/],
    ['事件先后颠倒', { ...sound, events: backwards }, /第 2 个事件（2025-11-03）早于前一个（2025-11-04）/],
  ]
  for (const [title, input, message] of bad) {
    it(`${title}：带着编号说清错在哪里`, () => {
      const told = answer(input)
      assert.deepEqual(Object.keys(told), ['id', 'error'])
      assert.equal(told.id, '甲')
      assert.match(String(told.error), message)
    })
  }

  it('编号可以是整数，答案和错误都带回来', () => {
    assert.deepEqual([answer({ ...sound, id: 0 }).id, answer({ ...sound, id: 7, joint: 'x' }).id], [0, 7])
  })

  it('认不出编号的行只有错误', () => {
    const withoutId = [1.5, '', undefined].map((id) => JSON.stringify({ ...sound, id }))
    for (const line of ['', '{', 'null', '[]', '5', '"甲"', ...withoutId]) {
      assert.deepEqual(Object.keys(answer(line)), ['error'], line)
    }
  })

  it('任何文字、任何 JSON 都只会得到答案或者错误，不会中断', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.object().map((extra) => JSON.stringify({ ...sound, ...extra }))), (line) => {
      assert.equal(typeof answerClockLine(calendar, line), 'object')
    }), { seed: 20240411, numRuns: 2000 })
  })

  it('改坏一个字段的类型，就不再有读数', () => {
    const wrong = fc.constantFrom<unknown>(null, 'x', 1.25, [], {}, [[]], '2025-02-30')
    const required = fc.constantFrom('id', 'limitWorkingDays', 'statutoryWorkingDays', 'joint', 'events', 'asOf')
    fc.assert(fc.property(required, wrong, (field, value) => {
      if ((field === 'id' && typeof value === 'string') || (field === 'events' && JSON.stringify(value) === '[]')) return
      assert.ok('error' in answer({ ...sound, [field]: value }))
    }), { seed: 20240411, numRuns: 300 })
  })
})
