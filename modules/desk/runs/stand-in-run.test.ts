import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { eventsOf, worklistFor, type Actor, type Case } from '#kernel'
import { FIRST_DAY, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { actorNow, colleaguesOf } from '../colleagues.ts'
import { later, office, OTHER_POST, several, workAllOff } from '../office.test-support.ts'
import { runView } from './run-view.ts'
import { startStepRun } from './start-run.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  await runSql(ground.database, 'delete from people.delegation')
})

/** The window clerk leaves her post to somebody who is no window clerk. */
const delegate = (until = FIRST_DAY) => runSql(ground.database, `
  insert into people.delegation (id, absent, stand_in, roles, from_day, until_day, reason, set_by, set_at)
  values (gen_random_uuid(), $1, $2, '{}', $3, $4, '', $1, now())`, [WINDOW.id, OTHER_POST.id, FIRST_DAY, until])
const endNow = () => runSql(ground.database, 'update people.delegation set ended_by = absent, ended_at = $1', [ground.world.now])
const standIn = (): Promise<Actor> => actorNow(ground.database, OTHER_POST.id, ground.world)
const acceptAll = async (cases: readonly Case[]): Promise<string> => {
  const asked = { step: 'accept', data: { opinion: '材料齐全。' }, cases: cases.map(({ id, version }) => ({ caseId: id, version })) }
  return ground.world.as(await standIn(), (call) => startStepRun(call, asked, undefined))
}
const itemsOf = async (run: string) => (await ground.world.as(OTHER_POST, (call) => runView(call, run, 1))).items

describe('代办的人成批办', () => {
  it('到时候还在代办：逐件办成，记录写明谁代谁', async () => {
    await delegate()
    const cases = await several(ground, 2)
    const run = await acceptAll(cases)
    later(ground, 10)
    await workAllOff(ground)
    assert.deepEqual((await itemsOf(run)).map(({ state }) => state), ['done', 'done'])
    for (const { id } of cases) {
      const last = (await eventsOf(ground.database, id)).at(-1)
      assert.deepEqual(last?.actor.onBehalfOf, { id: WINDOW.id, name: WINDOW.id })
    }
  })

  it('等生效的十分钟里代办结束了：一件也不办，说明为什么，件还在原处', async () => {
    await delegate()
    const cases = await several(ground, 2)
    const run = await acceptAll(cases)
    later(ground, 5)
    await endNow()
    later(ground, 5)
    await workAllOff(ground)
    const items = await itemsOf(run)
    assert.deepEqual(items.map(({ state }) => state), ['refused', 'refused'])
    assert.match(items[0]?.message ?? '', /委托代办已经结束/)
    for (const { id } of cases) assert.equal((await ground.world.caseNow(id)).state, 'submitted')
  })

  it('办到一半代办结束了：办了的算数，没办的不办', async () => {
    await delegate()
    const [first, second] = [await several(ground, 1), await several(ground, 1)]
    const runs = [await acceptAll(first)]
    later(ground, 1)
    runs.push(await acceptAll(second))
    later(ground, 9)
    await workAllOff(ground)
    await endNow()
    later(ground, 1)
    await workAllOff(ground)
    const states = await Promise.all(runs.map(async (run) => (await itemsOf(run)).map(({ state }) => state)))
    assert.deepEqual(states, [['done'], ['refused']])
  })

  it('待办里有不在岗的人的件，“我经办的”里也有她名下的；代办结束就没有了', async () => {
    await delegate()
    const [found] = await several(ground, 1)
    await ground.world.step(WINDOW, found?.id ?? '', 'assign', { data: { handlerId: WINDOW.id } })
    const { database, world } = ground
    const listed = async (handler?: 'mine') =>
      (await worklistFor(database, await standIn(), { queue: 'todo', today: world.today, page: 1, size: 200, narrowing: { handler } })).cases.some(
        ({ id }) => id === found?.id,
      )
    assert.deepEqual([await listed(), await listed('mine')], [true, true])
    await endNow()
    assert.deepEqual([await listed(), await listed('mine')], [false, false])
  })

  it('同事名单和“交给谁”也认代办的岗位；代办结束就不认', async () => {
    await delegate()
    const [found] = await several(ground, 1)
    const assign = () => ground.world.step(WINDOW, found?.id ?? '', 'assign', { data: { handlerId: OTHER_POST.id } })
    await assign()
    assert.equal((await ground.world.caseNow(found?.id ?? '')).handlerId, OTHER_POST.id)
    const listed = await ground.world.as(WINDOW, (call) => colleaguesOf(call))
    assert.deepEqual(listed.find(({ id }) => id === OTHER_POST.id), { id: OTHER_POST.id, name: OTHER_POST.id, roles: ['reviewer', 'window'], openCases: 1 })
    await endNow()
    await assert.rejects(assign(), { code: 'rule' })
  })
})
