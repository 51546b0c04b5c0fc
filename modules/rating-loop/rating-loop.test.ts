import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { caseView, eventsOf, eventView, relationsOf, type Actor, type Case } from '#kernel'
import { person } from '#kernel/testing'
import { excludedRatings } from '#base/ratings'
import { inboxOf } from '#base/messages'
import { AGENT, APPROVER, filed, FIRST_DAY, hall, led, LIN, OTHER, REVIEWER, SUPERVISOR, WINDOW, type Hall } from '../applications/hall.test-support.ts'
import { complaintsFor } from './complaint-list.ts'
import { complaintFor, ownComplaint } from './complaints.ts'

let ground: Hall
before(async () => {
  ground = await hall()
  for (const [id, kind, organisation] of [['lin', 'citizen', null], ['agent', 'enterprise', null], ['window', 'staff', 'hall']]) {
    await runSql(ground.database, `insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('hall', '大厅', '大厅', 'hall', false) on conflict do nothing`)
    await runSql(
      ground.database,
      `insert into people.account (id, login, name, kind, password_hash, organisation, created_at) values ($1, $1, $1, $2, '', $3, now())`,
      [id, kind, organisation],
    )
  }
})
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

/** A case that ended and was rated; what follows of itself has followed. */
async function rated(level: number, { rater = LIN, text = '窗口说不清要什么材料' }: { rater?: Actor; text?: string } = {}): Promise<Case> {
  const { found } = await filed(ground, rater)
  await ground.world.step(rater, found.id, 'withdraw', { data: {} })
  await ground.world.step(rater, found.id, 'rate', { data: { level, tags: ['材料要求不清'], text } })
  await ground.world.settle()
  return found
}
async function complaintAbout(found: Case): Promise<Case> {
  const [row] = await runSql<{ id: string }>(ground.database, 'select case_id as id from ratings.complaint where rated_case_id = $1', [found.id])
  return ground.world.caseNow(row?.id ?? assert.fail('没有差评办件'))
}
const FOUNDED = { finding: 'founded', opinion: '核实属实，窗口没有给材料清单' }
const MENDED = { cause: '清单没有更新', measures: '更新清单并培训', reply: '清单已经更新，向您致歉' }
const step = (actor: Actor, { id }: Case, name: string, data: Record<string, unknown> = {}): Promise<Case> => ground.world.step(actor, id, name, { data })
const answered = async (): Promise<Case> => {
  const complaint = await complaintAbout(await rated(1))
  await step(SUPERVISOR, complaint, 'verify', FOUNDED)
  return step(REVIEWER, complaint, 'rectify', MENDED)
}

describe('差评有人管：核实—整改—回访', () => {
  it('不满意和非常不满意各开一件差评办件，满意的不开', async () => {
    for (const level of [1, 2]) assert.equal((await complaintAbout(await rated(level))).state, 'verifying')
    for (const level of [3, 4, 5]) await assert.rejects(complaintAbout(await rated(level)))
  })

  it('任务来两次、十次，也只有一件', async () => {
    const found = await rated(2)
    const [event] = (await ground.world.as(LIN, (call) => eventsOf(call.tx, found.id))).filter(({ step: name }) => name === 'rate')
    for (let again = 0; again < 10; again += 1) ground.world.jobs.push({ reaction: 'rating-loop.look-at-rating', caseId: found.id, seq: event?.seq ?? 0 })
    await ground.world.settle()
    const [{ n } = { n: 0 }] = await runSql<{ n: number }>(
      ground.database,
      `select count(*)::int as n from kernel.case where type = 'rating-complaint' and title = $1 and opened_at = $2 and agent_id = 'lin'
      and id in (select case_id from ratings.complaint where rated_case_id = $3)`,
      [found.title, ground.world.now, found.id],
    )
    assert.equal(n, 1)
  })

  it('一个工作日内核实；整改、回访各有到期日，都是工作日', async () => {
    ground.world.today = '2026-03-06'
    const complaint = await complaintAbout(await rated(1))
    assert.deepEqual([complaint.queueDueOn, complaint.queue], ['2026-03-09', 'window:government-services'])
    const verified = await step(SUPERVISOR, complaint, 'verify', FOUNDED)
    assert.deepEqual([verified.queueDueOn, verified.queue], ['2026-03-27', 'owner:market-regulation'])
    const replied = await step(REVIEWER, complaint, 'rectify', MENDED)
    assert.deepEqual([replied.state, replied.queueDueOn], ['replied', '2026-03-13'])
    assert.equal((await step(SUPERVISOR, complaint, 'followUp', { outcome: 'satisfied', note: '电话回访，认可' })).closedAt !== null, true)
  })

  it('监督部门可以要求更快整改，不能给得比上限长', async () => {
    const complaint = await complaintAbout(await rated(1))
    await assert.rejects(step(SUPERVISOR, complaint, 'verify', { ...FOUNDED, withinWorkingDays: 16 }), { code: 'invalid' })
    assert.equal((await step(SUPERVISOR, complaint, 'verify', { ...FOUNDED, withinWorkingDays: 2 })).queueDueOn, '2026-03-04')
  })

  it('核实由监督部门做，被评价的单位不能核实自己；整改由单位做，监督不能代办', async () => {
    const complaint = await complaintAbout(await rated(1))
    for (const actor of [REVIEWER, APPROVER]) {
      await assert.rejects(step(actor, complaint, 'verify', FOUNDED), { code: 'forbidden' })
      await assert.rejects(step(actor, complaint, 'dismiss', { finding: 'mistaken', opinion: '点错了', reply: '点错了' }), { code: 'forbidden' })
    }
    await step(SUPERVISOR, complaint, 'verify', FOUNDED)
    await assert.rejects(step(SUPERVISOR, complaint, 'rectify', MENDED), { code: 'forbidden' })
    await assert.rejects(step(WINDOW, complaint, 'rectify', MENDED), { code: 'not-found' })
  })
})

describe('评价人可以说没有解决', () => {
  it('第一次重新核实，第二次升级督办，由单位负责人办', async () => {
    const complaint = await answered()
    assert.equal((await step(LIN, complaint, 'unresolved', { reason: '清单还是旧的' })).state, 'verifying')
    await step(SUPERVISOR, complaint, 'verify', FOUNDED)
    await step(REVIEWER, complaint, 'rectify', MENDED)
    await assert.rejects(step(LIN, complaint, 'unresolved', { reason: '还是旧的' }), { code: 'rule' })
    const escalated = await step(LIN, complaint, 'escalate', { reason: '还是旧的' })
    assert.deepEqual([escalated.state, escalated.queue], ['escalated', 'approver:market-regulation'])
    await assert.rejects(step(REVIEWER, complaint, 'rectifyEscalated', MENDED), { code: 'forbidden' })
    assert.equal((await step(APPROVER, complaint, 'rectifyEscalated', MENDED)).state, 'replied')
    assert.equal((await step(LIN, complaint, 'confirm')).state, 'closed')
  })

  it('没有说过“没有解决”的，不能直接升级', async () => {
    await assert.rejects(step(LIN, await answered(), 'escalate', { reason: '直接升级' }), { code: 'rule' })
  })

  it('办结后三十天内还能提，三十一天不能', async () => {
    const late = await answered()
    await step(LIN, late, 'confirm')
    ground.world.today = '2026-04-02'
    await assert.rejects(step(LIN, late, 'unresolved', { reason: '又不行了' }), { code: 'rule' })
    ground.world.today = '2026-04-01'
    const reopened = await step(LIN, late, 'unresolved', { reason: '又不行了' })
    assert.deepEqual([reopened.state, reopened.closedAt, reopened.queueDueOn], ['verifying', null, '2026-04-02'])
  })

  it('升级四次以后请她找别的渠道，不在这里空转', async () => {
    const complaint = await answered()
    await step(LIN, complaint, 'unresolved', { reason: '没有改' })
    await step(SUPERVISOR, complaint, 'dismiss', { finding: 'unfounded', opinion: '已经改了', reply: '已经改了，请再看' })
    for (let times = 0; times < 3; times += 1) {
      await step(LIN, complaint, 'escalate', { reason: '没有改' })
      await step(APPROVER, complaint, 'rectifyEscalated', MENDED)
    }
    await assert.rejects(step(LIN, complaint, 'escalate', { reason: '没有改' }), { code: 'rule', message: /12345/ })
  })
})

describe('被评价的人不知道是谁评的', () => {
  it('单位的人看得到话，看不到人、办件编号和是哪一件', async () => {
    const found = await rated(1, { text: '请把清单写清楚' })
    const complaint = await complaintAbout(found)
    for (const actor of [REVIEWER, APPROVER]) {
      const seen = await ground.world.as(actor, async (call) => ({
        detail: await complaintFor(call, complaint.id), list: await complaintsFor(call, {}), view: caseView(call, complaint),
        events: (await eventsOf(call.tx, complaint.id)).map((event) => eventView(call, complaint, { event, relations: relationsOf(actor, complaint) })),
      }))
      assert.equal(seen.detail.text, '请把清单写清楚')
      assert.equal(seen.detail.rated, null)
      const text = JSON.stringify(seen)
      for (const secret of [LIN.name, '"lin"', found.id, found.number]) assert(!text.includes(secret), `${actor.id} 看到了 ${secret}`)
    }
  })

  it('评价人说话以后，单位看到的还是“申请人”', async () => {
    const complaint = await answered()
    await step(LIN, complaint, 'unresolved', { reason: '还是没有' })
    const after = await ground.world.caseNow(complaint.id)
    const events = await ground.world.as(REVIEWER, async (call) =>
      (await eventsOf(call.tx, complaint.id)).map((event) => eventView(call, after, { event, relations: ['owner'] })))
    assert.deepEqual([events.at(-1)?.by, events.at(-1)?.data['reason']], ['申请人', '还是没有'])
    assert(!JSON.stringify(events).includes(LIN.name))
  })

  it('在原来的办件上，办它的人看不到评了几分、说了什么', async () => {
    const found = await rated(1)
    const now = await ground.world.caseNow(found.id)
    for (const actor of [WINDOW, REVIEWER, APPROVER, SUPERVISOR]) {
      const events = await ground.world.as(actor, async (call) =>
        (await eventsOf(call.tx, found.id)).map((event) => eventView(call, now, { event, relations: relationsOf(actor, now) })),
      )
      assert.deepEqual(events.find(({ step: name }) => name === 'rate')?.data, {}, actor.id)
    }
    const own = await ground.world.as(LIN, async (call) => (await eventsOf(call.tx, found.id)).map((event) => eventView(call, now, { event, relations: ['applicant'] })))
    assert.equal(own.find(({ step: name }) => name === 'rate')?.data['level'], 1)
  })

  it('监督的人知道是哪一件；别的单位、别的群众什么也不知道', async () => {
    const found = await rated(1)
    const complaint = await complaintAbout(found)
    const seen = await ground.world.as(SUPERVISOR, (call) => complaintFor(call, complaint.id))
    assert.equal(seen.rated?.number, found.number)
    for (const actor of [person('elsewhere', ['reviewer'], 'water'), OTHER, WINDOW]) {
      await assert.rejects(ground.world.as(actor, (call) => complaintFor(call, complaint.id)), { code: 'not-found' })
      await assert.rejects(ground.world.as(actor, (call) => ownComplaint(call, complaint.id)), { code: 'not-found' })
    }
    const list = await ground.world.as(person('elsewhere', ['reviewer'], 'water'), (call) => complaintsFor(call, {}))
    assert.equal(list.total, 0)
  })

  it('答复给评价人：在她的页面和消息里；内部的原因和措施不给', async () => {
    const complaint = await answered()
    await ground.world.settle()
    const own = await ground.world.as(LIN, (call) => ownComplaint(call, complaint.id))
    assert.match(JSON.stringify(own.events), /清单已经更新，向您致歉/)
    assert.doesNotMatch(JSON.stringify(own.events), /清单没有更新|更新清单并培训|核实属实，窗口/)
    const { messages } = await ground.world.as(LIN, (call) => inboxOf(call, 1))
    assert(messages.some(({ body, caseId }) => body === MENDED.reply && caseId === complaint.id))
  })

  it('企业的经办人评的，只有经办人本人跟得到', async () => {
    const complaint = await complaintAbout(await rated(2, { rater: AGENT }))
    assert.equal((await ground.world.as(AGENT, (call) => ownComplaint(call, complaint.id))).words.level, 2)
    await assert.rejects(ground.world.as({ ...OTHER, party: 'firm' }, (call) => ownComplaint(call, complaint.id)), { code: 'not-found' })
  })
})

describe('不算数的评价', () => {
  const excluded = async (found: Case): Promise<string[]> =>
    (await ground.world.as(SUPERVISOR, (call) => excludedRatings(call, 1))).ratings.filter(({ caseId }) => caseId === found.id).map(({ rule }) => rule)

  it('办结后当场就评满分的不算，差评当场评的照样算并照样办', async () => {
    assert.deepEqual(await excluded(await rated(5)), ['soon'])
    const bad = await rated(1)
    assert.deepEqual(await excluded(bad), [])
    assert.equal((await complaintAbout(bad)).state, 'verifying')
  })

  it('与刚登录过的工作人员同一地址同一浏览器的，认得出来；只有地址一样的不算', async () => {
    const session = (account: string, agent: string) =>
      runSql(
        ground.database,
        `insert into people.session (token_hash, account, created_at, last_seen_at, idle_seconds, expires_at, ip, agent)
      values (gen_random_uuid()::text, $1, $2, $2, 1800, $2::timestamptz + interval '1 day', '10.0.0.1', $3)`,
        [account, ground.world.now, agent],
      )
    await session('window', '窗口的浏览器')
    await session('lin', '自己的手机')
    const { found } = await filed(ground)
    await ground.world.step(LIN, found.id, 'withdraw', { data: {} })
    ground.world.today = '2026-03-03'
    await runSql(ground.database, `update people.session set last_seen_at = $1`, [ground.world.now])
    await ground.world.step(LIN, found.id, 'rate', { data: { level: 5 } })
    await ground.world.settle()
    assert.deepEqual(await excluded(found), [])
    await runSql(ground.database, `update people.session set agent = '窗口的浏览器' where account = 'lin'`)
    const again = await rated(4)
    assert.deepEqual(await excluded(again), ['soon', 'staff-device'])
    await runSql(ground.database, 'delete from people.session')
  })

  it('核实为误评的由监督部门剔除，并写明规则；评价本身还在', async () => {
    const found = await rated(1)
    const complaint = await complaintAbout(found)
    await step(SUPERVISOR, complaint, 'dismiss', { finding: 'mistaken', opinion: '电话核实是点错了', reply: '已按您说的记为误评' })
    assert.deepEqual(await excluded(found), ['mistaken'])
    assert.deepEqual(await runSql(ground.database, 'select level from ratings.rating where case_id = $1', [found.id]), [{ level: 1 }])
    const other = await rated(1)
    await step(SUPERVISOR, await complaintAbout(other), 'dismiss', { finding: 'unfounded', opinion: '核实不属实', reply: '核实后不属实' })
    assert.deepEqual(await excluded(other), [])
  })
})
