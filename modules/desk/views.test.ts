import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { schemaErrors } from '#platform/schema'
import { WINDOW, type Hall } from '../applications/hall.test-support.ts'
import { COLLEAGUE, office } from './office.test-support.ts'
import { dropView, keepView, View, viewsOf } from './views.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())

const VIEW: View = { name: '快到期的餐饮', queue: 'todo', narrowing: { item: 'SL1', dueBy: '2026-03-31', handler: 'mine' }, sort: '-opened', columns: ['number', 'due'] }
const keep = (view: View, actor = WINDOW) => ground.world.as(actor, (call) => keepView(call, view))
const views = (actor = WINDOW) => ground.world.as(actor, viewsOf)

describe('视图', () => {
  it('存在服务器上，换一台电脑还在；同名的换成新的', async () => {
    const { id } = await keep(VIEW)
    assert.deepEqual(await views(), [{ ...VIEW, id }])
    await keep({ ...VIEW, name: ' 快到期的餐饮 ', sort: 'due' })
    assert.deepEqual(await views(), [{ ...VIEW, sort: 'due', id }])
  })

  it('只是自己的；别人删不掉', async () => {
    const { id } = await keep(VIEW)
    assert.deepEqual(await views(COLLEAGUE), [])
    await assert.rejects(ground.world.as(COLLEAGUE, (call) => dropView(call, id)), { code: 'not-found' })
    await ground.world.as(WINDOW, (call) => dropView(call, id))
    assert.deepEqual(await views(), [])
    await assert.rejects(ground.world.as(WINDOW, (call) => dropView(call, id)), { code: 'not-found' })
  })

  it('没有名字的、太多的不收', async () => {
    await assert.rejects(keep({ ...VIEW, name: '   ' }), { code: 'invalid' })
    for (let number = 1; number <= 30; number += 1) await keep({ ...VIEW, name: `第 ${number} 个` })
    await assert.rejects(keep({ ...VIEW, name: '多出的' }), { code: 'rule' })
    assert.equal((await views()).length, 30)
  })

  it('不认识的条件、次序、列不收', () => {
    assert.deepEqual(schemaErrors(View, VIEW), [])
    for (const wrong of [{ sort: 'colour' }, { queue: 'all' }, { columns: ['secret'] }, { narrowing: { secret: 'x' } }, { name: '' }, { columns: ['due', 'due'] }]) {
      assert.notDeepEqual(schemaErrors(View, { ...VIEW, ...wrong }), [], JSON.stringify(wrong))
    }
  })
})
