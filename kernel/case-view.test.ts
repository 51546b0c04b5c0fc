import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { randomUUIDv7 } from 'node:crypto'
import { VISITOR, type Actor } from './actor.ts'
import { caseView, clockView, eventView, worklistRow } from './case-view.ts'
import {
  AGENT, APPROVER, DISCIPLINE, ELSEWHERE, ground, HANDLER, led, LIN, opened, REVIEWER, SUPERVISOR, WINDOW, type Ground,
} from './district.test-support.ts'
import { documentFor, documentsOf, DOCUMENT_READERS } from './documents.ts'
import { eventsOf } from './event-log.ts'
import { caseFor, casesFiledBy } from './find-case.ts'
import { RELATIONS, relationsOf } from './relations.ts'
import type { World } from './testing.ts'

let world: World
let close: Ground['close']
let id: string
before(async () => {
  ({ world, close } = await ground())
  id = (await opened(world, { form: { phone: '13800000000' }, data: { answers: { premises: 'own' } } })).id
  await world.step(WINDOW, id, 'note', { data: { opinion: '内部的话', reason: '说给申请人的', public: '公开的', secret: '纪检的', undeclared: '没写明' } })
  await led(world, id, ['accept', 'pause', 'resume', 'review'])
})
after(() => close())

const INSIDE = [LIN, AGENT, WINDOW, REVIEWER, APPROVER, HANDLER]
const view = (actor: Actor) => world.as(actor, async (call) => caseView(call, await world.caseNow(id)))
const events = (actor: Actor) => world.as(actor, async (call) => {
  const found = await world.caseNow(id)
  return (await eventsOf(call.tx, id)).map((event) => eventView(call, found, { event, relations: relationsOf(actor, found) }))
})

describe('办件给人看的样子', () => {
  it('申请人和经手的人看得到姓名和表单，监督的人只看到办得怎样', async () => {
    for (const actor of INSIDE) assert.deepEqual([(await view(actor)).applicant.name, (await view(actor)).form], ['林小溪', { phone: '13800000000' }], actor.id)
    assert.deepEqual([(await view(SUPERVISOR)).applicant.name, (await view(SUPERVISOR)).form], ['林**', {}])
    assert(!JSON.stringify([await view(SUPERVISOR), await events(SUPERVISOR)]).includes('13800000000'))
    assert(!JSON.stringify(await events(SUPERVISOR)).includes('premises'))
  })

  it('列出的步骤是这个人现在能办的', async () => {
    const steps = async (actor: Actor): Promise<string[]> => (await view(actor)).steps.map(({ step }) => step)
    assert.deepEqual(await steps(LIN), ['withdraw'])
    assert.deepEqual(await steps(WINDOW), ['note'])
    assert.deepEqual(await steps(APPROVER), ['extend', 'grant', 'refuse'])
    assert.deepEqual(await steps(HANDLER), ['note'])
    assert.deepEqual(await steps(SUPERVISOR), [])
  })

  it('轮到谁、哪天前办、期限怎样推算，都说得出', async () => {
    const { turn, clock, stateLabel, owner, closed } = await view(LIN)
    assert.deepEqual([turn, stateLabel, owner.name, closed], [{ relation: 'approver', label: 'market局', dueOn: '2024-05-11' }, '待决定', 'market局', false])
    assert.deepEqual([clock.startedOn, clock.dueOn, clock.statutoryDueOn, clock.state, clock.level], [
      '2024-04-25', '2024-05-11', '2024-05-24', 'running', 'none',
    ])
    assert.deepEqual(clock.pauses, [{ id: 'p', kind: 'hearing', startedOn: '2024-04-25', endedOn: '2024-04-25' }])
    assert(clock.explanation.length > 3)
  })

  it('期限按看的那一天算，机器的钟往回跳也不早于最后一步', async () => {
    world.today = '2024-05-12'
    assert.equal((await world.as(LIN, async (call) => clockView(call, await world.caseNow(id)))).level, 'yellow')
    world.today = '2020-01-01'
    assert.equal((await world.as(LIN, async (call) => clockView(call, await world.caseNow(id)))).state, 'running')
    world.today = '2024-04-25'
  })

  it('列表的一行与办件一致', async () => {
    const row = await world.as(APPROVER, async (call) => worklistRow(call, await world.caseNow(id)))
    assert.deepEqual([row.id, row.state, row.dueOn, row.steps.map(({ step }) => step)], [id, 'reviewed', '2024-05-11', ['extend', 'grant', 'refuse']])
  })
})

describe('记录给人看的样子', () => {
  const note = async (actor: Actor) => (await events(actor))[1]
  it('内部意见申请人看不到，说给申请人的看得到，纪检的只有纪检看得到', async () => {
    const fields = async (actor: Actor): Promise<string[]> => Object.keys((await note(actor))?.data ?? {})
    for (const actor of [LIN, AGENT]) assert.deepEqual(await fields(actor), ['public', 'reason'])
    for (const actor of [WINDOW, REVIEWER, APPROVER, HANDLER]) assert.deepEqual(await fields(actor), ['public', 'reason', 'opinion', 'undeclared'])
    assert.deepEqual(await fields(SUPERVISOR), ['public', 'opinion', 'undeclared'])
    assert.deepEqual(await fields(VISITOR), ['public'])
  })

  it('旁注取看得到的那一句，外人没有', async () => {
    assert.deepEqual([(await note(LIN))?.note, (await note(SUPERVISOR))?.note, (await note(VISITOR))?.note], ['说给申请人的', '内部的话', null])
  })

  it('申请人看到的是哪个单位办的，不是哪个人', async () => {
    assert.deepEqual((await events(LIN)).map(({ label, by }) => [label, by]), [
      ['提交', '申请人'], ['记一笔', 'hall局'], ['受理', 'hall局'], ['暂停', 'market局'], ['继续', 'market局'], ['审查', 'market局'],
    ])
    assert(!JSON.stringify(await events(LIN)).includes('"reviewer"'))
  })
})

describe('封存的件', () => {
  it('纪检看得到全部，包括给纪检的', async () => {
    const sealed = await opened(world, { sealed: true })
    const seen = await world.as(DISCIPLINE, (call) => caseFor(call, sealed.id, RELATIONS))
    assert.deepEqual(seen.relations, ['sealed'])
    for (const actor of [WINDOW, REVIEWER, APPROVER, SUPERVISOR])
      await assert.rejects(world.as(actor, (call) => caseFor(call, sealed.id, RELATIONS)), { code: 'not-found' })
  })
})

describe('文书', () => {
  it('办件的文书按签发次序；有关系的人打得开，监督的人和外人打不开', async () => {
    const documents = await world.as(LIN, (call) => documentsOf(call.tx, id))
    assert.deepEqual(documents.map(({ kind }) => kind), ['receipt', 'note', 'acceptance'])
    const [first] = documents
    for (const actor of INSIDE) assert.deepEqual((await world.as(actor, (call) => documentFor(call, first?.id ?? ''))).facts, first?.facts)
    for (const actor of [SUPERVISOR, DISCIPLINE, VISITOR, ...ELSEWHERE])
      await assert.rejects(
        world.as(actor, (call) => documentFor(call, first?.id ?? '')),
        { code: 'not-found' },
        actor.id,
      )
    assert.deepEqual(DOCUMENT_READERS, ['applicant', 'agent', 'window', 'owner', 'approver', 'handler', 'sealed'])
  })

  it('没有这份文书', async () => {
    await assert.rejects(world.as(LIN, (call) => documentFor(call, randomUUIDv7())), { code: 'not-found' })
  })
})

describe('我的办件', () => {
  it('自己的、所代表单位的都在，新的在前，别人的不在', async () => {
    const mine = { ...LIN, id: 'mine', party: 'firm' }
    const filed = [
      await opened(world, { applicant: { kind: 'person', id: 'mine', name: '我' } }),
      await opened(world, { applicant: { kind: 'organisation', id: 'firm', name: '某公司' } }),
    ]
    world.today = '2024-04-26'
    filed.push(await opened(world, { applicant: { kind: 'organisation', id: 'firm', name: '某公司' } }))
    const list = (actor: Actor, page = 1) => world.as(actor, (call) => casesFiledBy(call, { page, size: 2 }))
    const first = await list(mine)
    assert.deepEqual([first.total, first.cases[0]?.id, first.cases.length], [3, filed[2]?.id, 2])
    assert.deepEqual([...first.cases, ...(await list(mine, 2)).cases].map((found) => found.id).sort(), filed.map((found) => found.id).sort())
    assert.deepEqual((await list({ ...mine, party: null })).cases.map((found) => found.id), [filed[0]?.id])
    assert.equal((await list(WINDOW)).total, 0)
  })
})
