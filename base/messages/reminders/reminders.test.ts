import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { SYSTEM, type DailyWork } from '#kernel'
import { person } from '#kernel/testing'
import { filed, FIRST_DAY, hall, led, LIN, type Hall } from '../../../modules/applications/hall.test-support.ts'
import { todoOf, remindStaff } from './staff-todo.ts'
import { remindOfTurn } from './their-turn.ts'

let ground: Hall
before(async () => {
  ground = await hall()
  await runSql(ground.database, "insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('hall', '大厅', '大厅', 'hall', false)")
  for (const [id, kind, organisation] of [['lin', 'citizen', null], ['window', 'staff', 'hall'], ['idle', 'staff', 'hall']]) {
    await runSql(
      ground.database,
      `insert into people.account (id, login, name, kind, password_hash, organisation, created_at) values ($1, $1, $1, $2, '', $3, now())`,
      [id, kind, organisation],
    )
  }
  await runSql(ground.database, "insert into people.account_role (account, role) values ('window', 'window')")
})
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  await runSql(ground.database, `truncate messages.day_done; delete from messages.message where key ~ '^(turn|todo)';
    update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null`)
})

const run = (work: DailyWork): Promise<void> => ground.world.as(SYSTEM, (call) => work.run(call))
const told = (pattern: string) => runSql<{ recipient: string; title: string; urgency: string; actBy: string | null }>(
  ground.database, 'select recipient, title, urgency, act_by as "actBy" from messages.message where key ~ $1 order by id', [pattern])

describe('轮到申请人，快到期了提醒', () => {
  it('最后一天以前三个工作日提醒一次，当天再提醒一次；别的日子不提醒', async () => {
    const { found } = await filed(ground)
    const { queueDueOn } = await led(ground, found.id, ['requestCorrection'])
    assert.equal(queueDueOn, '2026-03-16')
    const days: string[] = []
    for (const day of ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-15', '2026-03-16', '2026-03-17']) {
      ground.world.today = day
      const before = (await told('^turn')).length
      await run(remindOfTurn)
      if ((await told('^turn')).length > before) days.push(day)
    }
    assert.deepEqual(days, ['2026-03-11', '2026-03-16'])
    const [first] = await told('^turn')
    assert.deepEqual([first?.recipient, first?.urgency, first?.actBy], [LIN.id, 'urgent', '2026-03-16'])
  })

  it('一天跑多少遍、几个进程一起跑，都只提醒一次', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection'])
    ground.world.today = '2026-03-16'
    await Promise.all(Array.from({ length: 4 }, () => run(remindOfTurn)))
    await run(remindOfTurn)
    assert.equal((await told('^turn')).length, 1)
  })

  it('轮到窗口的不催申请人；写到一半失败，什么也没有留下，可以再来', async () => {
    await filed(ground)
    ground.world.today = '2026-03-09'
    await run(remindOfTurn)
    assert.deepEqual(await told('^turn'), [])
    await runSql(ground.database, 'truncate messages.day_done')
    await assert.rejects(ground.world.as(SYSTEM, async (call) => { await remindOfTurn.run(call); throw new Error('undo') }), /undo/)
    assert.deepEqual(await runSql(ground.database, 'select name from messages.day_done'), [])
  })
})

describe('工作人员一天一条待办提醒', () => {
  it('有快到期和超期的，各是几件；没有事的人不提醒；休息日不提醒', async () => {
    await filed(ground)
    await filed(ground)
    ground.world.today = '2026-03-06'
    await run(remindStaff)
    assert.deepEqual((await told('^todo')).map(({ recipient, title, urgency }) => [recipient, title, urgency]), [['window', '待办：2 件快到期', 'ordinary']])
    ground.world.today = '2026-03-07'
    await run(remindStaff)
    assert.equal((await told('^todo')).length, 1)
    ground.world.today = '2026-03-10'
    await run(remindStaff)
    await run(remindStaff)
    assert.deepEqual((await told('^todo')).map(({ title }) => title).at(-1), '待办：2 件已超期')
  })

  it('离到期还早的不提醒', async () => {
    await filed(ground)
    await run(remindStaff)
    assert.deepEqual(await told('^todo'), [])
  })

  it('同事经办的不算我的，没有人经办的算，替她代办时也算；别的单位、别的岗位的不算', () => {
    const groups = [
      { queue: 'window:hall', handler: null, near: 1, late: 2 },
      { queue: 'window:hall', handler: 'colleague', near: 10, late: 10 },
      { queue: 'window:hall', handler: 'me', near: 4, late: 0 },
      { queue: 'window:town', handler: null, near: 100, late: 0 },
      { queue: 'owner:hall', handler: null, near: 1000, late: 0 },
    ]
    const me = person('me', ['window', 'leader'], 'hall')
    assert.deepEqual(todoOf(me, groups), { near: 5, late: 2 })
    assert.deepEqual(todoOf({ ...me, roles: ['leader'] }, groups), { near: 0, late: 0 })
    assert.deepEqual(todoOf({ ...me, standsInFor: [{ id: 'colleague', name: '同事', roles: ['window'], until: '2026-03-06' }] }, groups), { near: 15, late: 12 })
  })
})
