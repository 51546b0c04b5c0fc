import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { findCase, type Call } from '#kernel'
import { person } from '#kernel/testing'
import { FIRST_DAY, filed, led, REVIEWER } from '../applications/hall.test-support.ts'
import { BUREAU, afresh, connected, exchange, later, lived, quiet, rows, turn, type Exchange } from './exchange.test-support.ts'
import { settleDown } from './inbox/settle.ts'
import { supervisions } from './supervision/list.ts'
import { downIn } from './views.ts'
import { sealedColumns } from './wire/sealing.ts'

const SUPERVISOR = person('supervisor', ['supervisor'], 'government-services')
const ANSWER = { findings: '材料在部门间传递慢了两天', measures: '今天已经作出决定，结果已送达' }

let ground: Exchange
before(async () => { ground = await exchange() })
after(() => ground.close())
beforeEach(async () => {
  await afresh(ground)
  ground.world.today = FIRST_DAY
  await connected(ground)
})

const bureau = <Result>(work: (call: Call) => Promise<Result>): Promise<Result> => ground.world.as(BUREAU, work)
const urge = (id: string, number: string, more: Record<string, string> = {}) =>
  ground.upper.store.down.push({ id, table: 'dn_supervision', columns: { 办件编号: number, 督办内容: '请尽快办理', ...more } })
const rate = (id: string, number: string, words: Record<string, string>) => {
  const sealed = sealedColumns(ground.upper.secret, { table: 'dn_apprate', guid: id }, words)
  ground.upper.store.down.push({ id, table: 'dn_apprate', columns: { projectId: number }, sealed })
}
async function pulled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) { later(ground, 60); await turn(ground) }
  await ground.world.settle()
}
const messages = async () => (await bureau((call) => downIn(call, 'city'))).messages
const urged = async () => (await bureau((call) => supervisions(call))).supervisions
const ratingOf = (id: string) => runSql<{ level: number; text: string | null; ratedBy: string; cameFrom: string | null }>(ground.database,
  'select level, text, rated_by as "ratedBy", came_from as "cameFrom" from ratings.rating where case_id = $1', [id])

describe('上级督办成为办件', () => {
  it('由督办的那件的主管部门答复，监督审核办结；下发的那一条跟着处理好', async () => {
    const { found } = await filed(ground)
    urge('a', found.number)
    await pulled()
    const [one = assert.fail()] = await urged()
    assert.partialDeepStrictEqual(one, {
      about: found.id,
      aboutNumber: found.number,
      organisation: found.ownerOrganisation,
      stateLabel: '待答复',
      content: '请尽快办理',
      times: 1,
      overdue: false,
    })
    await assert.rejects(ground.world.step(SUPERVISOR, one.caseId, 'settle', { data: { opinion: '没有答复就办结' } }), { code: 'conflict' })
    await assert.rejects(ground.world.step(person('elsewhere', ['reviewer'], 'nowhere'), one.caseId, 'answer', { data: ANSWER }), { code: 'not-found' })
    await ground.world.step(REVIEWER, one.caseId, 'answer', { data: ANSWER })
    await ground.world.step(SUPERVISOR, one.caseId, 'sendBack', { data: { reason: '没有写哪天办结' } })
    await ground.world.step(REVIEWER, one.caseId, 'answer', { data: ANSWER })
    assert.deepEqual((await messages()).map(({ state }) => state), ['applied'])
    await ground.world.step(SUPERVISOR, one.caseId, 'settle', { data: { opinion: '情况属实，已办结' } })
    assert.deepEqual((await messages()).map(({ state, note }) => [state, note]), [['settled', '情况属实，已办结']])
    assert.deepEqual((await urged()).map(({ stateLabel, dueOn }) => [stateLabel, dueOn]), [['已办结', null]])
  })

  it('同一条说两遍、同一个监察编号换一条说、两次网络断了重发，都只有一个办件；办结以后再督办是新的', async () => {
    const { found } = await filed(ground)
    ground.upper.behaviours.add('duplicating')
    for (const id of ['1', '2', '3']) urge(id, found.number, { 监察编号: 'J1', 督办内容: `第 ${id} 次说` })
    await pulled()
    const [one = assert.fail(), ...others] = await urged()
    assert.deepEqual([others, (await messages()).map(({ state }) => state)], [[], ['applied', 'applied', 'applied']])
    await ground.world.step(SUPERVISOR, one.caseId, 'mistake', { data: { reason: '不是本区的责任' } })
    urge('4', found.number, { 监察编号: 'J1' })
    await pulled()
    assert.deepEqual((await urged()).map(({ stateLabel }) => stateLabel).toSorted(), ['待答复', '督办有误，已撤销'].toSorted())
  })

  it('没有这个编号的、封存的，不开办件，留给人看；人处理一次', async () => {
    const { found } = await filed(ground)
    await runSql(ground.database, 'update kernel.case set sealed = true where id = $1', [found.id])
    urge('a', '4401140000000000000')
    urge('b', found.number)
    await pulled()
    assert.deepEqual([await urged(), (await messages()).map(({ state }) => state)], [[], ['new', 'new']])
    const [{ id } = assert.fail()] = await messages()
    await bureau((call) => settleDown(call, id, '已经回电核对'))
    await assert.rejects(bureau((call) => settleDown(call, id, '再来')), /已经处理过/)
  })
})

describe('别处做出的评价成为这件的评价', () => {
  it('记着从哪里来，差评成为差评办件；不再报回上级', async () => {
    const id = await lived(ground, ['accept', 'review', 'approve', 'issue', 'deliver'])
    const found = await findCase(ground.database, id) ?? assert.fail()
    rate('a', found.number, { apprate: '1', apprateDetail: '等了很久' })
    await pulled()
    await quiet(ground)
    assert.deepEqual(await ratingOf(id), [{ level: 1, text: '等了很久', ratedBy: found.agentId ?? found.applicant.id, cameFrom: '市平台' }])
    assert.deepEqual((await messages()).map(({ state }) => state), ['applied'])
    assert.equal((await runSql(ground.database, 'select from ratings.complaint where rated_case_id = $1', [id])).length, 1)
    assert.deepEqual(await rows(ground, `case_id = '${id}' and tbl = 'APPRATE'`), [])
  })

  it('一事一评：说两遍、换一条再说、申请人已经评过，都不动第一次的', async () => {
    const id = await lived(ground)
    const found = await findCase(ground.database, id) ?? assert.fail()
    const before = await ratingOf(id)
    ground.upper.behaviours.add('duplicating')
    for (const one of ['1', '2']) rate(one, found.number, { apprate: '1' })
    await pulled()
    assert.deepEqual([await ratingOf(id), before.map(({ cameFrom }) => cameFrom)], [before, [null]])
    assert.match((await messages())[0]?.reason ?? '', /一事一评/)
  })

  it('没有办结的、等级不对的、没有这个编号的记不成，说明为什么留给人看；打不开的、不懂的表留着，谁也看不见里面', async () => {
    const { found } = await filed(ground)
    const id = await lived(ground, ['accept', 'review', 'approve', 'issue', 'deliver'])
    const done = await findCase(ground.database, id) ?? assert.fail()
    rate('1', found.number, { apprate: '5' })
    rate('2', done.number, { apprate: '9', apprateDetail: '等了很久' })
    rate('3', '4401140000000000000', { apprate: '5' })
    ground.upper.store.down.push(
      {
        id: '4', table: 'dn_apprate', columns: { projectId: done.number }, sealed: { apprate: 'v1.0.xx' },
      }, { id: '5', table: 'dn_what', columns: { x: '机密' } },
    )
    await pulled()
    const all = await messages()
    assert.deepEqual(all.map(({ state }) => state).toSorted(), ['new', 'new', 'new', 'refused', 'refused'])
    assert.equal(all.filter(({ reason }) => /^记不成评价：./.test(reason ?? '')).length, 2)
    assert.deepEqual([await ratingOf(found.id), await ratingOf(id)], [[], []])
    assert.doesNotMatch(JSON.stringify([all, await runSql(ground.database, 'select * from upper_exchange.down')]), /等了很久|机密/)
    await led(ground, found.id, ['accept'])
  })
})
