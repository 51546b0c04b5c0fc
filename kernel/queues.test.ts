import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { ROLES, type Actor } from './actor.ts'
import type { Case } from './case.ts'
import { AGENT, APPROVER, DISCIPLINE, FIRST_DAY, ground, led, LIN, opened, REVIEWER, SUPERVISOR, WINDOW, type Ground } from './district.test-support.ts'
import { COUNT_MAX, worklistFor, type Queue } from './queues.ts'
import { person, type World } from './testing.ts'

const QUEUES = ['todo', 'doing', 'warning', 'done'] as const
const TOWN = [person('town-window', ['window'], 'town'), person('town-reviewer', ['reviewer'], 'town'), person('town-approver', ['approver'], 'town')]
const BOTH: Actor = { ...person('both', ['reviewer', 'approver'], 'market') }

let world: World
let close: Ground['close']
let database: Ground['database']
const cases: Record<string, Case> = {}

/** One case in each place a case can stand. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  submitted: [], correcting: ['ask'], accepted: ['accept'], special: ['accept', 'pause'], reviewed: ['accept', 'review'],
  granted: ['accept', 'review', 'grant'], refused: ['accept', 'review', 'refuse'], withdrawn: ['withdraw'],
}

before(async () => {
  ({ world, close, database } = await ground())
  for (const [name, path] of Object.entries(PATHS)) {
    cases[name] = await led(world, (await opened(world, { item: { code: 'SL1', version: 1, name } })).id, path)
    await opened(world, { sealed: true, item: { code: 'SL1', version: 1, name: '封存' } })
  }
  await opened(world, { receivingOrganisation: 'town', ownerOrganisation: 'town', item: { code: 'SL1', version: 1, name: '镇上的' } })
})
after(() => close())
beforeEach(() => { world.today = FIRST_DAY })

const page = (actor: Actor, queue: Queue, paging: { page?: number; size?: number; today?: string } = {}) =>
  worklistFor(database, actor, { queue, today: paging.today ?? world.today, page: paging.page ?? 1, size: paging.size ?? 50 })
const titles = async (actor: Actor, queue: Queue, today = world.today): Promise<string[]> =>
  (await page(actor, queue, { today })).cases.map(({ title }) => title).sort()

describe('谁的队列里有什么', () => {
  const open = ['accepted', 'correcting', 'reviewed', 'special', 'submitted']
  const closed = ['granted', 'refused', 'withdrawn']
  const expected: [who: string, actor: Actor, todo: string[]][] = [
    ['窗口', WINDOW, ['submitted']], ['审查', REVIEWER, ['accepted', 'special']],
    ['审批', APPROVER, ['reviewed']], ['兼审查审批', BOTH, ['accepted', 'reviewed', 'special']],
  ]
  for (const [who, actor, todo] of expected) {
    it(`${who}：待办是轮到自己的，在办是轮到别人的，已办是办结的`, async () => {
      assert.deepEqual(await titles(actor, 'todo'), todo)
      assert.deepEqual(await titles(actor, 'doing'), open.filter((name) => !todo.includes(name)))
      assert.deepEqual(await titles(actor, 'done'), closed)
    })
  }

  it('镇上的人只看到镇上的', async () => {
    for (const actor of TOWN) for (const queue of QUEUES) {
      const own = (queue === 'todo' && actor.roles[0] === 'window') || (queue === 'doing' && actor.roles[0] !== 'window')
      assert.deepEqual(await titles(actor, queue), own ? ['镇上的'] : [], `${actor.id} ${queue}`)
    }
  })

  it('没有办件岗位的角色，队列都是空的', async () => {
    const others = ROLES.filter((role) => !['window', 'reviewer', 'approver'].includes(role))
    const people = [...others.map((role) => person(role, [role], 'market')), LIN, AGENT, SUPERVISOR, DISCIPLINE, person('lost', ['window'])]
    for (const actor of people) for (const queue of QUEUES) assert.deepEqual(await page(actor, queue), { total: 0, cases: [] }, `${actor.id} ${queue}`)
  })

  it('封存的件不在任何人的队列里', async () => {
    const everybody: Actor = { ...person('everybody', [...ROLES], 'market') }
    for (const actor of [WINDOW, REVIEWER, APPROVER, everybody]) {
      for (const queue of QUEUES) assert(!(await titles(actor, queue, '2030-01-01')).includes('封存'), `${actor.id} ${queue}`)
    }
  })
})

describe('预警', () => {
  it('快到期的前一个工作日起提示，过了期还在；没有受理的、暂停的、办结的不提示', async () => {
    assert.equal(cases['accepted']?.reminderOn, '2024-05-10')
    for (const actor of [WINDOW, REVIEWER, APPROVER]) {
      assert.deepEqual(await titles(actor, 'warning', '2024-05-09'), [])
      assert.deepEqual(await titles(actor, 'warning', '2024-05-10'), ['accepted', 'reviewed'])
      assert.deepEqual(await titles(actor, 'warning', '2024-12-31'), ['accepted', 'reviewed'])
    }
  })
})

describe('次序和分页', () => {
  it('最急的在前；同一天的次序固定；翻页不重不漏', async () => {
    const busy = { ...REVIEWER, id: 'busy', organisation: 'busy' }
    for (const [index, limitWorkingDays] of [9, 3, 7, 3, 1, 5, 3].entries()) {
      const { id } = await opened(world, {
        ownerOrganisation: 'busy',
        item: { code: 'SL1', version: 1, name: `第 ${index} 件` },
        limits: { limitWorkingDays, statutoryWorkingDays: 20, joint: false },
      })
      await led(world, id, ['accept'])
    }
    const whole = await page(busy, 'todo')
    const days = whole.cases.map(({ queueDueOn }) => queueDueOn ?? '')
    assert.deepEqual(days, days.toSorted())
    assert.deepEqual(whole.cases.filter(({ queueDueOn }) => queueDueOn === days[1]).map(({ title }) => title), ['第 1 件', '第 3 件', '第 6 件'])
    const pages = await Promise.all([1, 2, 3, 4].map((number) => page(busy, 'todo', { page: number, size: 3 })))
    assert.deepEqual(pages.map(({ cases: some, total }) => [some.length, total]), [[3, 7], [3, 7], [1, 7], [0, 7]])
    assert.deepEqual(pages.flatMap(({ cases: some }) => some.map(({ id }) => id)), whole.cases.map(({ id }) => id))
  })

  it('已办的新的在前', async () => {
    world.today = '2024-05-06'
    const { id } = await opened(world, { item: { code: 'SL1', version: 1, name: '后办结的' } })
    await led(world, id, ['withdraw'])
    assert.equal((await page(WINDOW, 'done')).cases[0]?.title, '后办结的')
  })

  it(`件数数到 ${COUNT_MAX} 为止`, async () => {
    const crowd = { ...WINDOW, organisation: 'crowd' }
    const [model] = Object.values(cases)
    await runSql(database, `
      insert into kernel.case select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'n' || i,
        'receiving_organisation', 'crowd', 'owner_organisation', 'crowd', 'queue', 'window:crowd'))).*
      from kernel.case c, generate_series(1, ${COUNT_MAX + 5}) i where c.id = $1`, [model?.id])
    const first = await page(crowd, 'todo', { size: 10 })
    assert.deepEqual([first.total, first.cases.length], [COUNT_MAX, 10])
  })
})

describe('每一件恰好在一个队列里', () => {
  it('在办的件恰好轮到一处，办结的哪一处也不轮到', async () => {
    const stations = [...[WINDOW, REVIEWER, APPROVER], ...TOWN]
    for (const [name, found] of Object.entries(cases)) {
      const inTodo = (await Promise.all(stations.map(async (actor) => (await page(actor, 'todo')).cases.some(({ id }) => id === found.id)))).filter(Boolean)
      const applicants = name === 'correcting' ? 1 : 0
      assert.equal(inTodo.length + applicants, PATHS[name] && found.closedAt === null ? 1 : 0, name)
      for (const actor of [WINDOW, REVIEWER, APPROVER, BOTH]) {
        const places = await Promise.all((
          ['todo', 'doing', 'done'] as const).map(async (queue) => (await page(actor, queue)).cases.filter(({ id }) => id === found.id).length),
        )
        assert.deepEqual(places.toSorted(), [0, 0, 1], `${name} ${actor.id}`)
      }
    }
  })

  it('数据库不让在办的件离开队列，也不让办结的件留在队列', async () => {
    const [open, closed] = [cases['accepted']?.id, cases['granted']?.id]
    for (const [statement, id] of [
      ['queue = null', open],
      ['queue_due_on = null', open],
      ['closed_at = now()', open],
      ["queue = 'window:hall', queue_due_on = '2024-01-01'", closed],
      ['closed_at = null', closed],
    ] as const) {
      await assert.rejects(runSql(database, `update kernel.case set ${statement} where id = $1`, [id]), /open_case_in_a_queue/, statement)
    }
  })
})
