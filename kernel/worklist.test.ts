import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Case } from './case.ts'
import { APPROVER, ground, led, LIN, opened, REVIEWER, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { COUNT_MAX, countsFor, countsNarrowed, QUEUES, SORTS, worklistFor, type Narrowing, type Queue, type Sort } from './queues.ts'
import { person, type World } from './testing.ts'
import { waitsFor } from './whose-turn.ts'

let world: World
let close: Ground['close']
let database: Ground['database']

const NAMES = ['李明', '李明亮', '王小小', '欧阳（示例）', '李_', '李%'] as const
const PATHS = [[], ['ask'], ['accept'], ['accept', 'pause'], ['accept', 'review'], ['withdraw']] as const

before(async () => {
  ({ world, close, database } = await ground())
  for (const [index, name] of NAMES.entries()) {
    world.today = `2024-04-${25 + index}`
    const changes = { applicant: { kind: 'person', id: LIN.id, name }, item: { code: `SL${index % 2}`, version: 1, name: `事项 ${index}` } } as const
    await led(world, (await opened(world, changes)).id, PATHS[index] ?? [])
  }
  await opened(world, { sealed: true, applicant: { kind: 'person', id: LIN.id, name: '李封存' } })
})
after(() => close())

const listed = async (queue: Queue, narrowing: Narrowing, sort?: Sort, actor = WINDOW): Promise<string[]> => {
  const request = { queue, today: world.today, page: 1, size: 50, narrowing, ...(sort && { sort }) }
  const { cases, total } = await worklistFor(database, actor, request)
  assert.equal(total, cases.length)
  return cases.map(({ applicant }) => applicant.name)
}
const everywhere = async (narrowing: Narrowing): Promise<string[]> => {
  const found = await Promise.all((['todo', 'doing', 'done'] as const).map((queue) => listed(queue, narrowing)))
  return found.flat().sort()
}

describe('在队列里筛选', () => {
  it('不筛选就是全部，封存的不在其中', async () => {
    assert.deepEqual(await everywhere({}), [...NAMES].sort())
  })

  it('按申请人名字的开头；百分号和下划线只是字，不是通配', async () => {
    assert.deepEqual(await everywhere({ applicant: '李' }), ['李%', '李_', '李明', '李明亮'])
    assert.deepEqual(await everywhere({ applicant: '李明' }), ['李明', '李明亮'])
    assert.deepEqual(await everywhere({ applicant: '李%' }), ['李%'])
    assert.deepEqual(await everywhere({ applicant: '李_' }), ['李_'])
    assert.deepEqual(await everywhere({ applicant: '明' }), [])
    assert.deepEqual(await everywhere({ applicant: "' or true --" }), [])
  })

  it('按事项、按状态；几个条件要同时符合', async () => {
    assert.deepEqual(await everywhere({ itemCode: 'SL0' }), ['李_', '李明', '王小小'])
    assert.deepEqual(await everywhere({ state: 'withdrawn' }), ['李%'])
    assert.deepEqual(await everywhere({ itemCode: 'SL0', applicant: '李' }), ['李_', '李明'])
    assert.deepEqual(await everywhere({ itemCode: 'SL0', state: 'withdrawn' }), [])
  })

  it('到期日不晚于某一天；已办的没有到期日，不受这一条限制', async () => {
    const { cases } = await worklistFor(database, WINDOW, { queue: 'doing', today: world.today, page: 1, size: 50 })
    const [first] = cases
    assert(first?.queueDueOn)
    const until = await listed('doing', { dueBy: first.queueDueOn })
    assert.deepEqual(until, cases.filter(({ queueDueOn }) => queueDueOn === first.queueDueOn).map(({ applicant }) => applicant.name))
    assert(until.length < cases.length)
    assert.deepEqual(await listed('done', { dueBy: '2000-01-01' }), ['李%'])
  })

  it('我经办的和没有人经办的', async () => {
    const own = { ...REVIEWER, id: 'handler' }
    assert.deepEqual(await listed('doing', { handler: 'mine' }, undefined, own), ['李_'])
    assert.deepEqual(await listed('todo', { handler: 'mine' }), [])
    assert.deepEqual(await listed('doing', { handler: 'none' }), (await listed('doing', {})).filter((name) => name !== '李_'))
  })
})

describe('次序', () => {
  it('按到期日、按收件先后，都可以倒过来', async () => {
    const inOrder = await listed('doing', {}, 'opened')
    assert.deepEqual(inOrder, NAMES.filter((name) => inOrder.includes(name)))
    assert.deepEqual(await listed('doing', {}, '-opened'), inOrder.toReversed())
    assert.deepEqual(await listed('doing', {}, '-due'), (await listed('doing', {}, 'due')).toReversed())
  })

  it('每一种次序翻页都不重不漏', async () => {
    for (const sort of SORTS) for (const queue of QUEUES) {
      const page = (number: number, size: number) => worklistFor(database, WINDOW, { queue, today: world.today, page: number, size, sort })
      const whole = (await page(1, 50)).cases.map(({ id }) => id)
      const parts = await Promise.all(whole.map(async (_, index) => (await page(index + 1, 1)).cases[0]?.id))
      assert.deepEqual(parts, whole, `${queue} ${sort}`)
    }
  })
})

describe('件数', () => {
  it('一次问四个队列，与逐个问的一样；头一件动了，记号就变', async () => {
    for (const actor of [WINDOW, REVIEWER, APPROVER, person('lost', ['window']), person('leader', ['leader'], 'market')]) {
      const counts = await countsFor(database, actor, world.today)
      for (const queue of QUEUES) {
        const { total, cases: [first] } = await worklistFor(database, actor, { queue, today: world.today, page: 1, size: 1 })
        assert.deepEqual(counts[queue], { total, head: first ? `${first.id} ${first.version}` : '' }, `${actor.id} ${queue}`)
      }
    }
    const before = await countsFor(database, WINDOW, world.today)
    const [id = ''] = before.todo.head.split(' ')
    await world.step(REVIEWER, id, 'note', { data: { opinion: '记一笔' } })
    const later = await countsFor(database, WINDOW, world.today)
    assert.equal(later.todo.total, before.todo.total)
    assert.notEqual(later.todo.head, before.todo.head)
  })

  it('一次问几种筛选，与逐个问的一样', async () => {
    const narrowings: Narrowing[] = [{}, { applicant: '李' }, { itemCode: 'SL0' }, { state: 'withdrawn' }, { applicant: '没有的' }]
    for (const queue of QUEUES) {
      const single = await Promise.all(narrowings.map(async (narrowing) => (await listed(queue, narrowing)).length))
      assert.deepEqual(await countsNarrowed(database, WINDOW, { queue, today: world.today, narrowings }), single, queue)
    }
    assert.deepEqual(await countsNarrowed(database, WINDOW, { queue: 'todo', today: world.today, narrowings: [] }), [])
  })

  it(`数到 ${COUNT_MAX} 为止`, async () => {
    const crowd = { ...WINDOW, organisation: 'crowd' }
    await runSql(database, `
      insert into kernel.case select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'n' || i,
        'receiving_organisation', 'crowd', 'queue', 'window:crowd'))).*
      from kernel.case c, generate_series(1, ${COUNT_MAX + 5}) i where c.id = (select id from kernel.case where state = 'submitted' and not sealed limit 1)`)
    assert.equal((await countsFor(database, crowd, world.today)).todo.total, COUNT_MAX)
  })
})

describe('等什么', () => {
  const at = (state: string, queue: string | null): Pick<Case, 'type' | 'workflowVersion' | 'state' | 'queue'> =>
    ({ type: errand.caseType, workflowVersion: 1, state, queue })
  it('说的是轮到的人能办的那几步，随时都能办的（撤回）不说', () => {
    assert.equal(waitsFor(world.kernel, at('submitted', 'window:hall')), '等受理、要求补正')
    assert.equal(waitsFor(world.kernel, at('correcting', 'applicant:lin')), '等补正')
    assert.equal(waitsFor(world.kernel, at('accepted', 'owner:market')), '等暂停、审查')
    assert.equal(waitsFor(world.kernel, at('reviewed', 'approver:market')), '等准予、不予')
    assert.equal(waitsFor(world.kernel, at('granted', null)), null)
  })
  it('没有一步可说的时候也有一句话', () => {
    assert.equal(waitsFor(world.kernel, at('submitted', 'approver:market')), '等办理')
  })
})
