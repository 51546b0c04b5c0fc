import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { html } from '#platform/html'
import { laneRows } from '#base/pages'
import { laneRowsOf, summaryOf } from './lane-rows.ts'
import { laneSpans } from './lane-spans.ts'
import { STATUS_LABELS } from './lane-words.ts'
import type { Standing } from './view.ts'
import type { Whole } from './whole.ts'

const STANDINGS: Standing[] = [
  'before', 'waiting', 'handling', 'ready', 'issued', 'delivered', 'denied', 'withdrawn', 'terminated', 'notAccepted', 'blocked', 'separate',
]
type Lane = Whole['lanes'][number]

const LANE: Lane = {
  id: 'a', itemCode: 'SL0100001', name: '出生登记', outcome: '户口簿', owner: { organisation: 'police', name: '公安分局' }, caseId: 'c1', number: '1', mayOpen: true,
  state: 'handling', stateLabel: '办理中', caseState: 'accepted', caseStateLabel: '审查中', waitsFor: [], held: null, promisedWorkingDays: 3, limitWorkingDays: 3,
  statutoryWorkingDays: 10, acceptedOn: '2026-03-02', dueOn: '2026-03-05',
  statutoryDueOn: '2026-03-16', decidedOn: null, expectedOn: '2026-03-05', level: 'none',
  isCritical: false, ended: null,
}
const CLOCK: Whole['clock'] = {
  today: '2026-03-02', limitWorkingDays: 5, statutoryWorkingDays: 40, startedOn: '2026-03-02', noticeDueOn: null, dueOn: '2026-03-09', statutoryDueOn: null,
  deliverBy: null, state: 'running', level: 'none', provisional: false, pauses: [], explanation: [],
}
const WHOLE: Whole = {
  parent: { caseId: 'p', type: 'life-event', title: '新生儿出生一件事', state: 'handling', number: '2', mayOpen: true, stateLabel: '各部门办理中' }, self: null,
  item: { code: 'SL0100010', version: 1 }, lead: { organisation: 'health', name: '卫健局' }, dueOn: '2026-03-09', expectedOn: '2026-03-09', limitWorkingDays: 5,
  statutoryWorkingDays: 40, explanation: [], clock: CLOCK, checks: [], lanes: [LANE], leftOut: [], materials: [], appointments: [],
}
const lane = (changes: Partial<Lane>): Lane => ({ ...LANE, ...changes })
const ended = (state: Standing, next: string | null): Partial<Lane> =>
  ({ state, stateLabel: STATUS_LABELS[state], ended: { outcome: state, words: STATUS_LABELS[state], next } })
const textOf = (changes: Partial<Lane>, clock: Partial<Whole['clock']> = {}): string => {
  const rows = laneRowsOf({ ...WHOLE, lanes: [lane(changes)], clock: { ...CLOCK, ...clock } }, ({ caseId }) =>
    (caseId === null ? undefined : `/cases/${caseId}`))
  return String(laneRows(rows))
}

describe('一件事里的一项，写给申请人看', () => {
  it('在部门手里的，用部门的话，写明最迟哪天；点得到自己的办件', () => {
    assert.match(textOf({}), /<a href="\/cases\/c1">出生登记<\/a>.*审查中.*由公安分局决定.*最迟2026年3月5日（周四）作出决定/s)
  })

  it('还不能开始的，说等谁、会自动开始、预计哪天；没有链接', () => {
    const text = textOf({
      state: 'waiting',
      stateLabel: STATUS_LABELS.waiting,
      caseId: null,
      caseStateLabel: null,
      acceptedOn: null,
      dueOn: null,
      waitsFor: [{ lane: 'b', name: '出生证', needs: 'start' }],
    })
    assert.match(text, /还没有开始，等前一项.*预计2026年3月5日.*等“出生证”办好就自动开始，不用您再申请/s)
    assert.doesNotMatch(text, /href=/)
  })

  it('已审完的，说为什么还不能批准，不用申请人做什么', () => {
    const text = textOf({
      state: 'ready', stateLabel: STATUS_LABELS.ready, waitsFor: [{ lane: 'b', name: '规划许可', needs: 'release' }], held: '“规划许可”还没有核发（建筑法第八条）',
    })
    assert.match(text, /已审完，等前.*审查已经完成，现在还不能批准：“规划许可”还没有核发（建筑法第八条）。不用您做什么/s)
    assert.doesNotMatch(text, /和别的同时审查/)
    const stuck = [lane({ state: 'ready', waitsFor: [{ lane: 'b', name: '规划许可', needs: 'release' }] }), lane({ id: 'b', ...ended('denied', '可以申请复议。') })]
    assert.match(String(laneRows(laneRowsOf({ ...WHOLE, lanes: stuck }))), /它等的一项没有办成，您能做什么看那一项的“接下来”/)
  })

  it('证制好了的，说现在能领，也可以等一起送', () => {
    assert.match(textOf({ state: 'issued', stateLabel: STATUS_LABELS.issued, decidedOn: '2026-03-04' }), /已制好，等一起送达.*可以现在到窗口领取，也可以等其余事项办好/s)
  })

  it('没有批准的，写明接下来能做什么、在哪里看理由', () => {
    assert.match(
      textOf({ ...ended('denied', '可以申请复议；其余事项不受影响。'), decidedOn: '2026-03-04' }),
      /不予批准.*2026年3月4日（周三）作出决定.*接下来：<\/strong>可以申请复议；其余事项不受影响。 <a href="\/cases\/c1">看理由和文书/s,
    )
  })

  it('办不了的，说因为哪一项，不说是申请人的错', () => {
    const blocked = { ...ended('blocked', '可以单独申请这一项。'), caseId: null, decidedOn: null, acceptedOn: null }
    assert.match(textOf({ ...blocked, ended: { outcome: 'blocked', words: '办不了：前一项“出生证”不予批准', next: '可以单独申请这一项。' } }), /办不了：前一项“出生证”不予批准。.*接下来/s)
  })

  it('决定总时间的标出来；它办完了、总的已经决定了，就不再标', () => {
    assert.match(textOf({ isCritical: true }), /决定总时间/)
    for (const text of [
      textOf({ isCritical: true, decidedOn: '2026-03-04' }),
      textOf({ isCritical: true }, { state: 'decided' }),
      textOf({ isCritical: true, ...ended('withdrawn', null) }),
    ]) {
      assert.doesNotMatch(text, /决定总时间/)
    }
  })

  it('每一种样子都有自己的词和形状；名字里的代码变不成代码', () => {
    assert.deepEqual(STANDINGS.toSorted(), Object.keys(STATUS_LABELS).sort())
    for (const state of STANDINGS) {
      assert.match(textOf({ state, stateLabel: STATUS_LABELS[state], caseStateLabel: null }), new RegExp(`<svg[^]*${STATUS_LABELS[state]}`))
    }
    assert.doesNotMatch(textOf({ name: '<b>' }), /<b>/)
  })

  it('一句话数清每一种有几项，加起来不多不少', () => {
    const states = fc.constantFrom(...STANDINGS)
    fc.assert(fc.property(fc.array(states, { minLength: 1, maxLength: 12 }), (all) => {
      const sentence = summaryOf({ lanes: all.map((state) => lane({ state })) })
      const [, whole = '', parts = ''] = /^一共 (\d+) 项：(.*)。$/.exec(sentence) ?? []
      const numbers = [...parts.matchAll(/(\d+) 项/g)].map(([, number]) => Number(number))
      assert.deepEqual([Number(whole), numbers.reduce((sum, one) => sum + one, 0)], [all.length, all.length])
    }))
  })
})

describe('几项同时走的图', () => {
  it('都在从第一天到最后一天之间，先后不颠倒', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`)
    fc.assert(fc.property(fc.array(fc.tuple(day, day), { minLength: 1, maxLength: 8 }), (days) => {
      const lanes = days.map(([acceptedOn, dueOn], index) => lane({ id: String(index), acceptedOn, dueOn, decidedOn: null }))
      for (const { from, to } of laneSpans(lanes).values()) assert(from >= 0 && from < to && to <= 1 + 1e-9, `${from} ${to}`)
    }))
  })

  it('还没有开始的，接在它等的那一项后面；等的那一项没有日子，就不画', () => {
    const first = lane({ id: 'a', acceptedOn: '2026-03-02', dueOn: '2026-03-04' })
    const later = lane({ id: 'b', acceptedOn: null, dueOn: null, expectedOn: '2026-03-06', waitsFor: [{ lane: 'a', name: 'a', needs: 'start' }] })
    assert.equal(laneSpans([first, later]).get('b')?.from, 2 / 5)
    assert.equal(laneSpans([{ ...first, dueOn: null, expectedOn: null }, later]).has('b'), false)
    assert.equal(laneSpans([lane({ dueOn: '2026-03-02' })]).size, 0)
  })

  it('图给看得见的人，话给所有人', () => {
    const rows = laneRows([{ heading: html`x`, lines: ['y'], span: { from: 0, to: 1 }, isDeciding: false }])
    assert.match(String(rows), /<svg class="span" aria-hidden="true" focusable="false">.*width="100\.0%"/s)
  })
})
