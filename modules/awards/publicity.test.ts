import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addWorkingDays } from '#kernel'
import { announce } from './campaigns/announce.ts'
import { campaignsFor } from './campaigns/views.ts'
import { nominationFor } from './nominations/views.ts'
import { raiseObjection } from './objections/raising.ts'
import { score } from './panel/panel.ts'
import {
  AFTER_NOMINATIONS,
  ANNA,
  awardsGround,
  BELLA,
  BUREAU,
  CHIEF,
  CITIZEN,
  COLLEAGUE,
  handled,
  HEAD,
  JUDGE,
  MONDAY,
  officeOf,
  PASSER,
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
})
after(() => ground.close())
const { as, step, published, nominated, qualified, lock, ranking, announced, raced } = officeOf(() => ground)
const no = (work: Promise<unknown>, code: string, words = /./) =>
  assert.rejects(work, (error: { code?: string; message?: string }) => error.code === code && words.test(error.message ?? ''))

const publishedAgain = (): Promise<string> => { ground.world.today = MONDAY; return published() }

describe('公示、异议、审定、授牌、摘牌', () => {
  it('公示五个工作日，没有到期不能审定；到期系统推到待审定；审定、授牌、证书；两次授牌只有一张', async () => {
    const { campaign, anna, bella } = await raced()
    const { chosen, leftOut, until } = await announced(campaign)
    assert.deepEqual([chosen, leftOut, until], [1, 1, addWorkingDays(ground.world.kernel.calendar, AFTER_NOMINATIONS, 5)])
    assert.deepEqual([(await ground.world.caseNow(anna)).state, (await ground.world.caseNow(bella)).state], ['publicity', 'notChosen'])
    await no(step(CHIEF, anna, 'approve', { opinion: '同意' }), 'conflict')
    ground.world.today = until
    await no(step(CHIEF, anna, 'approve', { opinion: '同意' }), 'conflict')
    ground.world.today = '2026-03-18'
    await step(CHIEF, anna, 'approve', { opinion: '同意' })
    await no(step(HEAD, anna, 'award', { opinion: '授牌' }), 'forbidden')
    const both = await Promise.allSettled([1, 2].map(() => step(SUPERVISOR, anna, 'award', { opinion: '授牌' })))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    const { certificate } = await as(ANNA, (call) => nominationFor(call, anna))
    assert.match(certificate?.number ?? '', /^PYRY-2026-\d{4}$/)
    await step(SUPERVISOR, anna, 'revoke', { reason: '发现材料不实' })
    const after = (await as(ANNA, (call) => nominationFor(call, anna))).certificate
    assert.deepEqual([after?.revokedOn, after?.reason], ['2026-03-18', '发现材料不实'])
  })

  it('异议没有全部答复，审定不了；都答复不成立才接着走；单位看不到是谁提的；同一个键提一次', async () => {
    const { campaign, anna } = await raced()
    const { until } = await announced(campaign)
    const object = (actor: typeof CITIZEN, key?: string) => as(actor, (call) => raiseObjection(call, anna, { reason: '二月的一件事情不是她办的，请核实' }, key))
    const [first, again] = [await object(CITIZEN, 'k'), await object(CITIZEN, 'k')]
    assert.equal(first.caseId, again.caseId)
    await no(object(CITIZEN), 'conflict', /还没有答复/)
    const second = await object(PASSER)
    ground.world.today = '2026-03-20'
    assert.equal((await ground.world.caseNow(anna)).state, 'objected')
    await no(step(CHIEF, anna, 'approve', { opinion: '同意' }), 'conflict')
    assert.deepEqual((await as(HEAD, (call) => nominationFor(call, anna))).objectionList, [])
    await no(step(HEAD, first.caseId, 'reject', { answer: '没有这回事，请放心' }), 'not-found')
    await step(SUPERVISOR, first.caseId, 'reject', { answer: '核对过，确实是她办的' })
    assert.equal((await ground.world.caseNow(anna)).state, 'objected')
    await step(PASSER, second.caseId, 'takeBack')
    const { state, queueDueOn } = await ground.world.caseNow(anna)
    assert.deepEqual([state, queueDueOn], ['publicity', until], '接着公示，到期日还是公示的最后一天')
    await step(CHIEF, anna, 'approve', { opinion: '异议都答复了' })
    assert.equal((await ground.world.caseNow(anna)).state, 'approved')
  })

  it('授牌以后一年里还可以提异议，不影响已经授的牌；成立就摘牌，证书写明是因为什么', async () => {
    const { campaign, anna } = await raced({ vetoes: [] })
    const { until } = await announced(campaign)
    ground.world.today = addWorkingDays(ground.world.kernel.calendar, until, 1)
    for (const name of ['approve', 'award']) await step(CHIEF, anna, name, { opinion: '同意' })
    const { caseId } = await as(CITIZEN, (call) => raiseObjection(call, anna, { reason: '她的一份材料是别人替她写的' }))
    assert.equal((await ground.world.caseNow(anna)).state, 'awarded')
    await step(SUPERVISOR, caseId, 'uphold', { answer: '材料确实是别人写的' })
    assert.equal((await ground.world.caseNow(anna)).state, 'revoked')
    assert.match((await as(ANNA, (call) => nominationFor(call, anna))).certificate?.reason ?? '', /异议成立：材料确实是别人写的/)
    await no(as(PASSER, (call) => raiseObjection(call, anna, { reason: '已经摘了牌还想再提一条异议' })), 'rule')
  })

  it('并列跨过名额的：不明说都不入选就不能公布；明说了，谁也不入选', async () => {
    ground.world.today = MONDAY
    const campaign = await published({
      criteria: [{ id: 'skill', name: '技能', weight: 100, by: 'panel', guide: '看', basis: '例' }], tieBreakers: [], vetoes: [], vote: null,
    })
    const both = [await qualified(campaign, ANNA), await qualified(campaign, BELLA)]
    ground.world.today = AFTER_NOMINATIONS
    await lock(campaign)
    for (const id of both) {
      for (const judge of [JUDGE, SECOND, THIRD]) await as(judge, (call) => score(call, id, { scores: [{ criterion: 'skill', points: 80 }] }))
    }
    await no(announced(campaign), 'rule', /并列，跨过了名额/)
    const { rankingSm3, rows } = await ranking(campaign)
    assert.deepEqual(rows.map(({ rank, chosen }) => [rank, chosen]), [[1, 'tied'], [1, 'tied']])
    const { chosen, leftOut } = await as(BUREAU, (call) => announce(call, campaign, { rankingSm3, leaveOutTied: true }))
    assert.deepEqual([chosen, leftOut, (await ground.world.caseNow(both[0] ?? '')).state], [0, 2, 'notChosen'])
  })

  it('异议成立的取消资格；下一次评选查得到这一条', async () => {
    const { campaign, anna } = await raced({ vetoes: [] })
    await announced(campaign)
    const { caseId } = await as(HEAD, (call) => raiseObjection(call, anna, { reason: '单位核实：考核材料写错了', asUnit: true }))
    await step(SUPERVISOR, caseId, 'uphold', { answer: '材料确实写错了' })
    assert.equal((await ground.world.caseNow(anna)).state, 'dropped')
    const again = await nominated(await publishedAgain(), ANNA)
    const opinion = { opinion: '符合', discipline: '没有问题' }
    await no(step(SUPERVISOR, again, 'qualify', opinion), 'rule', /评优异议成立/)
    await step(SUPERVISOR, again, 'qualify', { ...opinion, dismissed: [{ veto: 'upheld-objection', reason: '是单位写错，不是她的过错' }] })
    const { evidence } = await as(SUPERVISOR, (call) => nominationFor(call, again))
    assert.deepEqual(evidence?.vetoes.map(({ id, dismissed }) => [id, dismissed]), [['upheld-objection', '是单位写错，不是她的过错']])
  })

  it('不在公示的不能提异议；不是负责人不能以单位名义提；太短的请写清楚', async () => {
    ground.world.today = MONDAY
    const campaign = await published()
    const bella = await qualified(campaign, BELLA)
    await no(as(CITIZEN, (call) => raiseObjection(call, bella, { reason: '还没有公示就想提一条异议' })), 'not-found')
    await no(as(COLLEAGUE, (call) => raiseObjection(call, bella, { reason: '以单位的名义提一条异议看看', asUnit: true })), 'forbidden')
    await no(as(CITIZEN, (call) => raiseObjection(call, bella, { reason: '不行' })), 'invalid')
  })

  it('监督、政数局看得到全部活动；名次公布以前评委也不看，打分才互不影响，别人一直不行', async () => {
    const { campaign: locked } = await raced({ vetoes: [] })
    assert.equal((await as(SUPERVISOR, (call) => campaignsFor(call))).campaigns.find(({ id }) => id === locked)?.status, 'locked')
    for (const actor of [JUDGE, HEAD, ANNA]) await no(ranking(locked, actor), 'forbidden')
  })
})
