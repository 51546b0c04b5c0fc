import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { after, before, beforeEach, describe, it } from 'node:test'
import { randomUUIDv7 } from 'node:crypto'
import { dayAt } from '#platform/day'
import { asRefusal, runSql } from '#platform/database'
import { SYSTEM } from './actor.ts'
import {
  AGENT, APPROVER, countRows, DATA, DISCIPLINE, ELSEWHERE, FIRST_DAY, ground, led, LIN, opened, REVIEWER, SUPERVISOR, WINDOW, type Ground,
} from './district.test-support.ts'
import { eventsOf } from './event-log.ts'
import type { World } from './testing.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground()))
after(() => close())
beforeEach(() => { world.today = FIRST_DAY })

describe('办件只能一步一步办', () => {
  it('一步办成：状态、版本、记录、文书、期限和所在队列一起变', async () => {
    const { id } = await opened(world)
    const accepted = await world.step(WINDOW, id, 'accept')
    assert.deepEqual([accepted.state, accepted.version, accepted.queue], ['accepted', 2, 'owner:market'])
    assert.deepEqual([accepted.acceptedOn, accepted.dueOn, accepted.queueDueOn, accepted.nextTimerAt], ['2024-04-25', '2024-05-11', '2024-05-11', null])
    assert.deepEqual(await world.caseNow(id), accepted)
    const events = await eventsOf(database, id)
    assert.deepEqual(events.map(({ seq, step, fromState, toState, relation, actor }) => [seq, step, fromState, toState, relation, actor.id]), [
      [1, 'open', null, 'submitted', 'applicant', 'lin'], [2, 'accept', 'submitted', 'accepted', 'window', 'window'],
    ])
    assert.equal(events[1]?.previousHash, events[0]?.hash)
    assert.deepEqual(events[1]?.issued?.kind, 'acceptance')
  })

  it('改办件、写记录的语句只在内核的三个文件里', () => {
    const writes = /(update|insert into|delete from)\s+kernel\.(case|event|document)\b|(updateTable|insertInto|deleteFrom)\('kernel\.(case|event|document)'\)/
    const sources = globSync(['kernel/**/*.ts', 'base/**/*.ts', 'modules/**/*.ts', '*.ts']).filter((path) => !/test/.test(path))
    assert(sources.length > 100)
    assert.deepEqual(sources.filter((path) => writes.test(readFileSync(path, 'utf8'))).sort(), ['kernel/recalculate.ts', 'kernel/timers.ts', 'kernel/write.ts'])
  })

  it('关系不对的人不能办，办件不变', async () => {
    const found = await opened(world)
    for (const actor of [LIN, AGENT, REVIEWER, APPROVER, SUPERVISOR]) {
      await assert.rejects(world.step(actor, found.id, 'accept'), { code: 'forbidden', message: /您与本办件的关系不能办理“受理”/ })
    }
    assert.deepEqual(await world.caseNow(found.id), found)
  })

  it('状态不对不能办，并说清现在是什么状态', async () => {
    const { id } = await opened(world)
    await assert.rejects(world.step(REVIEWER, id, 'review'), { code: 'conflict', message: '本办件现在是“待受理”，不能审查，请刷新后再看' })
    await led(world, id, ['accept', 'review', 'grant'])
    await assert.rejects(world.step(LIN, id, 'withdraw'), { code: 'conflict' })
    await assert.rejects(world.step(APPROVER, id, 'grant'), { code: 'conflict' })
  })

  it('没有这一步、没有这一件，都说没有', async () => {
    const { id } = await opened(world)
    for (const name of ['fly', 'toString', '__proto__', 'constructor']) await assert.rejects(world.step(WINDOW, id, name), { code: 'not-found' })
    await assert.rejects(world.step(WINDOW, randomUUIDv7(), 'accept'), { code: 'not-found' })
  })

  it('对不相干的人，办件不存在：同样的话，不管办件在不在', async () => {
    const { id } = await opened(world)
    const sealed = await opened(world, { sealed: true })
    for (const actor of ELSEWHERE) {
      const there = await world.step(actor, id, 'accept').catch((error: unknown) => error)
      const nowhere = await world.step(actor, randomUUIDv7(), 'accept').catch((error: unknown) => error)
      assert.deepEqual({ ...Object(there), message: String(there) }, { ...Object(nowhere), message: String(nowhere) })
      assert.equal(Object(there).code, 'not-found')
    }
    for (const actor of [WINDOW, REVIEWER, APPROVER, SUPERVISOR]) await assert.rejects(world.step(actor, sealed.id, 'accept'), { code: 'not-found' })
    await assert.rejects(world.step(DISCIPLINE, id, 'accept'), { code: 'not-found' })
  })

  it('系统的步骤人不能代办', async () => {
    const { id } = await opened(world)
    world.today = '2024-05-20'
    for (const actor of [LIN, WINDOW, REVIEWER, APPROVER]) await assert.rejects(world.step(actor, id, 'deem'), { code: 'forbidden' })
  })

  it('规则说不，就不能办', async () => {
    const { id } = await opened(world, { form: { blocked: 'yes' } })
    await led(world, id, ['accept', 'review'])
    await assert.rejects(world.step(APPROVER, id, 'grant'), { code: 'rule', message: '材料还有问题，请先处理再准予' })
    assert.equal((await world.step(APPROVER, id, 'refuse')).state, 'refused')
  })

  it('没有法律效力的步骤不记：期限届满后不能延长，只能延长一次，最多十个工作日', async () => {
    const { id } = await opened(world)
    await led(world, id, ['accept'])
    await assert.rejects(world.step(APPROVER, id, 'extend', { data: { days: 11 } }), { code: 'rule', message: /没有法律效力/ })
    world.today = '2024-05-12'
    const late = await countRows(database)
    await assert.rejects(world.step(APPROVER, id, 'extend', { data: { days: 5 } }), { code: 'rule' })
    assert.deepEqual(await countRows(database), late)
    world.today = '2024-05-11'
    assert.equal((await world.step(APPROVER, id, 'extend', { data: { days: 5 } })).dueOn, '2024-05-17')
    await assert.rejects(world.step(APPROVER, id, 'extend', { data: { days: 5 } }), { code: 'rule' })
  })

  it('原地的步骤不改别人该办到哪一天，期限变了才变', async () => {
    const { id } = await opened(world)
    const paused = await led(world, id, ['accept', 'pause'])
    assert.equal(paused.queueDueOn, '2024-05-24')
    world.today = '2024-05-06'
    assert.equal((await world.step(APPROVER, id, 'extend', { data: { days: 5 } })).queueDueOn, '2024-05-24')
    const resumed = await world.step(REVIEWER, id, 'resume')
    assert.equal(resumed.queueDueOn, resumed.dueOn)
    assert.equal((await world.step(WINDOW, id, 'note', { data: { opinion: '在催' } })).queueDueOn, resumed.dueOn)
  })

  it('谁的队列可以看办件本身', async () => {
    const easy = await opened(world, { traits: { easy: true } })
    const hard = await opened(world)
    assert.equal((await led(world, easy.id, ['accept', 'review'])).queue, 'owner:market')
    assert.equal((await led(world, hard.id, ['accept', 'review'])).queue, 'approver:market')
    const asked = await opened(world)
    assert.equal((await led(world, asked.id, ['ask'])).queue, 'applicant:lin')
  })
})

describe('法律已经替窗口办了的，先办', () => {
  it('五个工作日没有答复，下一步之前先记视为受理，窗口再受理就晚了', async () => {
    const { id } = await opened(world)
    world.today = '2024-05-07'
    await assert.rejects(world.step(WINDOW, id, 'accept'), { code: 'conflict', message: /审查中/ })
    const reviewed = await world.step(REVIEWER, id, 'review')
    assert.deepEqual([reviewed.state, reviewed.version, reviewed.acceptedOn], ['reviewed', 3, '2024-04-25'])
    const events = await eventsOf(database, id)
    assert.deepEqual(
      events.map(({ step, relation, actor }) => [step, relation, actor.id]),
      [
        ['open', 'applicant', 'lin'],
        ['deem', 'system', 'system'],
        ['review', 'owner', 'reviewer'],
      ],
    )
    assert.equal(events[1]?.issued?.kind, 'acceptance')
  })

  it('那一天还没有过去，就还等窗口', async () => {
    const { id } = await opened(world)
    world.today = '2024-05-06'
    assert.equal((await world.step(WINDOW, id, 'accept')).acceptedOn, '2024-05-06')
  })
})

describe('时间往回跳', () => {
  it('机器的钟往回拨，办件的历史不往回走', async () => {
    world.now = new Date('2024-04-26T08:00:00.000Z')
    const { id } = await opened(world)
    world.now = new Date('2024-04-25T01:00:00.000Z')
    await led(world, id, ['accept', 'note', 'review'])
    world.now = new Date('2024-04-26T07:59:59.999Z')
    const granted = await led(world, id, ['grant'])
    const events = await eventsOf(database, id)
    assert.deepEqual(events.map(({ on }) => on), Array(5).fill('2024-04-26'))
    assert(events.every((event, index) => index === 0 || event.at >= (events[index - 1]?.at ?? event.at)))
    assert.deepEqual(
      [granted.lastAt.toISOString(), granted.acceptedOn, granted.clock.events.map(({ on }) => on)],
      ['2024-04-26T08:00:00.000Z', '2024-04-26', ['2024-04-26', '2024-04-26', '2024-04-26']],
    )
  })

  it('往回拨一年，计时器也不提前响，步骤照样能办', async () => {
    const { id } = await opened(world)
    world.today = '2023-04-25'
    await world.settle()
    const accepted = await world.step(WINDOW, id, 'accept')
    assert.deepEqual([accepted.version, dayAt(accepted.lastAt)], [2, '2024-04-25'])
  })
})

describe('填得不对', () => {
  it('错的字段一次说完，每个都有名字和办法', async () => {
    const { id } = await opened(world)
    const refused = await world.step(WINDOW, id, 'note', { data: { opinion: 7, reason: '长'.repeat(201), extra: 1 } }).catch((error: unknown) => Object(error))
    assert.equal(refused.code, 'invalid')
    assert.deepEqual(refused.fields.map(({ path }: { path: string }) => path).sort(), ['extra', 'opinion', 'reason'])
    assert(refused.fields.every(({ message }: { message: string }) => /[\u4e00-\u9fff]/.test(message)))
    await assert.rejects(world.step(WINDOW, id, 'note'), { code: 'invalid', fields: [{ path: 'opinion', message: '缺少这一项，请填写' }] })
  })

  it('没有表单的步骤不收内容', async () => {
    const { id } = await opened(world)
    await assert.rejects(world.step(WINDOW, id, 'accept', { data: { opinion: '好' } }), { code: 'invalid', fields: [{ path: 'opinion', message: '没有这一项，请去掉' }] })
  })

  it('空字符存不进去，说是填错了，什么也没有留下', async () => {
    const { id } = await opened(world)
    const before = await countRows(database)
    const error = await world.step(WINDOW, id, 'note', { data: { opinion: '前\u0000后' } }).catch((fault: unknown) => fault)
    assert.equal(asRefusal(error)?.code, 'invalid', String(error))
    assert.deepEqual(await countRows(database), before)
    assert.equal((await world.step(WINDOW, id, 'note', { data: { opinion: '前后' } })).version, 2)
  })

  it('嵌套一千层的内容不收', async () => {
    const { id } = await led(world, (await opened(world)).id, ['ask'])
    let deep: unknown = '底'
    for (let depth = 0; depth < 1000; depth += 1) deep = { deep }
    await assert.rejects(world.step(LIN, id, 'supplement', { data: { form: { deep } } }), { code: 'invalid' })
    assert.equal((await world.caseNow(id)).state, 'correcting')
  })

  it('内容里有引号、反斜杠、表情和 SQL，原样存取', async () => {
    const { id } = await opened(world)
    const opinion = `'; drop table kernel.case; -- "\\n" 👍🏽 𠮷 \t\n`
    await world.step(WINDOW, id, 'note', { data: { opinion } })
    assert.equal((await eventsOf(database, id))[1]?.data['opinion'], opinion)
    assert.deepEqual(await runSql(database, 'select opinion from errand_note where case_id = $1', [id]), [{ opinion }])
  })
})

it('办事的人记的是他以什么身份办的', async () => {
  const both = { ...WINDOW, id: 'two-posts', roles: ['window', 'reviewer'] as const, organisation: 'market' }
  const { id } = await opened(world, { receivingOrganisation: 'market' })
  await world.step(both, id, 'accept')
  await world.step(both, id, 'note', { data: DATA['note'] ?? {} })
  assert.deepEqual((await eventsOf(database, id)).map(({ relation }) => relation), ['applicant', 'window', 'owner'])
  await assert.rejects(world.step(SYSTEM, id, 'review'), { code: 'forbidden' })
})
