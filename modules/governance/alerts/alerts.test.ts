import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { recalculateOpenCases, runJob, SYSTEM, withProvisionalYears, buildCalendar, type Case } from '#kernel'
import { APPROVER, filed, FIRST_DAY, hall, led, REVIEWER, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { fireDeadlines } from './fire.ts'
import { governance } from '../index.ts'
import { fireRound, settleRound } from './rounds.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  await runSql(ground.database, `delete from governance.sweep; delete from governance.alert;
    update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null`)
})

interface Row { id: string; rule: string; level: string; occurrence: string; organisation: string; superviseUntil: string | null; how: string | null }
const alerts = (caseId: string): Promise<Row[]> => runSql<Row>(ground.database, `
  select id::text, rule, level, occurrence, organisation, supervise_until as "superviseUntil", settled_how as how
  from governance.alert where case_id = $1 order by id`, [caseId])
const rules = async (caseId: string): Promise<string[]> => (await alerts(caseId)).map(({ rule }) => rule)
const fire = (batch?: number) => fireDeadlines(ground.database, ground.world, batch)
const settle = () => settleRound.run(ground.world)
/** What the steps have sent, each twice, as the queue may; without the projections, which wait for others on the server. */
async function jobsTwice(): Promise<void> {
  const { world, database } = ground
  const sent = world.jobs.splice(0).filter(({ reaction }) => reaction.startsWith('governance.'))
  for (const job of [...sent, ...sent]) await inTransaction(database, (tx) => runJob(world.kernel, tx, job, world))
}
/** Accepted today: ten working days. */
const accepted = async (): Promise<Case> => led(ground, (await filed(ground)).found.id, ['accept'])

describe('到期提示、黄牌、红牌', () => {
  it('到期前一个工作日提示；过了到期日出黄牌，给督办期限；过了督办期限出红牌；每样一次', async () => {
    const { id, dueOn } = await accepted()
    assert.equal(dueOn, '2026-03-16')
    const fired: [string, string[]][] = []
    for (const day of ['2026-03-12', '2026-03-13', '2026-03-16', '2026-03-17', '2026-03-20', '2026-03-21', '2026-03-23']) {
      ground.world.today = day
      await fire()
      await fire()
      fired.push([day, await rules(id)])
    }
    assert.deepEqual(fired, [
      ['2026-03-12', []], ['2026-03-13', ['reminder']], ['2026-03-16', ['reminder']], ['2026-03-17', ['reminder', 'overdue']],
      ['2026-03-20', ['reminder', 'overdue']], ['2026-03-21', ['reminder', 'overdue', 'overdue-red']], ['2026-03-23', ['reminder', 'overdue', 'overdue-red']],
    ])
    assert.deepEqual((await alerts(id)).map(({ level, superviseUntil, organisation }) => [level, superviseUntil, organisation]),
      [['reminder', null, 'market-regulation'], ['yellow', '2026-03-20', 'market-regulation'], ['red', null, 'market-regulation']])
  })

  it('督办期限以前办结的，不出红牌；黄牌算处置了', async () => {
    const { id } = await accepted()
    ground.world.today = '2026-03-17'
    await fire()
    await led(ground, id, ['review', 'approve'])
    await settle()
    ground.world.today = '2026-03-25'
    await fire()
    assert.deepEqual((await alerts(id)).map(({ rule, how }) => [rule, how]).slice(0, 1), [['overdue', 'done']])
    assert(!(await rules(id)).includes('overdue-red'))
  })

  it('轮到申请人补正的，一直不出；总时限没有开始算的也不出', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection'])
    ground.world.today = '2026-06-01'
    await fire()
    assert.deepEqual(await rules(found.id), [])
  })

  it('特别程序停着钟，到期日来了也不出黄牌；结束以后按新的日子出', async () => {
    const { id } = await accepted()
    await led(ground, id, ['startSpecialProcedure@2026-03-06'])
    ground.world.today = '2026-03-17'
    await fire()
    assert.deepEqual((await rules(id)).filter((rule) => rule !== 'stage'), [])
    const resumed = await led(ground, id, ['endSpecialProcedure@2026-03-17'])
    ground.world.today = '2026-03-31'
    await fire()
    assert.deepEqual((await alerts(id)).filter(({ rule }) => rule === 'overdue').map(({ occurrence }) => occurrence), [resumed.dueOn])
  })

  it('延长以后，原来的提示不算数，到新的日子再提示一次', async () => {
    const { id } = await accepted()
    ground.world.today = '2026-03-13'
    await fire()
    const extended = await led(ground, id, ['extend'])
    await settle()
    ground.world.today = '2026-03-20'
    await fire()
    assert.deepEqual((await alerts(id)).map(({ rule, occurrence, how }) => [rule, occurrence, how]), [
      ['reminder', '2026-03-16', 'moved'], ['reminder', extended.dueOn, null],
    ])
  })

  it('封存的办件不出：预警里也不能看出有这一件', async () => {
    const { id } = await accepted()
    await runSql(ground.database, 'update kernel.case set sealed = true where id = $1', [id])
    ground.world.today = '2026-03-20'
    await fire()
    assert.deepEqual(await rules(id), [])
  })
})

describe('放假安排改了', () => {
  it('到期日往后移：没有到的不出，出过的不算；不因为旧日子出红牌', async () => {
    const { id } = await accepted()
    ground.world.today = '2026-03-17'
    await fire()
    const { kernel, database } = ground.world
    // The whole second week becomes a holiday.
    const days = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13']
    const published = kernel.calendar.published.map((year) =>
      (year.year === 2026 ? { ...year, holidays: [...year.holidays, ...days.map((day) => ({ day, name: '示例' }))] } : year))
    await recalculateOpenCases(database, { ...kernel, calendar: withProvisionalYears(buildCalendar(published)) })
    await settle()
    ground.world.today = '2026-03-21'
    await fire()
    assert.deepEqual((await alerts(id)).filter(({ rule }) => rule !== 'reminder').map(({ rule, how }) => [rule, how]), [['overdue', 'moved']])
  })
})

describe('环节超时', () => {
  it('窗口超过五日没有理会，算收件的窗口；总时限还没有开始', async () => {
    const { found } = await filed(ground)
    await runSql(ground.database, 'update kernel.case set next_timer_at = null where id = $1', [found.id])
    ground.world.today = '2026-03-10'
    await fire()
    assert.deepEqual((await alerts(found.id)).map(({ rule, organisation }) => [rule, organisation]), [['stage', 'hall']])
    ground.world.today = FIRST_DAY
    await ground.world.step(WINDOW, found.id, 'accept', { data: {} })
    await settle()
    assert.deepEqual((await alerts(found.id)).map(({ how }) => how), ['done'])
  })

  it('总时限已经超的只出黄牌，不再为环节出一张', async () => {
    const { id } = await accepted()
    ground.world.today = '2026-03-17'
    await fire()
    assert.deepEqual(await rules(id), ['overdue'])
  })

  it('准予以后送达的日子过了，是环节超时，不是黄牌', async () => {
    const { id } = await accepted()
    await led(ground, id, ['review', 'approve'])
    ground.world.today = '2026-03-25'
    await fire()
    assert.deepEqual(await rules(id), ['stage'])
  })
})

describe('恰好一次', () => {
  it('两个进程同时、一批两件，八十件各一张黄牌', async () => {
    const { id } = await accepted()
    await runSql(ground.database, `
      insert into kernel.case
      select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'N' || n, 'owner_organisation', 'unit-' || n % 7))).*
      from kernel.case c, generate_series(1, 79) n where c.id = $1`, [id])
    ground.world.today = '2026-03-17'
    const counts = await Promise.all(Array.from({ length: 4 }, () => fire(2)))
    await fire(2)
    const [row] = await runSql<{ n: number; cases: number }>(ground.database,
      "select count(*)::int as n, count(distinct case_id)::int as cases from governance.alert where rule = 'overdue'")
    assert.deepEqual(row, { n: 80, cases: 80 })
    assert(counts.reduce((sum, { overdue = 0 }) => sum + overdue, 0) <= 80)
  })

  it('别人正在办的这一件先跳过，不等；他办完又没有办结的，下一遍出', async () => {
    const { id } = await accepted()
    ground.world.today = '2026-03-17'
    await inTransaction(ground.database, async (tx) => {
      await runSql(tx, 'select 1 from kernel.case where id = $1 for update', [id])
      await fire()
      assert.deepEqual(await rules(id), [])
    })
    await fire()
    assert.deepEqual(await rules(id), ['overdue'])
  })
})

describe('日志看得出的情形', () => {
  it('不受理、不批准没有写依据，或者理由太短，出黄牌；写清楚的不出；任务再来一次也只有一张', async () => {
    const cases = [{ reason: '不行' }, { reason: '经营场所不在本区，请到所在区办理' }, { reason: '经营场所不在本区，请到所在区办理', legalBasis: ['食品安全法第三十三条'] }]
    const counted: number[] = []
    for (const data of cases) {
      const { found } = await filed(ground)
      await ground.world.step(WINDOW, found.id, 'refuseAcceptance', { data })
      await jobsTwice()
      counted.push((await rules(found.id)).length)
    }
    assert.deepEqual(counted, [1, 1, 0])
  })

  it('五日没有人理会，视为受理：出黄牌给窗口', async () => {
    const { found } = await filed(ground)
    ground.world.today = '2026-03-10'
    await led(ground, found.id, ['review'])
    await jobsTwice()
    assert.deepEqual((await alerts(found.id)).map(({ rule, organisation }) => [rule, organisation]), [['deemed', 'hall']])
  })
})

describe('先不受理，后来又办成', () => {
  it('同一申请人同一事项三十天里：给前一件留一条线索，一天只看一遍；被拒的不再申请，没有线索', async () => {
    const { found: refused } = await filed(ground)
    await ground.world.step(WINDOW, refused.id, 'refuseAcceptance', { data: { reason: '经营场所不在本区，请到所在区办理', legalBasis: ['食品安全法第三十三条'] } })
    ground.world.today = '2026-03-09'
    await led(ground, (await accepted()).id, ['review', 'approve'])
    ground.world.today = '2026-03-10'
    const look = async () => { for (const work of governance.daily ?? []) await ground.world.as(SYSTEM, (call) => work.run(call)) }
    await look()
    assert.deepEqual(await rules(refused.id), [])
    await fireRound.run(ground.world)
    await Promise.all([look(), look()])
    assert.deepEqual((await alerts(refused.id)).map(({ rule, organisation }) => [rule, organisation]), [['refused-then-taken', 'hall']])
  })
})

describe('一人一天一条', () => {
  it('很多预警只有一条消息；办件的人、负责人、监督各看各的；没有出完不说；一天跑多少遍都一条', async () => {
    const { database, world } = ground
    await runSql(database, `insert into people.organisation (id, name, short_name, kind, name_confirmed) values
      ('market-regulation', '市监局', '市监局', 'department', false), ('government-services', '政数局', '政数局', 'department', false) on conflict do nothing`)
    for (const { id, organisation, roles: [role] } of [REVIEWER, APPROVER, { id: 'supervisor', organisation: 'government-services', roles: ['supervisor'] }]) {
      await runSql(database, `insert into people.account (id, login, name, kind, password_hash, organisation, created_at)
        values ($1, $1, $1, 'staff', '', $2, now())`, [id, organisation])
      await runSql(database, 'insert into people.account_role (account, role) values ($1, $2)', [id, role])
    }
    for (let made = 0; made < 3; made += 1) await accepted()
    world.today = '2026-03-17'
    const tellAll = async () => { for (const work of governance.daily ?? []) await world.as(SYSTEM, (call) => work.run(call)) }
    const told = () =>
      runSql<{ recipient: string; title: string }>(database, "select recipient, title from messages.message where key like 'alerts:%' order by recipient")
    await fire()
    await tellAll()
    assert.deepEqual(await told(), [])
    await fireRound.run(world)
    await Promise.all([tellAll(), tellAll()])
    assert.deepEqual(await told(), [{ recipient: 'approver', title: '预警：黄牌 3 件' }, { recipient: 'reviewer', title: '预警：黄牌 3 件' }])
    world.today = '2026-03-25'
    await fireRound.run(world)
    await tellAll()
    const lines = (await told()).map(({ recipient, title }) => `${recipient} ${title}`)
    assert.deepEqual([...lines.slice(1, 3), lines.at(-1)],
      ['approver 预警：红牌 3 件，黄牌 3 件', 'reviewer 预警：黄牌 3 件', 'supervisor 预警：红牌 3 件'])
  })
})
