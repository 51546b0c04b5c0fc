import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { addCalendarDays, dayAt } from '#platform/day'
import { SYSTEM, verifyLog, type Call, type Case } from '#kernel'
import { APPROVER, FILLED, FIRST_DAY, ITEM, REVIEWER, type Hall } from '../../applications/hall.test-support.ts'
import { ANSWERS, behave, exchanged, ground, HALL, handsOf, HERE, PAPERS, receiptOf, sent, TIANHE, TOWN, XINHUA } from '../anywhere.test-support.ts'
import { resultOf, tended } from './clerks.test-support.ts'
import { listDigest } from '../receiving/papers.ts'
import { findReceiptByRef } from '../receiving/receipt.ts'
import { ATTEMPTS_MAX, deliverOne, resume, Silence } from './deliver.ts'
import { takeIn } from './inbox.ts'
import type { Message } from './messages.ts'
import { BEHAVIOUR_IDS, peerOf, type Behaviour } from './peers.ts'
import { signed } from './signature.ts'
import { beginArrival, type Line } from './simulator.ts'

let own: Hall
before(async () => { own = await ground() })
after(() => own.close())
beforeEach(async () => {
  own.world.today = FIRST_DAY
  await runSql(own.database, "update anywhere.outbox set state = 'delivered'; update anywhere.simulated_saying set said_at = now()")
  await behave(own, 'normal')
})
const OUTWARD = { ownerPlace: TIANHE, receivingPlace: XINHUA, returnPlace: XINHUA }
const system = <Answer>(work: (call: Call) => Promise<Answer>): Promise<Answer> => own.world.as(SYSTEM, work)
const later = (days = 1) => addCalendarDays(dayAt(own.world.now), days)
/** One message in the other district's hand. */
async function say(ref: string, seq: number, [kind, body, changes = {}]: [string, Record<string, unknown>, Partial<Message>?]) {
  return system(async (call) => {
    const { secret } = await peerOf(call, TIANHE)
    return takeIn(call, TIANHE, signed(secret, { id: randomUUID(), from: TIANHE, to: HERE, ref, seq, kind, at: call.now.toISOString(), body, ...changes }))
  })
}
const signing = () => ({ listSm3: listDigest(PAPERS), signedOn: FIRST_DAY })

describe('花都收、外区办（对方是模拟的）', () => {
  it('转交、签收、受理、决定、结果寄回，都是对方说了才算；最后交给申请人', async () => {
    const { id } = await sent(own, OUTWARD)
    await assert.rejects(own.world.step(REVIEWER, id, 'signFor'), { code: 'not-found' })
    await exchanged(own, { until: later() })
    const found = await own.world.caseNow(id)
    assert.deepEqual([found.state, found.ownerOrganisation, own.world.kernel.nameOf(found.ownerOrganisation)], ['decided', 'district-440106', '天河区（模拟）'])
    const result = await resultOf(own, id)
    assert.deepEqual([result.state, result.queue], ['returning', 'window:xinhua'])
    await own.world.step(TOWN, result.id, 'arrive')
    await own.world.step(TOWN, result.id, 'give', { data: { recipient: '林小溪', isSamePerson: true } })
    await exchanged(own, { until: later() })
    assert.deepEqual(await handsOf(own, id), ['papers-1: window, carrier, owner', 'result: owner, carrier, window, applicant'])
    const told = await runSql<{ kind: string }>(own.database, 'select kind from anywhere.outbox where ref = $1 order by seq', [found.number])
    assert.deepEqual(told.map(({ kind }) => kind), ['materials', 'arrived', 'given'])
  })

  it('受理以后的到期日照对方告知的；补正由原来的窗口收', async () => {
    await behave(own, 'correcting')
    const { id } = await sent(own, OUTWARD)
    await exchanged(own, { until: later() })
    assert.equal((await own.world.caseNow(id)).state, 'correcting')
    await own.world.step(TOWN, id, 'receiveMore', { data: { papers: PAPERS } })
    await own.world.step(TOWN, id, 'send', { data: { way: 'parcel', parcel: 'EX22222' } })
    await exchanged(own, { until: later() })
    assert.equal((await own.world.caseNow(id)).state, 'decided')
  })

  it('包裹没有到：对方一直不签收，窗口宣布遗失、重寄，重寄的到了才签收', async () => {
    await behave(own, 'lossy')
    const { id } = await sent(own, OUTWARD)
    await exchanged(own, { until: later() })
    assert.equal((await own.world.caseNow(id)).state, 'sent')
    await own.world.step(TOWN, id, 'declareLost', { data: { reason: '查询邮件编号，途中遗失' } })
    await own.world.step(TOWN, id, 'resend', { data: { way: 'parcel', parcel: 'EX33333', replaced: '申请人重签' } })
    await exchanged(own, { until: later() })
    assert.equal((await own.world.caseNow(id)).state, 'decided')
    assert.deepEqual((await handsOf(own, id))[0], 'papers-1: window, carrier, nobody, carrier, owner')
  })

  it('不说话的：催办以后才说；撤回的时候对方的决定已经在路上，只记录，不再改变', async () => {
    await behave(own, 'silent')
    const { id, number } = await sent(own, OUTWARD)
    await exchanged(own, { until: later() })
    assert.equal((await own.world.caseNow(id)).state, 'sent')
    await own.world.step(TOWN, id, 'chase', { data: { note: '请尽快签收' } })
    await exchanged(own, { until: later() })
    assert.equal((await own.world.caseNow(id)).state, 'decided')
    const other = await sent(own, OUTWARD)
    await say(other.number, 1, ['signed', signing()])
    await own.world.step({ ...TOWN, id: 'lin', roles: ['citizen'], organisation: null }, other.id, 'withdraw')
    assert.deepEqual(await say(other.number, 2, ['accepted', { acceptedOn: FIRST_DAY }]), { taken: true })
    assert.equal((await own.world.caseNow(other.id)).state, 'handingBack')
    await say(other.number, 3, ['handedBack', {}])
    assert.equal((await own.world.caseNow(other.id)).state, 'withdrawn')
    assert.notEqual(number, other.number)
  })
})

describe('外区收、花都办', () => {
  const arrive = async (): Promise<Case> => {
    const ref = `T${randomUUID().slice(0, 8)}`
    await system((call) => beginArrival(call, { district: TIANHE, ref, body: {
      itemCode: ITEM.code, itemName: ITEM.name, returnPlace: TIANHE, receivedOn: FIRST_DAY, applicant: { kind: 'person', name: '外区人' },
      answers: ANSWERS, form: { shopName: '外区小店' },
      papers: PAPERS, listSm3: listDigest(PAPERS), parcel: 'TH12345',
    } }))
    await exchanged(own, { until: later() })
    const receipt = await system((call) => findReceiptByRef(call.tx, TIANHE, ref))
    return own.world.caseNow(receipt?.caseId ?? assert.fail('没有来件'))
  }

  it('来件在主管部门的待办里；签收那天开出普通办件，决定以后结果寄回外区，对方说交到了才算完', async () => {
    const found = await arrive()
    assert.deepEqual([found.state, found.queue, found.queueDueOn], ['sent', 'owner:market-regulation', '2026-03-05'])
    own.world.today = '2026-03-04'
    await own.world.step(REVIEWER, found.id, 'signFor')
    const { applicationId, ref } = await receiptOf(own, found.id)
    const application = await own.world.caseNow(applicationId ?? '')
    assert.deepEqual([
      application.clock.events, application.form['shopName'], application.applicant.name,
    ], [[{ on: '2026-03-04', what: 'received' }], '外区小店', '外区人'])
    for (const [who, step] of [[HALL, 'accept'], [REVIEWER, 'review'], [APPROVER, 'approve'], [REVIEWER, 'issue']] as const)
      await own.world.step(who, application.id, step, { data: FILLED[step] ?? {} })
    const result = await resultOf(own, found.id)
    await own.world.step(REVIEWER, result.id, 'sendResult', { data: { way: 'parcel', parcel: 'RE12345' } })
    await exchanged(own, { until: later() })
    assert.deepEqual([(await own.world.caseNow(result.id)).state, (await own.world.caseNow(application.id)).state], ['given', 'delivered'])
    const told = await runSql<{ kind: string }>(own.database, 'select kind from anywhere.outbox where ref = $1 order by seq', [ref])
    assert.deepEqual(told.map(({ kind }) => kind), ['signed', 'accepted', 'decided', 'resultSent'])
  })

  it('来件里填的内容在库里是密文', async () => {
    const found = await arrive()
    const written = await runSql<{ text: string }>(own.database, `
      select traits::text || form::text as text from kernel.case where id = $1 union all
      select body::text from anywhere.inbox where kind = 'materials'`, [found.id])
    assert(written.length >= 2)
    assert.doesNotMatch(JSON.stringify(written), /外区小店/)
  })
})

describe('收消息', () => {
  it('签名不对、不认识的件、多出来的字段、摘要不对、不该由它说的，都不收，什么也没有变', async () => {
    const { id, number } = await sent(own, OUTWARD)
    const forged = signed('别人的密钥', { id: randomUUID(), from: TIANHE, to: HERE, ref: number, seq: 1, kind: 'signed', at: '同一刻', body: signing() })
    await assert.rejects(system((call) => takeIn(call, TIANHE, forged)), { code: 'forbidden' })
    assert.equal((await say('没有的编号', 1, ['signed', signing()])).taken, false)
    for (const [kind, body] of [
      ['signed', { ...signing(), strange: true }], ['signed', { ...signing(), listSm3: '0'.repeat(64) }], ['fly', {}], ['arrived', {}],
      ['decided', { outcome: '随便', resultName: '甲', decidedOn: FIRST_DAY }], ['accepted', { acceptedOn: FIRST_DAY, dueOn: '2026-02-30' }],
    ] as const) assert.equal((await say(number, 1, [kind, body])).taken, false, kind)
    assert.equal((await own.world.caseNow(id)).version, 3)
    assert.deepEqual(await say(number, 1, ['signed', signing()]), { taken: true })
    assert.equal((await own.world.caseNow(id)).state, 'handedOver')
  })

  it('同一条来两遍，只有一次效果；同一个编号换了内容不收；次序乱了先放着，前面的到了一起办', async () => {
    const { id, number } = await sent(own, OUTWARD)
    const once = randomUUID()
    assert.deepEqual(await say(number, 3, ['decided', { outcome: '准予', resultName: '许可证', decidedOn: FIRST_DAY }]), { taken: true })
    assert.deepEqual(await say(number, 2, ['accepted', { acceptedOn: FIRST_DAY, dueOn: '2026-03-20' }]), { taken: true })
    assert.equal((await own.world.caseNow(id)).state, 'sent')
    for (const _ of [1, 2]) assert.deepEqual(await say(number, 1, ['signed', signing(), { id: once, at: '同一刻' }]), { taken: true })
    assert.equal((await say(number, 1, ['signed', { ...signing(), signedOn: '2026-03-03' }, { id: once, at: '同一刻' }])).taken, false)
    assert.equal((await say(number, 1, ['signed', signing()])).taken, false)
    assert.equal((await own.world.caseNow(id)).state, 'decided')
    assert.equal((await own.world.caseNow(id)).version, 6)
  })

  it('同一条从两处同时来，也只有一次效果', async () => {
    const { id, number } = await sent(own, OUTWARD)
    const once = randomUUID()
    await Promise.all([1, 2, 3].map(() => say(number, 1, ['signed', signing(), { id: once, at: '同一刻' }])))
    assert.equal((await own.world.caseNow(id)).version, 4)
  })
})

describe('发消息', () => {
  const here = () => ({ database: own.database, kernel: own.world.kernel, now: own.world.now })
  it('对方不答复：越等越久地再发，同一个编号；停下以后由人继续，一条不少', async () => {
    const { number } = await sent(own, OUTWARD)
    const tried: string[] = []
    const silent = async (_district: string, { text }: { text: string }): Promise<never> => { tried.push(JSON.parse(text).id); throw new Silence() }
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) { await deliverOne(here(), silent); own.world.now = new Date(own.world.now.getTime() + 3_600_000) }
    assert.deepEqual([tried.length, new Set(tried).size], [ATTEMPTS_MAX, 1])
    const [stuck] = await runSql<{ id: string; state: string }>(own.database, 'select id, state from anywhere.outbox where ref = $1', [number])
    assert.equal(stuck?.state, 'dead')
    assert.equal(await deliverOne(here(), silent), false)
    await system((call) => resume(call, stuck?.id ?? ''))
    await assert.rejects(system((call) => resume(call, stuck?.id ?? '')), { code: 'not-found' })
    await exchanged(own, { until: later(2) })
    assert.equal((await runSql(own.database, "select 1 from anywhere.outbox where ref = $1 and state = 'delivered'", [number])).length, 1)
  })

  it('几个进程一起发，每条恰好一次；发到一半死了，租约过后再发', async () => {
    const numbers = [(await sent(own, OUTWARD)).number, (await sent(own, OUTWARD)).number]
    const heard: string[] = []
    const wire = async (_district: string, { text }: { text: string }) => { heard.push(JSON.parse(text).ref); return { taken: true as const } }
    await runSql(
      own.database, "update anywhere.outbox set turn = turn + 1, next_at = $1::timestamptz + interval '60 seconds' where ref = $2", [own.world.now, numbers[0]],
    )
    await Promise.all([deliverOne(here(), wire), deliverOne(here(), wire), deliverOne(here(), wire)])
    assert.deepEqual(heard, [numbers[1]])
    own.world.now = new Date(own.world.now.getTime() + 60_000)
    await deliverOne(here(), wire)
    assert.deepEqual(heard, [numbers[1], numbers[0]])
  })
})

describe('对方随便怎样，一件不少，一件不重', () => {
  it('线路时好时坏，对方不说话、很慢、说错、重复、颠倒、先要补正：每件都到头，材料一手接一手', async () => {
    const line = fc.constantFrom<Line>('good', 'unheard', 'unanswered')
    const fault = fc.record({ behaviour: fc.constantFrom<Behaviour>(...BEHAVIOUR_IDS), lines: fc.array(line, { maxLength: 6 }) })
    const faults = fc.array(fault, { minLength: 1, maxLength: 3 })
    await fc.assert(fc.asyncProperty(faults, async (matters) => {
      own.world.today = FIRST_DAY
      const lines = matters.flatMap((one) => one.lines)
      const ids: string[] = []
      for (const { behaviour } of matters) {
        await behave(own, behaviour)
        ids.push((await sent(own, OUTWARD)).id)
        await exchanged(own, { until: later(), line: () => lines.shift() ?? 'good' })
      }
      await behave(own, 'normal')
      for (let round = 0; round < 12; round += 1) {
        const moved = []
        for (const id of ids) moved.push(await tended(own, id))
        await exchanged(own, { until: later(), line: () => lines.shift() ?? 'good' })
        if (!moved.some(Boolean)) break
      }
      for (const id of ids) {
        const result = await resultOf(own, id)
        assert.equal(result.state, 'given')
        const hands = await handsOf(own, id)
        assert.equal(hands.find((one) => one.startsWith('result')), 'result: owner, carrier, window, applicant')
        assert(hands.filter((one) => one.startsWith('papers')).every((one) => one.endsWith('window, carrier, owner')), hands.join(' / '))
        const { ref } = await receiptOf(own, id)
        assert.equal((await runSql(own.database, "select 1 from anywhere.simulated_heard where ref = $1 and kind = 'materials'", [ref])).length, 1)
        assert.equal((await runSql(own.database, "select 1 from anywhere.inbox where ref = $1 and state = 'held'", [ref])).length, 0)
      }
    }), { numRuns: 12 })
    assert.deepEqual(await Array.fromAsync(verifyLog(own.database, () => {}, own.world.kernel)), [])
  })
})
