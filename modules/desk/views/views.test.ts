import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { schemaErrors } from '#platform/schema'
import type { Actor, Queue } from '#kernel'
import { FIRST_DAY, REVIEWER, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { COLLEAGUE, office, several } from '../office.test-support.ts'
import { stateNames } from './states.ts'
import { narrowingOn, View } from './view.ts'
import { beginWith, changeView, countsOfViews, dropView, keepView, viewsOf } from './views.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())
beforeEach(async () => { await runSql(ground.database, 'delete from desk.view') })

const VIEW: View = {
  name: '快到期的餐饮', queue: 'todo', narrowing: { item: 'SL1', dueBy: '2026-03-31', handler: 'mine' }, sort: '-opened', columns: ['number', 'due'],
}
const KEPT = { ...VIEW, shared: false, own: true, by: null, first: false }
const as = <Answer>(actor: Actor, work: Parameters<typeof ground.world.as<Answer>>[1]) => ground.world.as(actor, work)
const keep = (view: View, actor = WINDOW) => as(actor, (call) => keepView(call, view))
const views = (actor = WINDOW) => as(actor, viewsOf)
const begin = (viewId: string | null, { actor = WINDOW, queue = 'todo' }: { actor?: Actor; queue?: Queue } = {}) =>
  as(actor, (call) => beginWith(call, queue, viewId))
const first = async (actor = WINDOW) => (await views(actor)).filter(({ first: isFirst }) => isFirst).map(({ name }) => name)

describe('视图', () => {
  it('存在服务器上，换一台电脑还在；同名的换成新的', async () => {
    const { id } = await keep(VIEW)
    assert.deepEqual(await views(), [{ ...KEPT, id }])
    await keep({ ...VIEW, name: ' 快到期的餐饮 ', sort: 'due' })
    assert.deepEqual(await views(), [{ ...KEPT, sort: 'due', id }])
  })

  it('没有共享的只是自己的；别人看不见、改不了、删不掉', async () => {
    const { id } = await keep(VIEW)
    assert.deepEqual(await views(COLLEAGUE), [])
    await assert.rejects(as(COLLEAGUE, (call) => changeView(call, id, VIEW)), { code: 'not-found' })
    await assert.rejects(as(COLLEAGUE, (call) => dropView(call, id)), { code: 'not-found' })
    await as(WINDOW, (call) => dropView(call, id))
    assert.deepEqual(await views(), [])
    await assert.rejects(as(WINDOW, (call) => dropView(call, id)), { code: 'not-found' })
  })

  it('改名、换条件；已有的名字不能再用', async () => {
    const { id } = await keep(VIEW)
    await keep({ ...VIEW, name: '另一个' })
    assert.deepEqual(await as(WINDOW, (call) => changeView(call, id, { ...VIEW, name: '三天内到期', narrowing: { dueWithin: 3 } })),
      { ...KEPT, id, name: '三天内到期', narrowing: { dueWithin: 3 } })
    await assert.rejects(as(WINDOW, (call) => changeView(call, id, { ...VIEW, name: ' 另一个 ' })), { code: 'conflict' })
    await assert.rejects(as(WINDOW, (call) => changeView(call, id, { ...VIEW, name: '  ' })), { code: 'invalid' })
    assert.deepEqual((await views()).map(({ name }) => name).sort(), ['三天内到期', '另一个'])
  })

  it('没有名字的、太多的不收', async () => {
    await assert.rejects(keep({ ...VIEW, name: '   ' }), { code: 'invalid' })
    for (let number = 1; number <= 30; number += 1) await keep({ ...VIEW, name: `第 ${number} 个` })
    await assert.rejects(keep({ ...VIEW, name: '多出的' }), { code: 'rule' })
    assert.equal((await views()).length, 30)
  })

  it('不认识的条件、次序、列、日子不收', async () => {
    assert.deepEqual(schemaErrors(View, VIEW), [])
    for (const wrong of [
      { sort: 'colour' },
      { queue: 'all' },
      { columns: ['secret'] },
      { narrowing: { secret: 'x' } },
      { name: '' },
      { columns: ['due', 'due'] },
      { narrowing: { dueWithin: -2 } },
    ]) {
      assert.notDeepEqual(schemaErrors(View, { ...VIEW, ...wrong }), [], JSON.stringify(wrong))
    }
    await assert.rejects(keep({ ...VIEW, narrowing: { dueBy: '2026-02-30' } }), { code: 'invalid' })
  })
})

describe('共享的视图', () => {
  it('本单位的同事看得见，写着是谁的，不能改；外单位看不见', async () => {
    const { id } = await keep({ ...VIEW, shared: true })
    assert.deepEqual(await views(COLLEAGUE), [{ ...KEPT, id, shared: true, own: false, by: WINDOW.name }])
    await assert.rejects(as(COLLEAGUE, (call) => dropView(call, id)), { code: 'not-found' })
    assert.deepEqual(await views(REVIEWER), [])
    assert.deepEqual(await views({ ...REVIEWER, organisation: null }), [])
  })

  it('“我经办的”说的是看的人，不是存的人', async () => {
    const [found] = await several(ground, 2)
    assert(found)
    const { id } = await keep({ ...VIEW, shared: true, narrowing: { handler: 'mine' } })
    await ground.world.step(WINDOW, found.id, 'assign', { data: { handlerId: COLLEAGUE.id } })
    assert.deepEqual(await as(WINDOW, (call) => countsOfViews(call, 'todo')), { [id]: 0 })
    assert.deepEqual(await as(COLLEAGUE, (call) => countsOfViews(call, 'todo')), { [id]: 1 })
  })
})

describe('打开队列先看哪个视图', () => {
  it('每个队列一个；换一个就换掉，也可以不要', async () => {
    const [one, other] = [await keep(VIEW), await keep({ ...VIEW, name: '另一个' })]
    await begin(one.id)
    assert.deepEqual(await first(), ['快到期的餐饮'])
    await begin(other.id)
    assert.deepEqual(await first(), ['另一个'])
    await begin(null)
    assert.deepEqual(await first(), [])
    await assert.rejects(begin(one.id, { queue: 'done' }), { code: 'not-found' })
    await begin(one.id)
    await keep({ ...VIEW, queue: 'done' })
    assert.deepEqual(await first(), [])
  })

  it('可以用同事共享的；同事不再共享，就回到全部', async () => {
    const { id } = await keep({ ...VIEW, shared: true })
    await begin(id, { actor: COLLEAGUE })
    assert.deepEqual([await first(COLLEAGUE), await first()], [['快到期的餐饮'], []])
    await as(WINDOW, (call) => changeView(call, id, { ...VIEW, shared: false }))
    await as(WINDOW, (call) => changeView(call, id, { ...VIEW, shared: true }))
    assert.deepEqual(await first(COLLEAGUE), [])
    await begin(id, { actor: COLLEAGUE })
    // Kept anew under its name, which is the same as changing it.
    await keep({ ...VIEW, shared: false })
    await keep({ ...VIEW, shared: true })
    assert.deepEqual(await first(COLLEAGUE), [])
    await assert.rejects(begin((await keep({ ...VIEW, name: '没有共享' })).id, { actor: COLLEAGUE }), { code: 'not-found' })
  })
})

describe('视图里的条件', () => {
  it('“几天内到期”从看的那天算起，和写定的日子哪个早算哪个', () => {
    assert.deepEqual(narrowingOn({ item: 'SL1', dueWithin: 3 }, '2026-03-30'), { itemCode: 'SL1', dueBy: '2026-04-02' })
    assert.equal(narrowingOn({ dueWithin: -1 }, FIRST_DAY).dueBy, '2026-03-01')
    assert.equal(narrowingOn({ dueWithin: 3, dueBy: '2026-03-03' }, FIRST_DAY).dueBy, '2026-03-03')
    assert.equal(narrowingOn({ dueWithin: 3, dueBy: '2026-03-09' }, FIRST_DAY).dueBy, '2026-03-05')
    assert.equal(narrowingOn({}, FIRST_DAY).dueBy, undefined)
  })

  it('可选的状态就是各流程里写的状态，同名的只列一次', () => {
    const names = stateNames(ground.world.kernel)
    for (const label of ['待受理', '审查中', '待核实']) assert.equal(names.filter((one) => one.label === label).length, 1, label)
  })
})
