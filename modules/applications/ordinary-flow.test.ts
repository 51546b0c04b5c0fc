import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { eventsOf, verifyLog } from '#kernel'
import {
  AGENT, APPROVER, filed, FILLED, fileOf, FIRST_DAY, hall, INSTANT, led, LIN, paperOf, papersOf, REVIEWER, WINDOW, type Hall,
} from './hall.test-support.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const stepsOf = async (id: string): Promise<string[]> => (await eventsOf(ground.database, id)).map(({ step }) => step)

describe('审批办件从收件到归档', () => {
  it('收件、受理、审查、决定、制证、送达、评价、归档，每一步都有期限和文书', async () => {
    const { found } = await filed(ground)
    assert.deepEqual([found.state, found.queue, found.queueDueOn], ['submitted', 'window:hall', '2026-03-09'])
    const accepted = await led(ground, found.id, ['accept@2026-03-04'])
    assert.deepEqual([accepted.queue, accepted.dueOn, accepted.statutoryDueOn], ['owner:market-regulation', '2026-03-18', '2026-04-01'])
    const reviewed = await led(ground, found.id, ['review@2026-03-10'])
    assert.deepEqual([reviewed.queue, reviewed.queueDueOn], ['approver:market-regulation', '2026-03-18'])
    const approved = await led(ground, found.id, ['approve@2026-03-12'])
    assert.deepEqual([approved.queue, approved.queueDueOn], ['owner:market-regulation', '2026-03-26'])
    assert.equal((await led(ground, found.id, ['issue@2026-03-13'])).queue, 'window:hall')
    const delivered = await led(ground, found.id, ['deliver@2026-03-16'])
    assert.deepEqual([delivered.queue, delivered.queueDueOn, delivered.closedAt?.toISOString()], [null, null, '2026-03-16T01:00:00.000Z'])
    const archived = await led(ground, found.id, ['rate@2026-03-17', 'archive@2026-03-20'])
    assert.deepEqual([archived.state, archived.closedAt], ['archived', delivered.closedAt])
    assert.deepEqual(await stepsOf(found.id), ['open', 'accept', 'review', 'approve', 'issue', 'deliver', 'rate', 'archive'])
    assert.deepEqual((await papersOf(ground, found.id)).map(({ kind }) => kind), ['receipt', 'acceptance', 'approval', 'certificate', 'delivery-receipt'])
  })

  it('文书写的是这件事：编号、日期、期限、当事人', async () => {
    const { found } = await filed(ground, AGENT)
    await led(ground, found.id, ['accept@2026-03-03', 'review', 'approve', 'issue', 'deliver'])
    const papers = await papersOf(ground, found.id)
    assert.equal(new Set(papers.map(({ number }) => number)).size, papers.length)
    for (const { issuedOn, isLicence, case: facts } of papers) {
      assert.deepEqual([isLicence, facts.number, facts.applicantName, facts.applicantKind, facts.itemCode], [
        true, found.number, '某公司（示例）', 'organisation', found.itemCode,
      ])
      assert(issuedOn >= FIRST_DAY)
    }
    const [receipt, acceptance] = [await paperOf(ground, found.id, 'receipt'), await paperOf(ground, found.id, 'acceptance')]
    assert.deepEqual(receipt.data.materials, [{ material: '材料 application', originals: 0, copies: 1 }, { material: '材料 lease', originals: 0, copies: 1 }])
    assert.deepEqual([acceptance.clock.receivedOn, acceptance.clock.acceptedOn, acceptance.clock.dueOn], ['2026-03-02', '2026-03-03', '2026-03-17'])
    assert.deepEqual(acceptance.data, { promisedWorkingDays: 10, statutoryWorkingDays: 20, deemed: false })
    assert.equal((await paperOf(ground, found.id, 'approval')).data.outcomeName, '小餐饮店经营许可证')
    assert.equal((await paperOf(ground, found.id, 'delivery-receipt')).data.recipient, '某公司（示例）')
  })

  it('情形不同，承诺期限不同：自己的店五个工作日', async () => {
    const { found } = await filed(ground, LIN, {
      answers: { premises: 'own' }, form: { shopName: '面馆', area: 4, kitchen: '电' },
      materials: await Promise.all(['application', 'deed'].map(async (materialId) => ({ materialId, fileId: await fileOf(ground, LIN) }))),
    })
    assert.equal((await led(ground, found.id, ['accept'])).dueOn, '2026-03-09')
  })

  it('五个工作日没有答复：视为受理，文书写明，审查期限从收件之日算', async () => {
    const { found } = await filed(ground)
    ground.world.today = '2026-03-09'
    await ground.world.settle()
    assert.equal((await ground.world.caseNow(found.id)).state, 'submitted')
    ground.world.today = '2026-03-10'
    await ground.world.settle()
    const deemed = await ground.world.caseNow(found.id)
    assert.deepEqual([deemed.state, deemed.acceptedOn, deemed.dueOn, deemed.queue], ['accepted', '2026-03-02', '2026-03-16', 'owner:market-regulation'])
    const { data, clock } = await paperOf(ground, found.id, 'acceptance')
    assert.deepEqual([data.deemed, clock.acceptedOn], [true, '2026-03-02'])
  })

  it('申请人每一步都收到消息，同一步只收一次', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection', 'supplement', 'accept', 'review', 'approve'])
    const jobs = [...ground.world.jobs]
    await ground.world.settle()
    ground.world.jobs.push(...jobs)
    await ground.world.settle()
    const told = await runSql<{ title: string }>(ground.database, 'select title from messages.message where case_id = $1 order by event_seq', [found.id])
    assert.deepEqual(told.map(({ title }) => title.split('：')[1]), ['申请已提交', '请补正材料', '申请已受理', '已准予'])
  })
})

describe('即办件', () => {
  it('窗口当场受理、决定、制证、送达，不用转给部门', async () => {
    const { found } = await filed(ground, LIN, { itemCode: INSTANT.code })
    const accepted = await led(ground, found.id, ['accept'])
    assert.deepEqual([accepted.queue, accepted.dueOn, accepted.queueDueOn], ['window:hall', FIRST_DAY, FIRST_DAY])
    const { world } = ground
    assert.equal((await world.step(WINDOW, found.id, 'approve')).queue, 'window:hall')
    await world.step(WINDOW, found.id, 'issue', { data: { certificateNumber: '某号' } })
    assert.equal((await world.step(WINDOW, found.id, 'deliver', { data: { method: '当场领取', recipient: '林小溪' } })).state, 'delivered')
    assert.equal((await paperOf(ground, found.id, 'certificate')).data.certificateNumber, '某号')
  })

  it('窗口也可以当场不予批准', async () => {
    const { found } = await filed(ground, LIN, { itemCode: INSTANT.code })
    await led(ground, found.id, ['accept'])
    assert.equal((await ground.world.step(WINDOW, found.id, 'deny', { data: FILLED['deny'] ?? {} })).state, 'denied')
  })

  it('休息日受理的，下一个工作日办结', async () => {
    const { found } = await filed(ground, LIN, { itemCode: INSTANT.code })
    assert.equal((await led(ground, found.id, ['accept@2026-03-07'])).dueOn, '2026-03-09')
  })

  it('承诺件窗口不能代为决定，也不能代为制证', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['accept', 'review'])
    for (const step of ['approve', 'deny'])
      await assert.rejects(ground.world.step(WINDOW, found.id, step, { data: FILLED[step] ?? {} }), { code: 'rule', message: /决定由审批部门作出/ })
    await led(ground, found.id, ['approve'])
    await assert.rejects(ground.world.step(WINDOW, found.id, 'issue'), { code: 'rule', message: '制证由审批部门办理' })
  })

  it('承诺件没有审查不能决定', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['accept'])
    await assert.rejects(ground.world.step(APPROVER, found.id, 'approve'), { code: 'rule', message: /请先由审批部门审查/ })
    await assert.rejects(ground.world.step(REVIEWER, found.id, 'approve'), { code: 'forbidden' })
  })
})

it('办过的所有件，记录核验无误', async () => {
  assert.deepEqual(await Array.fromAsync(verifyLog(ground.database, () => {}, ground.world.kernel)), [])
})
