import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { type Call } from '#kernel'
import { announce } from './campaigns/announce.ts'
import { changeCampaign, draftCampaign, publishCampaign, seatsOf } from './campaigns/publish.ts'
import { refuseUnsound, shippedSchemes, type Scheme } from './campaigns/scheme.ts'
import { campaignView } from './campaigns/views.ts'
import { correctEvidence } from './evidence/corrections.ts'
import { nominate } from './nominations/nominating.ts'
import { casesBehindValue, nominationFor, nominationsFor } from './nominations/views.ts'
import { recuse } from './panel/panel.ts'
import {
  AFTER_NOMINATIONS,
  ANNA,
  awardsGround,
  BELLA,
  BUREAU,
  CARA,
  CITIZEN,
  COLLEAGUE,
  handled,
  HEAD,
  JUDGE,
  MONDAY,
  officeOf,
  OTHER_HEAD,
  schemeOf,
  SECOND,
  SUPERVISOR,
  THIRD,
  type Ground,
} from './awards.test-support.ts'

let ground: Ground
before(async () => {
  ground = await awardsGround()
  await handled(ground, ANNA, { n: 60, late: 2, bad: 1 })
  await handled(ground, BELLA, { n: 60, late: 4, bad: 2 })
  await handled(ground, CARA, { n: 8 })
})
after(() => ground.close())
const { as, step, published, nominated, qualified, scored, lock, ranking, announced, raced } = officeOf(() => ground)
const no = (work: Promise<unknown>, code: string, words = /./) =>
  assert.rejects(work, (error: { code?: string; message?: string }) => error.code === code && words.test(error.message ?? ''))

describe('活动是数据', () => {
  it('随软件的三种默认办法都站得住，都写明是默认值', () => {
    const days = { period: { from: '2026-02-01', to: '2026-02-28' }, nominateUntil: '2026-03-06' }
    for (const shipped of shippedSchemes()) {
      const scheme: Scheme = {
        ...shipped,
        ...days,
        eligible: { from: 'window' },
        vote: shipped.kind === 'star' ? { from: MONDAY, until: MONDAY, perNomineeADay: 1, hidesCounts: true } : null,
        panel: schemeOf().panel,
      }
      refuseUnsound(scheme, MONDAY)
      assert.match(scheme.basis, /没有查到.*默认值/)
      assert(scheme.criteria.every(({ basis }) => basis.startsWith('默认值')))
    }
  })

  it('发布时查：权重不是一百、统计期没有结束、评委不够、名额不足一人、公示不足五天的都不行', async () => {
    const first = schemeOf().criteria[0]
    const wrong: [Partial<Scheme>, RegExp][] = [
      [{ criteria: first ? [first] : [] }, /权重合计是 5/],
      [{ period: { from: '2026-02-01', to: MONDAY } }, /还没有结束/],
      [{ panel: { members: [], quorum: 3, trimFrom: 5 } }, /至少要 3 位评委/],
      [{ quota: { by: 'share', percent: 10, basis: '例' } }, /不足一个名额/],
      [{ vote: null }, /投票的日子/],
      [{ nominateUntil: '2026-02-01' }, /已经过了/],
      [{ tieBreakers: ['nothing'] }, /不是这次的标准/],
    ]
    for (const [changes, words] of wrong) {
      const id = await as(BUREAU, (call) => draftCampaign(call, schemeOf(changes)))
      await no(as(BUREAU, (call) => publishCampaign(call, id, { from: 1 })), 'invalid', words)
    }
    assert.deepEqual([seatsOf({ quota: { by: 'share', percent: 10, basis: '' } }, 29), seatsOf({ quota: { by: 'share', percent: 3, basis: '' } }, 100)], [2, 3])
  })

  it('草稿别人看不到；发布记下名单和名额；再改要写原因、成为新的一版，两个人同时改只成一个', async () => {
    const id = await as(BUREAU, (call) => draftCampaign(call, schemeOf()))
    await no(as(ANNA, (call) => campaignView(call, id)), 'not-found')
    await as(BUREAU, (call) => publishCampaign(call, id, { from: 1 }))
    const { eligible, onDuty, seats } = await as(ANNA, (call) => campaignView(call, id))
    assert.deepEqual([eligible.map((one) => one.id).toSorted(), onDuty, seats], [['anna', 'bella', 'cara'], 3, 1])
    const change = (reason?: string) => as(BUREAU, (call) => changeCampaign(call, id, { from: 1, body: schemeOf({ title: '改过的名字' }), reason }))
    await no(change(), 'invalid', /写明原因/)
    const both = await Promise.allSettled([change('名字写错了'), change('名字写错了')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.deepEqual((await as(ANNA, (call) => campaignView(call, id))).versions.map(({ version }) => version), [2, 1])
    await assert.rejects(runSql(ground.database, "update awards.campaign_version set reason = 'x'"), /keeps what it holds/)
  })

  it('党员先锋岗的名单没有写明是党员的不行；标兵只从还有效的获奖人里出', async () => {
    const subjects = [{ id: 'anna', kind: 'person' as const, name: 'anna', organisation: 'market-regulation', people: ['anna'] }]
    const pioneer = schemeOf({ kind: 'pioneer', eligible: { from: 'listed', subjects } })
    const id = await as(BUREAU, (call) => draftCampaign(call, pioneer))
    await no(as(BUREAU, (call) => publishCampaign(call, id, { from: 1 })), 'invalid', /没有写明是党员/)
    const model = await as(BUREAU, (call) => draftCampaign(call, schemeOf({ kind: 'model', eligible: { from: 'winners', campaigns: [id] } })))
    await no(as(BUREAU, (call) => publishCampaign(call, model, { from: 1 })), 'invalid', /没有可以被提名的人/)
  })
})

describe('提名和资格审查', () => {
  it('自荐、单位、群众推荐同一个人是一件；同时两个也是一件；不是本单位的负责人、名单外的、截止以后的都不行', async () => {
    const campaign = await published()
    const both = await Promise.all([nominated(campaign, CITIZEN, ANNA), nominated(campaign, HEAD, ANNA), nominated(campaign, ANNA)])
    assert.equal(new Set(both).size, 1)
    await nominated(campaign, CITIZEN, ANNA)
    const { supports, agreed } = await as(SUPERVISOR, (call) => nominationFor(call, both[0] ?? ''))
    assert.deepEqual([supports.map(({ kind }) => kind).toSorted(), agreed], [['citizen', 'self', 'unit'], true])
    await no(nominated(campaign, OTHER_HEAD, ANNA), 'forbidden')
    await no(nominated(campaign, CITIZEN, JUDGE), 'invalid')
    await no(as(CITIZEN, (call) => nominate(call, campaign, { subject: 'anna', words: '好' })), 'invalid', /至少 5 个字/)
    ground.world.today = AFTER_NOMINATIONS
    await no(nominated(campaign, CITIZEN, BELLA), 'rule', /已经截止/)
    ground.world.today = MONDAY
  })

  it('本人没有同意的不能通过；别人不能替她同意；群众的姓名本人和单位看不到', async () => {
    const campaign = await published()
    const id = await nominated(campaign, CITIZEN, BELLA)
    const opinion = { opinion: '符合', discipline: '没有问题' }
    await no(step(SUPERVISOR, id, 'qualify', opinion), 'rule', /还没有同意/)
    await no(step(OTHER_HEAD, id, 'agree'), 'rule', /本人说/)
    await step(BELLA, id, 'agree')
    for (const actor of [BELLA, OTHER_HEAD]) assert.deepEqual((await as(actor, (call) => nominationFor(call, id))).supports.map(({ by }) => by), [null])
    assert.deepEqual((await as(SUPERVISOR, (call) => nominationFor(call, id))).supports.map(({ by }) => by), ['林小溪'])
    await no(step(BELLA, id, 'qualify', opinion), 'forbidden')
    await step(SUPERVISOR, id, 'qualify', opinion)
    await no(step(SUPERVISOR, id, 'qualify', opinion), 'conflict')
  })

  it('没有查到的否决项不用写为什么不适用；不通过只能依据这次评选的否决项；不通过以后不能再推荐', async () => {
    const campaign = await published()
    const id = await nominated(campaign, ANNA)
    await no(step(SUPERVISOR, id, 'qualify', { opinion: '符合', discipline: '没有', dismissed: [{ veto: 'conduct', reason: '没有的事情' }] }), 'invalid', /没有查到/)
    await no(step(SUPERVISOR, id, 'reject', { reason: '不行', vetoes: ['nothing'] }), 'invalid')
    await step(SUPERVISOR, id, 'reject', { reason: '考勤超限', vetoes: ['attendance'] })
    await no(nominated(campaign, CITIZEN, ANNA), 'rule', /已经结束/)
  })

  it('个人的数：监督、本人、单位负责人看得到，同事和外单位看不到；每个值打开是办件', async () => {
    const campaign = await published()
    const id = await nominated(campaign, ANNA)
    const valuesFor = async (actor: Parameters<typeof as>[0]) => (await as(actor, (call: Call) => nominationFor(call, id))).evidence?.values.length ?? null
    assert.deepEqual([await valuesFor(SUPERVISOR), await valuesFor(ANNA), await valuesFor(HEAD), await valuesFor(COLLEAGUE)], [4, 4, 4, null])
    for (const actor of [OTHER_HEAD, CITIZEN, BELLA, JUDGE]) await no(valuesFor(actor), 'not-found')
    assert.equal((await as(JUDGE, (call) => nominationsFor(call, campaign, null))).nominations.length, 0)
    const { evidence } = await as(SUPERVISOR, (call) => nominationFor(call, id))
    for (const { criterion, n } of evidence?.values ?? []) assert.equal((await as(ANNA, (call) => casesBehindValue(call, id, { criterion }))).total, n)
    await no(as(COLLEAGUE, (call) => casesBehindValue(call, id, { criterion: 'on-time' })), 'forbidden')
  })
})

describe('锁定、回避和打分', () => {
  it('推荐没有截止、还有没有审查的，不能锁定；锁定以后办件再变，证据不变；更正留痕，旧的一版在', async () => {
    const campaign = await published()
    const id = await qualified(campaign, ANNA)
    await no(lock(campaign), 'rule', /过了这一天/)
    const waiting = await nominated(campaign, BELLA)
    ground.world.today = AFTER_NOMINATIONS
    await no(lock(campaign), 'rule', /还有 1 件提名没有审查/)
    await step(BELLA, waiting, 'takeBack')
    await lock(campaign)
    await no(lock(campaign), 'rule')
    const value = async () => (await as(SUPERVISOR, (call) => nominationFor(call, id))).evidence?.values.find(({ criterion }) => criterion === 'on-time')
    const frozen = await value()
    await handled(ground, ANNA, { n: 20, late: 20, item: 'X9' })
    assert.deepEqual(await value(), frozen)
    const wish = { criterion: 'on-time', n: 60, part: 59, reason: '一件的日期补录错了', from: 1 }
    await no(as(SUPERVISOR, (call) => correctEvidence(call, id, { ...wish, part: 61 })), 'invalid')
    assert.equal(await as(SUPERVISOR, (call) => correctEvidence(call, id, wish)), 2)
    await no(as(SUPERVISOR, (call) => correctEvidence(call, id, wish)), 'conflict')
    const { corrections } = await as(SUPERVISOR, (call) => nominationFor(call, id))
    assert.deepEqual(corrections.map(({ before: was, after: is }) => [was?.part, is?.part]), [[58, 59]])
    await assert.rejects(runSql(ground.database, "update awards.evidence set reason = 'x'"), /keeps what it holds/)
    await runSql(ground.database, "delete from figures.case_fact where item_code = 'X9'")
    ground.world.today = MONDAY
  })

  it('本人、同单位、声明有关系的评委，服务器不收她的分；声明以前打的也不算；分母里没有她', async () => {
    const { campaign, anna, bella } = await raced()
    await no(scored(COLLEAGUE, anna, 100), 'forbidden', /同一单位/)
    await no(scored(BELLA, bella, 100), 'forbidden', /就是被提名的人/)
    await no(scored(HEAD, anna, 100), 'not-found')
    const part = async () => (await ranking(campaign)).rows.find(({ id }) => id === anna)?.parts.find(({ criterion }) => criterion === 'skill')
    assert.equal((await part())?.points, 90)
    await scored(COLLEAGUE, bella, 80)
    await scored(BELLA, anna, 0)
    assert.deepEqual([(await part())?.n, (await part())?.points], [4, 67.5])
    await as(BELLA, (call) => recuse(call, anna, '与她竞争'))
    assert.deepEqual([(await part())?.n, (await part())?.points], [3, 90])
    await no(scored(BELLA, anna, 0), 'forbidden', /声明回避/)
    await scored(JUDGE, anna, 60)
    assert.equal((await part())?.points, 80)
  })

  it('评委的分不到法定人数不能公布；名次变了要重新看过；公布以后不能再打分', async () => {
    const { campaign, anna } = await raced()
    const seen = (await ranking(campaign)).rankingSm3
    await as(THIRD, (call) => recuse(call, anna, '是亲戚'))
    await no(as(BUREAU, (call) => announce(call, campaign, { rankingSm3: seen })), 'conflict', /名次刚刚变了/)
    await no(announced(campaign), 'rule', /2 位评委打了分，要 3 位/)
    await scored(BELLA, anna, 85)
    await announced(campaign)
    await no(announced(campaign), 'rule', /已经公布过/)
    await no(scored(SECOND, anna, 1), 'rule', /已经公布/)
  })
})
