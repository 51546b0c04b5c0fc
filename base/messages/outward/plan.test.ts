import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayAt } from '#platform/day'
import { planFor, type Plan } from './plan.ts'
import { clockWords, DEFAULT_RULES, instantOf, isQuiet, minuteAt, minuteOf, quietEnds, wakingMinute, type OutwardRules } from './rules.ts'
import type { Person, Waiting, Wants } from './waiting.ts'
import { digestWords, urgentWords } from './words.ts'

const RULES = DEFAULT_RULES
const at = (text: string): Date => new Date(`${text}:00+08:00`)
const message = (changes: Partial<Waiting> = {}): Waiting => ({
  messageId: 1, matter: 'case-1', caseNumber: '4401142603020000018', gist: '请补正材料', urgency: 'ordinary', statutory: false, actBy: null, isRead: false,
  at: at('2026-03-02T09:00'), ...changes,
})
const person = (changes: Partial<Person> = {}): Person => ({
  wants: 'all', digestMinute: 18 * 60, isStaff: false, hasPhone: true, lastDigestOn: null, recent: [], ...changes,
})
const plan = (waiting: Waiting[], changes: Partial<Person>, now: string, rules: OutwardRules = RULES): Plan =>
  planFor(waiting, person(changes), { now: at(now), rules })

describe('夜里不打扰', () => {
  it('九点到次日八点是夜间，边上的一分钟分得清', () => {
    const quiet = (text: string): boolean => isQuiet(RULES, minuteAt(at(`2026-03-02T${text}`)))
    assert.deepEqual(['20:59', '21:00', '23:59', '00:00', '07:59', '08:00'].map(quiet), [false, true, true, true, true, false])
    assert.equal(isQuiet({ quiet: { from: 720, until: 840 } }, 780), true)
    assert.equal(isQuiet({ quiet: { from: 0, until: 0 } }, 0), false)
  })

  it('夜里的到早上八点', () => {
    assert.deepEqual(quietEnds(RULES, at('2026-03-02T22:00')), at('2026-03-03T08:00'))
    assert.deepEqual(quietEnds(RULES, at('2026-03-03T02:00')), at('2026-03-03T08:00'))
    assert.equal(wakingMinute(RULES, 23 * 60), 8 * 60)
    assert.equal(wakingMinute(RULES, 9 * 60), 9 * 60)
  })

  it('几点几分写得出、读得回，别的写法不认', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => assert.equal(minuteOf(clockWords(minute)), minute)))
    assert.deepEqual(['24:00', '9:00', '12:60', '', '中午'].map(minuteOf), [undefined, undefined, undefined, undefined, undefined])
  })
})

describe('急的马上发，其余的一天一条', () => {
  it('要办的事白天马上发，夜里等到早上', () => {
    assert.deepEqual(plan([message({ urgency: 'urgent' })], {}, '2026-03-02T10:00').sms.map(({ kind }) => kind), ['urgent'])
    assert.deepEqual(plan([message({ urgency: 'urgent' })], {}, '2026-03-02T23:00').later, [{ messageId: 1, at: at('2026-03-03T08:00') }])
  })

  it('一般的等到她选的时间，合成一条；当天发过的等明天', () => {
    const two = [message(), message({ messageId: 2, matter: 'case-2' })]
    assert.deepEqual(plan(two, {}, '2026-03-02T10:00').later.map((one) => one.at), [at('2026-03-02T18:00'), at('2026-03-02T18:00')])
    const due = plan(two, {}, '2026-03-02T18:00')
    assert.deepEqual(due.sms.map(({ kind, messages }) => [kind, messages]), [['digest', [1, 2]]])
    assert.deepEqual(plan(two, { lastDigestOn: '2026-03-02' }, '2026-03-02T19:00').later[0]?.at, at('2026-03-03T18:00'))
  })

  it('服务停过、错过了时间的，当天白天补上；到了夜里，第二天早上补，补过的那天不再发', () => {
    assert.equal(plan([message()], {}, '2026-03-02T20:30').sms.length, 1)
    assert.deepEqual(plan([message()], {}, '2026-03-02T21:30').later[0]?.at, at('2026-03-03T08:00'))
    assert.equal(plan([message()], {}, '2026-03-03T08:00').sms.length, 1)
    assert.deepEqual(plan([message({ at: at('2026-03-03T10:00') })], { lastDigestOn: '2026-03-03' }, '2026-03-03T18:00').later[0]?.at, at('2026-03-04T18:00'))
  })

  it('昨天她的时间以后才来的不算错过；昨天发过的，今天仍在她的时间发', () => {
    const late = message({ at: at('2026-03-01T19:00') })
    assert.deepEqual(plan([late], {}, '2026-03-02T09:00').later[0]?.at, at('2026-03-02T18:00'))
    const early = message({ at: at('2026-03-01T10:00') })
    assert.deepEqual(plan([early], { lastDigestOn: '2026-03-01' }, '2026-03-02T09:00').later[0]?.at, at('2026-03-02T18:00'))
    assert.equal(plan([early], { lastDigestOn: '2026-02-28' }, '2026-03-02T09:00').sms.length, 1)
  })

  it('选的时间落在后来改过的夜间里，早上发', () => {
    assert.equal(plan([message()], { digestMinute: 22 * 60 }, '2026-03-02T08:00').sms.length, 1)
  })

  it('没有消息就不发；看过的、没有手机的不发', () => {
    assert.deepEqual(plan([], {}, '2026-03-02T18:00'), { sms: [], merged: [], kept: [], later: [] })
    assert.deepEqual(plan([message({ isRead: true })], {}, '2026-03-02T18:00').kept, [{ messageId: 1, how: 'read' }])
    assert.deepEqual(plan([message({ statutory: true })], { hasPhone: false }, '2026-03-02T18:00').kept, [{ messageId: 1, how: 'no-phone' }])
  })

  it('同一件事同样的话半天里只发一次；话变了（期限变了）照发', () => {
    const urgent = message({ urgency: 'urgent', actBy: '2026-03-10' })
    const recent = [{ smsId: 's', matter: 'case-1', words: urgentWords(urgent), at: at('2026-03-02T09:00') }]
    assert.deepEqual(plan([urgent], { recent }, '2026-03-02T10:00').merged, [{ messageId: 1, smsId: 's' }])
    assert.equal(plan([{ ...urgent, actBy: '2026-03-06' }], { recent }, '2026-03-02T10:00').sms.length, 1)
    assert.equal(plan([urgent], { recent }, '2026-03-02T21:00', { ...RULES, quiet: { from: 0, until: 0 } }).sms.length, 1)
    assert.deepEqual(plan([urgent, { ...urgent, messageId: 2 }], {}, '2026-03-02T10:00').sms.map(({ messages }) => messages), [[1, 2]])
  })
})

describe('本人说了算，法律规定必须告知的除外', () => {
  const four = [
    message(),
    message({ messageId: 2, statutory: true }),
    message({ messageId: 3, urgency: 'urgent' }),
    message({ messageId: 4, urgency: 'urgent', statutory: true, matter: 'other' }),
  ]
  const told = (wants: Wants): number[] => plan(four, { wants }, '2026-03-02T18:00').sms.flatMap(({ messages }) => messages).sort()
  it('都要、只要急的、只要法定的', () => {
    assert.deepEqual([told('all'), told('urgent'), told('statutory')], [[1, 2, 3, 4], [2, 3, 4], [2, 4]])
  })
})

describe('短信里写什么', () => {
  it('办件编号、要做什么、哪天以前；没有姓名，没有事项名，没有网址', () => {
    const words = urgentWords(message({ actBy: '2026-03-09' }))
    assert.equal(words, '办件4401142603020000018：请补正材料，请在3月9日前办理。请登录政务服务平台，在“我的－消息”里查看，咨询请拨打12345。')
    assert.doesNotMatch(words, /http|www/)
    assert.match(urgentWords(message({ caseNumber: null })), /^请补正材料。/)
  })

  it('合成的一条：只有一件就说那一件，几件说几件', () => {
    assert.match(digestWords([message()], person()), /^办件4401142603020000018：请补正材料。/)
    assert.match(digestWords([message(), message({ caseNumber: 'B' })], person()), /^您有2条新消息，涉及办件4401142603020000018等2件。请登录政务服务平台/)
    assert.match(digestWords([message({ caseNumber: null }), message({ caseNumber: null })], person({ isStaff: true })), /^您有2条新消息。请登录工作台查看。$/)
  })
})

/** Any day of somebody's life with the platform: messages come, some are read, and the planner looks whenever it happens to. */
interface Life {
  arrivals: { minute: number; urgent: boolean; statutory: boolean; matter: number; gist: number }[]
  reads: { minute: number; index: number }[]
  looks: number[]
  wants: Wants
  digestMinute: number
}
const MINUTES = 6 * 1440
const START = at('2026-03-02T00:00')
const life: fc.Arbitrary<Life> = fc.record({
  arrivals: fc.array(fc.record({
    minute: fc.integer({ min: 0, max: MINUTES }), urgent: fc.boolean(), statutory: fc.boolean(),
    matter: fc.integer({ min: 0, max: 2 }), gist: fc.integer({ min: 0, max: 1 }),
  }), { maxLength: 40 }),
  reads: fc.array(fc.record({ minute: fc.integer({ min: 0, max: MINUTES }), index: fc.nat(39) }), { maxLength: 10 }),
  looks: fc.array(fc.integer({ min: 0, max: MINUTES }), { minLength: 1, maxLength: 200 }),
  wants: fc.constantFrom<Wants>('all', 'urgent', 'statutory'), digestMinute: fc.integer({ min: 0, max: 1439 }),
})

interface Sent { kind: string; matter: string; words: string; at: Date; messages: number[]; smsId: string }
interface Lived { sent: Sent[]; settledAt: Map<number, { how: string; at: Date; times: number }>; looked: Date[] }

function live({ arrivals, reads, looks, wants, digestMinute }: Life): Lived {
  const lived: Lived = { sent: [], settledAt: new Map(), looked: [] }
  const dueAt = arrivals.map(({ minute }) => minuteLater(minute).getTime())
  const settle = (messageId: number, how: string, now: Date): void => {
    lived.settledAt.set(messageId, { how, at: now, times: (lived.settledAt.get(messageId)?.times ?? 0) + 1 })
  }
  // Whatever happened, in the end the planner looks every ten minutes for three days; somebody's minute may lie in a gap before the night.
  const tail = Array.from({ length: 432 }, (_, index) => MINUTES + 10 * (index + 1))
  for (const minute of [...looks.toSorted((a, b) => a - b), ...tail]) {
    const now = minuteLater(minute)
    lived.looked.push(now)
    const open = arrivals.flatMap((one, messageId) => (one.minute <= minute && !lived.settledAt.has(messageId) ? [{ one, messageId }] : []))
    if (!open.some(({ messageId }) => (dueAt[messageId] ?? 0) <= now.getTime())) continue
    const waiting = open.map(({ one, messageId }) => message({
      messageId, matter: `m${one.matter}`, gist: `g${one.gist}`,
      urgency: one.urgent ? 'urgent' : 'ordinary', statutory: one.statutory, at: minuteLater(one.minute),
      isRead: reads.some((read) => read.index === messageId && read.minute <= minute),
    }))
    const lastDigestOn = lived.sent.filter(({ kind }) => kind === 'digest').map((sms) => dayAt(sms.at)).at(-1) ?? null
    const recent = lived.sent.filter(({ kind }) => kind === 'urgent').toReversed()
    const made = planFor(waiting, person({ wants, digestMinute, lastDigestOn, recent }), { now, rules: RULES })
    for (const sms of made.sms) {
      lived.sent.push({ ...sms, at: now, smsId: String(lived.sent.length) })
      for (const messageId of sms.messages) settle(messageId, sms.kind, now)
    }
    for (const { messageId } of made.merged) settle(messageId, 'merged', now)
    for (const { messageId, how } of made.kept) settle(messageId, how, now)
    for (const later of made.later) { assert(later.at > now); dueAt[later.messageId] = later.at.getTime() }
    assert.equal(made.later.length + waiting.filter(({ messageId }) => lived.settledAt.has(messageId)).length, waiting.length)
  }
  return lived
}

const minuteLater = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000)

describe('不管消息怎样来、什么时候看', () => {
  const each = (check: (given: Life, lived: Lived) => void): void => { fc.assert(fc.property(life, (given) => check(given, live(given))), { numRuns: 300 }) }

  it('一天最多一条合成的，夜里一条也没有', () => {
    each((_, { sent }) => {
      const days = sent.filter(({ kind }) => kind === 'digest').map((sms) => dayAt(sms.at))
      assert.equal(new Set(days).size, days.length)
      assert.deepEqual(sent.filter((sms) => isQuiet(RULES, minuteAt(sms.at))), [])
    })
  })

  it('一条不丢，一条不重', () => {
    each(({ arrivals }, { settledAt }) => {
      assert.deepEqual([...settledAt.keys()].sort((a, b) => a - b), arrivals.map((_, index) => index))
      assert.deepEqual([...settledAt.values()].filter(({ times }) => times !== 1), [])
    })
  })

  it('选的时间紧挨着夜间、那几分钟正好没有轮到看，第二天早上补上，不会一直拖', () => {
    const { settledAt } = live({
      arrivals: [{ minute: 0, urgent: false, statutory: false, matter: 0, gist: 0 }], reads: [], looks: [0], wants: 'all', digestMinute: 1251,
    })
    assert.equal(settledAt.get(0)?.how, 'digest')
  })

  it('急的除了夜里不等：来了以后白天第一次看就发出、并入或者不用发', () => {
    each(({ arrivals }, { settledAt, looked }) => {
      for (const [index, { minute, urgent }] of arrivals.entries()) {
        if (!urgent) continue
        const first = looked.find((now) => now >= minuteLater(minute) && !isQuiet(RULES, minuteAt(now)))
        const settled = settledAt.get(index)
        assert(settled && first && settled.at <= first, `第 ${index} 条`)
      }
    })
  })

  it('同一件事同样的话，半天里不发第二次；并入的确实有那一条', () => {
    each((_, { sent }) => {
      for (const [index, sms] of sent.entries()) {
        if (sms.kind !== 'urgent') continue
        const earlier = sent.slice(0, index).filter((one) => one.kind === 'urgent' && one.matter === sms.matter && one.words === sms.words)
        for (const one of earlier) assert(sms.at.getTime() - one.at.getTime() >= RULES.stormMinutes * 60_000)
      }
    })
  })

  it('法律规定必须告知的，没有看过就一定发出或并入', () => {
    each(({ arrivals }, { settledAt }) => {
      for (const [index, { statutory }] of arrivals.entries()) {
        if (statutory) assert(['urgent', 'digest', 'merged', 'read'].includes(settledAt.get(index)?.how ?? ''))
      }
    })
  })
})

it('今天和几点合成一刻', () => {
  assert.deepEqual(instantOf('2026-03-02', 18 * 60), at('2026-03-02T18:00'))
})
