import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { SYSTEM, type Case } from '#kernel'
import { materialsOf } from './application.ts'
import { AGENT, APPROVER, fileOf, filed, FIRST_DAY, hall, led, LIN, OTHER, REVIEWER, WINDOW, type Hall } from './hall.test-support.ts'
import { brokenPromisesOf, promisesAt } from './promise-record.ts'
import { PROMISE_RULE, ruleIn } from './promise-rule.ts'
import { watchPromises } from './promise-watch.ts'
import { brokenOf } from './promised.ts'
import { promisedOf } from '#base/materials'

/** A Friday; three working days before it is Tuesday the 17th. */
const PROMISED_BY = '2026-03-20'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())

async function promised(actor = LIN): Promise<Case> {
  ground.world.today = FIRST_DAY
  const materials = [{ materialId: 'application', fileId: await fileOf(ground, actor) }, { materialId: 'lease', promisedBy: PROMISED_BY }]
  const { found } = await filed(ground, actor, { materials })
  return led(ground, found.id, ['accept'])
}

const watch = (today: string) => {
  ground.world.today = today
  return ground.world.as(SYSTEM, (call) => watchPromises.run(call))
}
const told = async (caseId: string): Promise<string[]> =>
  (await runSql<{ body: string }>(ground.database, 'select body from messages.message where case_id = $1 order by id', [caseId])).map(({ body }) => body)
const handIn = async ({ id }: Case, actor = LIN, materialId = 'lease') =>
  ground.world.step(actor, id, 'handInPromised', { data: { materials: [{ materialId, fileId: await fileOf(ground, actor) }] } })

describe('受理后补交约定的材料', () => {
  it('申请人补交，承诺就了结，旧的承诺留着记录', async () => {
    const found = await promised()
    const after = await handIn(found)
    assert.deepEqual([after.state, promisedOf(after)], ['accepted', {}])
    const { materials } = await materialsOf(ground.database, after)
    assert.deepEqual(materials.find(({ id }) => id === 'lease')?.given.map(({ replaced, promisedBy }) => [replaced, promisedBy]), [[true, PROMISED_BY], [false, null]])
  })

  it('纸质材料由窗口登记，照清单上的名称写', async () => {
    const found = await promised()
    const write = (received: string[]) => ground.world.step(WINDOW, found.id, 'receivePromised', { data: { received } })
    await assert.rejects(write(['身份证']), { code: 'invalid', fields: [{ path: 'received.0', message: '“身份证”不在约定补交的材料里，请照材料清单上的名称写' }] })
    const name = Object(found.traits['materials'])['lease']
    const after = await write([name])
    assert.deepEqual(promisedOf(after), {})
    const { materials } = await materialsOf(ground.database, after)
    assert.deepEqual(materials.find(({ id }) => id === 'lease')?.given.filter(({ replaced }) => !replaced)
      .map(({ onPaper, file }) => [onPaper, file]), [[true, null]])
  })

  it('没有约定的材料、别人的文件不收，什么也不留下', async () => {
    const found = await promised()
    await assert.rejects(handIn(found, LIN, 'application'), { code: 'invalid' })
    const foreign = await fileOf(ground, OTHER)
    await assert.rejects(ground.world.step(LIN, found.id, 'handInPromised', {
      data: { materials: [{ materialId: 'lease', fileId: foreign }] },
    }), { code: 'invalid' })
    assert.deepEqual(promisedOf(await ground.world.caseNow(found.id)), { lease: PROMISED_BY })
    const none = await led(ground, (await filed(ground)).found.id, ['accept'])
    await assert.rejects(handIn(none), { code: 'rule', message: '本办件没有约定以后补交的材料' })
  })

  it('材料收齐以前不能准予，可以不予批准；收齐以后可以准予', async () => {
    const found = await promised()
    await led(ground, found.id, ['review'])
    await assert.rejects(ground.world.step(APPROVER, found.id, 'approve'), { code: 'rule', message: /申请人约定补交的“.+”还没有收到/ })
    await handIn(found)
    assert.equal((await ground.world.step(APPROVER, found.id, 'approve')).state, 'approved')
  })

  it('单位的经办人也可以补交，外人和窗口不能替她用这一步', async () => {
    const found = await promised(AGENT)
    await assert.rejects(ground.world.step(OTHER, found.id, 'handInPromised'), { code: 'not-found' })
    await assert.rejects(ground.world.step(WINDOW, found.id, 'handInPromised'), { code: 'forbidden' })
    assert.deepEqual(promisedOf(await handIn(found, AGENT)), {})
  })
})

describe('提醒', () => {
  it('三个工作日以前提醒一次，当天再提醒一次；任务跑多少遍都一样', async () => {
    const found = await promised()
    await watch('2026-03-16')
    assert.deepEqual(await told(found.id), [])
    for (const day of ['2026-03-17', '2026-03-17', '2026-03-18']) await watch(day)
    assert.deepEqual((await told(found.id)).map((body) => /最后一天是2026年3月20日（周五）.*到期没有补交的，部门可以暂停审查，或者终止办理。/.test(body)), [true])
    for (const day of [PROMISED_BY, PROMISED_BY]) await watch(day)
    assert.deepEqual((await told(found.id)).map((body) => /今天是最后一天/.test(body)), [false, true])
    assert.deepEqual(brokenOf(await ground.world.caseNow(found.id)), [])
  })

  it('已经补交的、已经办结的不再提醒', async () => {
    const [kept, withdrawn] = [await promised(), await promised()]
    await handIn(kept)
    await ground.world.step(LIN, withdrawn.id, 'withdraw')
    await watch(PROMISED_BY)
    await watch('2026-03-23')
    assert.deepEqual([await told(kept.id), await told(withdrawn.id)], [[], []])
    assert.equal((await ground.world.caseNow(kept.id)).version, kept.version + 1)
  })
})

describe('到期没有补交', () => {
  it('第二天记入办理经过一次，写明哪份材料；以后再收到，记录仍在', async () => {
    const found = await promised()
    for (const day of ['2026-03-23', '2026-03-23', '2026-03-24']) await watch(day)
    const broken = await ground.world.caseNow(found.id)
    assert.deepEqual([broken.version, brokenOf(broken)], [found.version + 1, ['lease']])
    const after = await handIn(broken)
    assert.deepEqual([promisedOf(after), brokenOf(after)], [{}, []])
    const record = await brokenPromisesOf(ground.database, after, '2026-03-24')
    assert(record.some(({ promisedBy, brokenOn }) => promisedBy === PROMISED_BY && brokenOn === '2026-03-23'))
  })

  it('失信记录只给看日子，过了保留期不再出现', async () => {
    const found = await ground.world.caseNow((await promised()).id)
    assert(Object.keys((await brokenPromisesOf(ground.database, found, '2026-03-24'))[0] ?? {}).every((key) => ['promisedBy', 'brokenOn'].includes(key)))
    assert.deepEqual(await brokenPromisesOf(ground.database, found, '2029-03-24'), [])
    assert.deepEqual(await brokenPromisesOf(ground.database, { applicant: { kind: 'person', id: OTHER.id, name: '' } }, '2026-03-24'), [])
  })

  it('部门可以暂停审查等补交：轮到申请人，期限照常计算；收齐后恢复审查', async () => {
    const found = await promised()
    await assert.rejects(ground.world.step(REVIEWER, found.id, 'awaitPromised', { data: { reason: '请补交' } }), { code: 'rule', message: /没有逾期未补的材料/ })
    await watch('2026-03-23')
    const waiting = await ground.world.step(REVIEWER, found.id, 'awaitPromised', { data: { reason: '请补交租赁合同' } })
    assert.deepEqual([waiting.state, waiting.queue, waiting.queueDueOn, waiting.dueOn], ['awaitingPromise', `applicant:${LIN.id}`, '2026-03-30', found.dueOn])
    await assert.rejects(ground.world.step(REVIEWER, found.id, 'resumeReview'), { code: 'rule', message: /还没有收到/ })
    const given = await handIn(waiting)
    assert.deepEqual([given.state, given.queue], ['awaitingPromise', 'owner:market-regulation'])
    assert.equal((await ground.world.step(REVIEWER, found.id, 'resumeReview')).state, 'accepted')
  })

  it('暂停期间期限未过不能终止，过了可以；窗口不能终止', async () => {
    const found = await promised()
    await watch('2026-03-23')
    await ground.world.step(REVIEWER, found.id, 'awaitPromised', { data: { reason: '请补交租赁合同', furtherWorkingDays: 2 } })
    const terminate = (actor = REVIEWER) => ground.world.step(actor, found.id, 'terminate', { data: { reason: '容缺材料逾期未补' } })
    ground.world.today = '2026-03-25'
    await assert.rejects(terminate(), { code: 'rule', message: /到 2026-03-25 为止，期限未过/ })
    ground.world.today = '2026-03-26'
    await assert.rejects(terminate(WINDOW), { code: 'rule' })
    assert.equal((await terminate()).state, 'terminated')
  })

  it('用第一版流程的在办件只提醒，不走新的步骤', async () => {
    const found = await promised()
    await runSql(ground.database, 'update kernel.case set workflow_version = 1 where id = $1', [found.id])
    await watch('2026-03-23')
    assert.equal((await ground.world.caseNow(found.id)).version, found.version)
    await assert.rejects(handIn(found), { code: 'not-found' })
  })
})

describe('容缺的规定', () => {
  it('写明是默认值；不成样子的规定不许启动', () => {
    assert.match(PROMISE_RULE.basis, /默认值/)
    for (const text of [
      '{}',
      '{"basis": "短"}',
      JSON.stringify({ ...PROMISE_RULE, afterBroken: [] }),
      JSON.stringify({ ...PROMISE_RULE, afterBroken: ['punish'] }),
    ])
      assert.throws(() => ruleIn(text))
  })

  it('窗口和部门看得到约定补交的材料和日子，别的单位看不到', async () => {
    const found = await promised()
    for (const organisation of ['hall', 'market-regulation']) {
      const own = (await promisesAt(ground.database, organisation)).filter(({ caseId }) => caseId === found.id)
      assert.deepEqual(own.map(({ materialId, promisedBy }) => [materialId, promisedBy]), [['lease', PROMISED_BY]])
    }
    assert.deepEqual(await promisesAt(ground.database, 'housing'), [])
  })
})
