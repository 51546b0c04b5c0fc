import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addCalendarDays, startOf } from '#platform/day'
import { inTransaction, runSql, type Tx } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { openCase, orphanEvents, verifyLog, type Kernel, type Opening } from '#kernel'
import { person, World } from '#kernel/testing'
import { seedDemoAccounts, listOrganisations } from '#base/people'
import { historyFromLog } from '#modules/what-if'
import { assembleKernel } from '../../app.ts'
import { demoItems } from '../../demo.ts'
import { publishAll } from '../simulate.ts'
import { whyNotHere } from './demo-only.ts'
import { groundOf, type Wishes } from './ground.ts'
import { loadYear } from './load.ts'
import { rehearse } from './rehearse.ts'
import type { Report } from './report.ts'
import { ITEM_WEIGHTS } from './district.ts'
import type { Ground } from './town.ts'

const UNTIL = '2026-09-30'
const WISHES: Wishes = { cases: 500, seed: 5, days: 60, until: UNTIL, clerks: {} }
const NOW = startOf(addCalendarDays(UNTIL, 1))
const FIRST_DAY = addCalendarDays(UNTIL, 1 - WISHES.days)

const REAL_CLERK = `insert into people.account (id, login, name, kind, organisation, password_hash, created_at) values ('real-1', 'wang', '王某', 'staff', 'hall', 'x', now())`
const REAL_CASE: Opening = {
  type: 'application', item: { code: 'SLTEST1', version: 1, name: '某事' }, applicant: { kind: 'person', id: 'wang-1', name: '王某' }, agentId: null,
  ownerOrganisation: 'housing', receivingOrganisation: 'hall', place: '440114', form: {},
  traits: {}, limits: { limitWorkingDays: 5, statutoryWorkingDays: 20, joint: false },
}

describe('演示的一年', () => {
  let database: TestDatabase
  let kernel: Kernel
  let ground: Ground
  let report: Report
  const rowsOf = (text: string) => runSql(database.db, text)
  const countOf = async (table: string) => Number((await rowsOf(`select count(*) as n from ${table}`))[0]?.['n'])

  before(async () => {
    database = await testDatabase()
    await inTransaction(database.db, async (tx) => {
      await publishAll(tx, demoItems().filter(({ code }) => ITEM_WEIGHTS[code] !== undefined))
      await seedDemoAccounts(tx, NOW)
    })
    kernel = assembleKernel({ sendJobs: async () => {} })
    await kernel.vault.prepare(database.db)
    ground = groundOf(WISHES, {
      kernel, items: demoItems(), organisations: await listOrganisations(database.db), fileId: '00000000-0000-7000-8000-000000000000',
    })
  })
  after(() => database.close())

  it('正式环境、有真实的账号、有真实的办件、已公布过摘要的都不装；只有演示的就装', async () => {
    const why = async (change: (tx: Tx) => Promise<unknown>, isDemo = true) => {
      let said: string | undefined
      const undone = inTransaction(database.db, async (tx) => {
        await change(tx)
        said = await whyNotHere(tx, { isDemo, firstDay: FIRST_DAY })
        throw new Error('撤销')
      })
      await assert.rejects(undone, /撤销/)
      return said ?? '可以装'
    }
    assert.equal(await why(async () => {}), '可以装')
    assert.match(await why(async () => {}, false), /正式环境/)
    assert.match(await why((tx) => runSql(tx, REAL_CLERK)), /真实的工作人员账号（如 wang）/)
    assert.match(await why((tx) => openCase({ kernel, tx, actor: person('wang-1', ['citizen']), now: NOW, today: UNTIL }, REAL_CASE)), /真实的人提交的办件/)
    assert.match(
      await why((tx) => runSql(tx, `insert into public_progress.digest (day, root, cases, published_at) values ('${UNTIL}', 'x', 0, now())`)), /摘要已经公布/,
    )
  })

  it('装到一半中断，什么都不留下', async () => {
    const failing = { ...ground, kernel: { ...kernel, nameOf: (id: string) => { if (failAfter-- === 0) throw new Error('停电'); return kernel.nameOf(id) } } }
    let failAfter = 3000
    await assert.rejects(loadYear(database.url, failing, () => {}), /停电/)
    for (const table of ['kernel.case', 'kernel.event', 'kernel.document', 'applications.application', 'applications.material', 'ratings.rating'])
      assert.equal(await countOf(table), 0, table)
  })

  it('每一步都是内核答应的，一步也没有被拒绝；条数与数据库里的一样', async () => {
    report = await loadYear(database.url, ground, () => {})
    assert.equal(report.refused, 0)
    assert.deepEqual([
      await countOf('kernel.case'), await countOf('kernel.event'), await countOf('ratings.rating'),
    ], [report.cases, report.events, report.ratings])
    assert(report.cases >= WISHES.cases)
  })

  it('全部核验得过：摘要链、文书、各个日期', async () => {
    const wrong: string[] = []
    for await (const { number, text } of verifyLog(database.db, () => {}, kernel)) wrong.push(`${number} ${text}`)
    assert.deepEqual([...wrong, ...await orphanEvents(database.db)], [])
  })

  it('每个办件恰好在一个队列里或已办结，没有该自动办而没有办的，没有今天以后的记录', async () => {
    assert.deepEqual(await rowsOf(`select number from kernel.case where (closed_at is null) <> (queue is not null and queue_due_on is not null) or queue !~ '^[a-z]+:.+$'`), [])
    assert.deepEqual(await runSql(database.db, 'select number from kernel.case where next_timer_at <= $1', [NOW]), [])
    assert.deepEqual(await runSql(database.db, 'select case_id from kernel.event where at > $1 or on_day < $2', [NOW, FIRST_DAY]), [])
  })

  it('各模块的投影跟得上：每个办件都进了数字的地基', async () => {
    await new World(database.db, kernel, addCalendarDays(UNTIL, 1)).follow()
    assert.equal(await countOf('figures.case_fact'), report.cases)
  })

  it('模拟推演读得懂它：视为受理以前是窗口在让人等，不是谁也不等', async () => {
    const { visits, roles, steps } = await historyFromLog(database.db, kernel, { from: FIRST_DAY, until: addCalendarDays(UNTIL, 1) })
    const deemed = [...visits.step.keys()].filter((visit) => steps[visits.step[visit] ?? 0] === 'deemAccepted')
    assert(deemed.length > 0)
    for (const visit of deemed) assert.equal(roles[visits.role[visit] ?? 0], 'window')
  })

  it('埋下的每一处毛病都有办件，评价依普通的规则剔除，差评有自己的办件', async () => {
    for (const { id, cases } of report.plants) assert(cases > 0, id)
    assert(await countOf(`ratings.exclusion where rule = 'staff-device'`) > 0)
    assert.equal(await countOf('ratings.rating where level <= 2'), await countOf('ratings.complaint'))
  })

  it('第二次不装', async () => assert.match(await whyNotHere(database.db, { isDemo: true, firstDay: FIRST_DAY }) ?? '', /已经装入过/))
})

describe('演示的一年：同一个种子', () => {
  const wishes: Wishes = { ...WISHES, cases: 120 }
  const story = (asked: Wishes) =>
    rehearse(asked)
      .cases.map(({ number, state, clock, acceptedOn, applicant, itemCode }) => ({ number, state, clock, acceptedOn, applicant, itemCode }))
      .sort((one, other) => (one.number < other.number ? -1 : 1))

  it('两次推演一模一样；换一个种子就是另一年', () => {
    assert.deepEqual(story(wishes), story(wishes))
    assert.notDeepEqual(story(wishes), story({ ...wishes, seed: 6 }))
  })

  it('给慢窗口加一个人，来的人和事不变，办得快了', () => {
    const asked = { ...wishes, cases: 450 }
    const [alone, two] = [rehearse(asked), rehearse({ ...asked, clerks: { 'slow-window': 1 } })]
    const came = ({ cases }: typeof alone) =>
      cases
        .filter(({ type }) => type === 'application')
        .map(({ openedAt, applicant, itemCode }) => `${openedAt.toISOString()} ${applicant.id} ${itemCode}`)
        .sort()
    assert.deepEqual(came(two).filter((one) => came(alone).includes(one)).length >= asked.cases, true)
    assert((two.report.affected.meanDays ?? 0) < (alone.report.affected.meanDays ?? 0))
  })
})
