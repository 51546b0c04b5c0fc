import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import { addWorkingDays, type Actor } from '#kernel'
import { rankingFor } from './campaigns/views.ts'
import { nominationFor } from './nominations/views.ts'
import { raiseObjection } from './objections/raising.ts'
import { score } from './panel/panel.ts'
import { awardsOverview, publicNominees, publishedCampaign } from './public/facts.ts'
import { successorsOf } from './ranking/succession.ts'
import {
  AFTER_NOMINATIONS, ANNA, awardsGround, BELLA, BUREAU, CARA, CHIEF, CITIZEN, JUDGE, MONDAY, officeOf, SECOND, SUPERVISOR, THIRD, type Ground,
} from './awards.test-support.ts'
import type { Scheme } from './campaigns/scheme.ts'

let ground: Ground
before(async () => { ground = await awardsGround() })
after(() => ground.close())
beforeEach(() => { ground.world.today = MONDAY })
const { as, step, published, nominated, qualified, lock, announced } = officeOf(() => ground)
const no = (work: Promise<unknown>, code: string, words = /./) =>
  assert.rejects(work, (error: { code?: string; message?: string }) => error.code === code && words.test(error.message ?? ''))

const SKILL: Scheme['criteria'] = [{ id: 'skill', name: '技能', weight: 100, by: 'panel', guide: '看', basis: '例' }]
const DAY = '2026-03-12'

interface Race { campaign: string; ids: [anna: string, bella: string, cara: string]; until: string }

/** Three qualified and scored by three; so many seats; announced. */
async function race(points: readonly [number, number, number], changes: Partial<Scheme> = {}): Promise<Race> {
  const campaign = await published({ criteria: SKILL, tieBreakers: [], vetoes: [], vote: null, quota: { by: 'seats', seats: 1, basis: '测试' }, ...changes })
  const ids: Race['ids'] = [await qualified(campaign, ANNA), await qualified(campaign, BELLA), await qualified(campaign, CARA)]
  ground.world.today = AFTER_NOMINATIONS
  await lock(campaign)
  for (const judge of [JUDGE, SECOND, THIRD]) {
    for (const [index, id] of ids.entries()) await as(judge, (call) => score(call, id, { scores: [{ criterion: 'skill', points: points[index] ?? 0 }] }))
  }
  const { until } = await announced(campaign)
  ground.world.today = DAY
  return { campaign, ids, until }
}

/** Somebody objects, and it is upheld. */
async function upheldAgainst(id: string, by: Actor = CITIZEN): Promise<void> {
  const { caseId } = await as(by, (call) => raiseObjection(call, id, { reason: '她的一份材料是别人替她写的' }))
  await step(SUPERVISOR, caseId, 'uphold', { answer: '材料确实是别人写的' })
}

const statesOf = async (ids: readonly string[]): Promise<string[]> => Promise.all(ids.map(async (id) => (await ground.world.caseNow(id)).state))
const placesIn = async (campaign: string) => (await as(BUREAU, (call) => rankingFor(call, campaign))).places

describe('取消资格以后的名额', () => {
  it('办法没有写递补的，名额空着，后面的人不动', async () => {
    const { campaign, ids } = await race([90, 80, 70])
    await upheldAgainst(ids[0])
    assert.deepEqual([await statesOf(ids), await placesIn(campaign)], [['dropped', 'notChosen', 'notChosen'], []])
  })

  it('写了递补的，下一名入选，从那一天起另外公示五个工作日，期满才能审定；公开页和总的公示期跟着', async () => {
    const { campaign, ids, until: first } = await race([90, 80, 70], { succession: 'next' })
    await upheldAgainst(ids[0])
    assert.deepEqual(await statesOf(ids), ['dropped', 'publicity', 'notChosen'])
    const until = addWorkingDays(ground.world.kernel.calendar, DAY, 5)
    assert(until > first)
    const { queueDueOn, title } = await ground.world.caseNow(ids[1])
    assert.deepEqual([queueDueOn, title.includes('bella')], [until, true])
    assert.deepEqual((await placesIn(campaign)).map(({ vacatedName, successorName, publicUntil, why }) => [vacatedName, successorName, publicUntil, why]),
      [['anna（示例）', 'bella（示例）', until, null]])
    ground.world.today = addCalendarDays(first, 1)
    await no(step(CHIEF, ids[1], 'approve', { opinion: '同意' }), 'conflict', /公示中/)
    const nominees = await as(CITIZEN, async (call) => publicNominees(call, await publishedCampaign(call, campaign)))
    assert.deepEqual(nominees.map(({ name, publicUntil, isSuccessor }) => [name, publicUntil, isSuccessor]), [['bella（示例）', until, true]])
    const { campaigns } = await as(CITIZEN, awardsOverview)
    assert.equal(campaigns.find(({ campaign: { id } }) => id === campaign)?.isPublic, true)
    ground.world.today = addCalendarDays(until, 1)
    for (const name of ['approve', 'award']) await step(CHIEF, ids[1], name, { opinion: '同意' })
    assert.equal((await ground.world.caseNow(ids[1])).state, 'awarded')
  })

  it('递补的人又被取消，再下一名；后面没有人了，名额空着，写明为什么', async () => {
    const { campaign, ids } = await race([90, 80, 70], { succession: 'next' })
    await upheldAgainst(ids[0])
    await step(SUPERVISOR, ids[1], 'disqualify', { reason: '公示中发现材料不实' })
    assert.deepEqual(await statesOf(ids), ['dropped', 'dropped', 'publicity'])
    await upheldAgainst(ids[2])
    assert.deepEqual((await placesIn(campaign)).map(({ successorName, why }) => [successorName, why]),
      [['bella（示例）', null], ['cara（示例）', null], [null, '后面没有排了名次的人，名额空着']])
  })

  it('后面并列的，名额不够不抽签，空着；又空出一个，两人一起递补', async () => {
    const one = await race([90, 80, 80], { succession: 'next' })
    await upheldAgainst(one.ids[0])
    assert.deepEqual(await statesOf(one.ids), ['dropped', 'notChosen', 'notChosen'])
    assert.match((await placesIn(one.campaign))[0]?.why ?? '', /第 2 名有 2 人并列/)
    const rows = [['a', 1], ['b', 1], ['c', 3], ['d', 3], ['e', null]].map(([id, rank]) => ({ id: String(id), rank: rank === null ? null : Number(rank) }))
    const next = (places: number, able: readonly string[]) => successorsOf(rows, { places, able: new Set(able) })
    assert.deepEqual(next(2, ['c', 'd']), { ids: ['c', 'd'], why: null })
    assert.deepEqual(next(1, ['c', 'd']).ids, [])
    assert.deepEqual(next(1, ['d']), { ids: ['d'], why: null }, '并列的另一位已经不在了')
    assert.deepEqual(next(1, ['e']), { ids: [], why: '后面没有排了名次的人，名额空着' }, '没有排名次的不递补')
  })

  it('两个人同时被取消资格，两个名额各由一人递补，没有人递补两次', async () => {
    const { campaign, ids } = await race([90, 80, 70], { succession: 'next', quota: { by: 'seats', seats: 2, basis: '测试' } })
    await Promise.all([ids[0], ids[1]].map((id) => step(SUPERVISOR, id, 'disqualify', { reason: '公示中发现材料不实' })))
    assert.deepEqual(await statesOf(ids), ['dropped', 'dropped', 'publicity'])
    assert.deepEqual((await placesIn(campaign)).map(({ successorName }) => successorName).toSorted(), ['cara（示例）', null].toSorted())
  })

  it('公布以前取消资格的、授牌以后摘牌的，都不递补', async () => {
    const { campaign, ids, until } = await race([90, 80, 70], { succession: 'next' })
    ground.world.today = addCalendarDays(until, 1)
    for (const name of ['approve', 'award']) await step(CHIEF, ids[0], name, { opinion: '同意' })
    await step(SUPERVISOR, ids[0], 'revoke', { reason: '发现材料不实' })
    assert.deepEqual([await statesOf(ids), await placesIn(campaign)], [['revoked', 'notChosen', 'notChosen'], []])
    ground.world.today = MONDAY
    const early = await published({ criteria: SKILL, tieBreakers: [], vetoes: [], vote: null, succession: 'next' })
    const id = await qualified(early, ANNA)
    await step(SUPERVISOR, id, 'disqualify', { reason: '审查以后发现材料不实' })
    assert.deepEqual(await runSql(ground.database, 'select 1 from awards.succession where vacated = $1', [id]), [])
  })
})

describe('审查和审定分开', () => {
  it('审查的人不能审定，代替她办的也不能，页面上和拒绝时都写明请谁办；另一位可以', async () => {
    const { ids: [anna], until } = await race([90, 80, 70])
    ground.world.today = addCalendarDays(until, 1)
    await ground.world.settle()
    const refusalFor = async (actor: Actor) => (await as(actor, (call) => nominationFor(call, anna))).steps.find(({ action }) => action === 'approve')?.refusal
    assert.match(await refusalFor(SUPERVISOR) ?? '', /资格审查是您作的/)
    assert.equal(await refusalFor(CHIEF), null)
    await no(step(SUPERVISOR, anna, 'approve', { opinion: '同意' }), 'rule', /资格审查是您作的.*另一位/)
    const absent = { id: SUPERVISOR.id, name: SUPERVISOR.name, roles: ['supervisor'] as const, until: '2026-12-31' }
    const standIn: Actor = { ...CHIEF, id: 'stand-in', ownRoles: [], standsInFor: [absent] }
    await no(step(standIn, anna, 'approve', { opinion: '同意' }), 'rule', /不能是同一个人/)
    await step(CHIEF, anna, 'approve', { opinion: '同意' })
    await step(SUPERVISOR, anna, 'award', { opinion: '授牌' })
    assert.equal((await ground.world.caseNow(anna)).state, 'awarded')
  })

  it('监督部门的人自己被提名，她自己的不由她审查、答复、审定', async () => {
    const subjects = [{ id: SUPERVISOR.id, kind: 'person' as const, name: SUPERVISOR.name, organisation: 'government-services', people: [] }]
    const campaign = await published({
      criteria: SKILL, tieBreakers: [], vetoes: [], vote: null, quota: { by: 'seats', seats: 1, basis: '测试' }, eligible: { from: 'listed', subjects },
    })
    const caseId = await nominated(campaign, SUPERVISOR)
    const opinion = { opinion: '符合', discipline: '没有问题' }
    await no(step(SUPERVISOR, caseId, 'qualify', opinion), 'rule', /是您本人/)
    await no(step(SUPERVISOR, caseId, 'reject', { reason: '不参加' }), 'rule', /是您本人/)
    await step(CHIEF, caseId, 'qualify', opinion)
  })
})
