import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayAt, startOf } from '#platform/day'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Case } from './case.ts'
import { automaticDay, decideStep, timerOf, type Decision, type Move } from './decide.ts'
import { ERRAND, kernelOf, LIN, WINDOW } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { CHAIN_START, digestOf, hashOf } from './hash.ts'
import { readClock } from './clock/index.ts'

const kernel = kernelOf([errand])
const NINE = new Date(startOf('2024-04-25').getTime() + 9 * 3_600_000)

/** A case as if it had just been received; decisions are made without a database. */
const received: Case = {
  id: '018f1111-1111-7111-8111-111111111111', number: '4401142404250000014',
  type: 'errand', workflowVersion: 1, itemCode: 'SL000001', itemVersion: 1, title: '示例事项',
  applicant: ERRAND.applicant, agentId: null, ownerOrganisation: 'market', receivingOrganisation: 'hall', place: '440114', parentId: null,
  state: 'submitted', version: 1, form: { name: '小店' }, traits: {}, clock: { ...ERRAND.limits, events: [{ on: '2024-04-25', what: 'received' }] },
  acceptedOn: null, dueOn: null, statutoryDueOn: null, reminderOn: null, queue: 'window:hall', queueDueOn: '2024-05-06', handlerId: null, sealed: false,
  openedAt: NINE, closedAt: null, lastAt: NINE, lastHash: CHAIN_START, nextTimerAt: startOf('2024-05-07'),
}

function decision(name: string, changes: Partial<Decision> = {}): Decision {
  const step = errand.steps[name]
  assert(step)
  return { workflow: errand, name, step, actor: WINDOW, relation: 'window', data: {}, now: NINE, ...changes }
}

describe('一步的结果，不用数据库就算得出', () => {
  it('同样的办件、同样的决定，得到同样的结果，原来的办件不变', () => {
    const before = structuredClone(received)
    const [one, two] = [decideStep(kernel, received, decision('accept')), decideStep(kernel, received, decision('accept'))]
    assert.deepEqual(received, before)
    // A document gets an id of its own, and the hash covers it.
    const lasting = ({ after, event, document }: Move) => ({
      after: { ...after, lastHash: '' }, event: { ...event, hash: '', issued: { ...event.issued, id: '' } }, document: { ...document, id: '' },
    })
    assert.deepEqual(lasting(one), lasting(two))
    assert.notEqual(one.document?.id, two.document?.id)
  })

  it('记录写着从哪里到哪里、谁、什么时候，连着上一条', () => {
    const { event, after } = decideStep(kernel, received, decision('accept'))
    assert.deepEqual(
      [event.seq, event.kind, event.fromState, event.toState, event.on, event.previousHash],
      [2, 'errand.accept', 'submitted', 'accepted', '2024-04-25', CHAIN_START],
    )
    assert.deepEqual([after.lastHash, after.lastAt, after.version], [event.hash, NINE, 2])
  })

  it('文书的摘要在记录里，记录的摘要盖住它', () => {
    const { event, document } = decideStep(kernel, received, decision('accept'))
    assert.equal(event.issued?.sm3, sm3Hex(canonicalJson(document?.facts)))
    assert.notEqual(hashOf({ ...event, issued: null }), event.hash)
    assert.equal(hashOf(event), event.hash)
  })

  it('没有文书的步骤不出文书；没有期限事件的步骤不动时钟', () => {
    const { event, document, after } = decideStep(kernel, { ...received, state: 'accepted' }, decision('review'))
    assert.deepEqual([event.issued, document, event.clockEvent, after.clock], [null, null, null, received.clock])
  })

  it('任意的时刻：写下的时间不早于上一条，日子按中国算', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2023-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }), (now) => {
      const { event, after } = decideStep(kernel, { ...received, state: 'accepted', nextTimerAt: null }, decision('review', { now }))
      const at = now > NINE ? now : NINE
      assert.deepEqual([event.at, event.on, after.lastAt], [at, dayAt(at), at])
    }))
  })

  it('没有法律效力的步骤算不出结果，只有拒绝', () => {
    const accepted = decideStep(kernel, received, decision('accept')).after
    assert.throws(() => decideStep(kernel, accepted, decision('accept')), { code: 'rule' })
    assert.throws(() => decideStep(kernel, received, decision('resume')), { code: 'rule' })
  })

  it('办结了就离开队列、没有计时器；办结的时间不因以后的步骤改变', () => {
    const { after } = decideStep(kernel, received, decision('withdraw', { actor: LIN, relation: 'applicant' }))
    assert.deepEqual([after.queue, after.queueDueOn, after.nextTimerAt, after.closedAt], [null, null, null, NINE])
    const later = new Date(NINE.getTime() + 86_400_000)
    assert.deepEqual(decideStep(kernel, after, decision('thank', { now: later })).after.closedAt, NINE)
  })
})

describe('系统什么时候要动手', () => {
  it('等窗口答复的，是五个工作日过后那一天的零点；别的状态没有', () => {
    assert.deepEqual(timerOf(kernel, received), startOf('2024-05-07'))
    const reading = readClock(kernel.calendar, received.clock, '2024-04-25')
    assert.deepEqual([automaticDay(errand, received, reading), automaticDay(errand, { ...received, state: 'accepted' }, reading)], ['2024-05-07', null])
  })

  it('几个自动步骤，取最早的', () => {
    const tick = (day: string | null) => ({ label: '到时', from: ['submitted'], to: 'accepted', by: ['system'] as const, automaticOn: () => day })
    const several = { ...errand, steps: { ...errand.steps, late: tick('2024-06-01'), soon: tick('2024-05-01'), never: tick(null) } }
    assert.equal(automaticDay(several, received, readClock(kernel.calendar, received.clock, '2024-04-25')), '2024-05-01')
  })
})

describe('摘要', () => {
  const { event } = decideStep(kernel, received, decision('accept'))

  it('记录里的任何一项改了，摘要就变', () => {
    const changed: Partial<typeof event>[] = [
      { caseId: 'x' },
      { seq: 3 },
      { at: new Date(NINE.getTime() + 1) },
      { on: '2024-04-26' },
      { kind: 'errand.ask' },
      { actor: { ...event.actor, name: '别人' } },
      { relation: 'owner' },
      { fromState: null },
      { toState: 'granted' },
      { data: { a: 1 } },
      { clockEvent: null },
      { issued: null },
      { caseSm3: '0'.repeat(64) },
      { previousHash: '1'.repeat(64) },
    ]
    const hashes = changed.map((change) => hashOf({ ...event, ...change }))
    assert.equal(new Set([...hashes, event.hash]).size, changed.length + 1)
  })

  it('办件里的任何一项改了，摘要就变；在办的件，随放假安排走的日子除外', () => {
    const moving = ['dueOn', 'statutoryDueOn', 'reminderOn', 'queueDueOn', 'nextTimerAt', 'lastHash']
    const closed: Case = { ...received, closedAt: NINE, queue: null, queueDueOn: null }
    for (const field of Object.keys(received)) {
      const altered = { ...received, [field]: '改过' }
      assert.equal(digestOf(altered) === digestOf(received), moving.includes(field), field)
      assert.equal(digestOf({ ...closed, [field]: '改过' }) === digestOf(closed), ['nextTimerAt', 'lastHash'].includes(field), field)
    }
  })

  it('字段的先后不影响摘要', () => {
    assert.equal(digestOf(Object.assign({}, ...Object.entries(received).reverse().map(([field, value]) => ({ [field]: value })))), digestOf(received))
  })
})
