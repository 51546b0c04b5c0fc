import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { resetProjection } from '#kernel'
import { casesBehind, measured } from '#base/figures'
import { AGENT, filed, FIRST_DAY, hall, INSTANT, led, LIN, type Hall } from '../applications/hall.test-support.ts'
import { publicProgressModule } from './index.ts'
import { dataDictionary, publicStatistics, statisticsCsv } from './statistics-open-data.ts'
import { measuresOf, statistics, type StatisticsRow } from './statistics.ts'

let ground: Hall
before(async () => {
  ground = await hall()
  for (const [day, steps] of HISTORIES) {
    ground.world.today = day
    await led(ground, (await filed(ground, LIN)).found.id, steps)
  }
  ground.world.today = '2026-03-30'
  await filed(ground, AGENT, { itemCode: INSTANT.code })
  await ground.world.settle()
})
after(() => ground.close())

const HISTORIES: readonly (readonly [day: string, steps: readonly string[]])[] = [
  [FIRST_DAY, ['accept', 'review', 'approve', 'issue', 'deliver', 'rate@2026-03-04']],
  [FIRST_DAY, ['accept', 'review', 'deny@2026-03-25']],
  [FIRST_DAY, ['accept', 'withdraw@2026-03-26']],
  [FIRST_DAY, ['accept']],
  [FIRST_DAY, ['refuseAcceptance']],
  ['2026-03-10', ['requestCorrection']],
]
const EVER = { from: '2026-01-01', to: '2026-12-31' } as const
const FIELDS = { received: 'received', resolved: 'resolved', decided: 'decided', onTime: 'onTime', ratings: 'rated' } as const
type Field = keyof typeof FIELDS
const fieldsOf = (rows: readonly StatisticsRow[], field: Field): number => rows.reduce((sum, row) => sum + row[field], 0)
const named = Object.entries(FIELDS) as [Field, (typeof FIELDS)[Field]][] // Safe: the keys of a literal are its own.

describe('公开的数字只有一个来源', () => {
  it('每个数字等于同名的计数，也等于打开来的办件；分时段、分事项、分镇街都一样', async () => {
    for (const scope of [{}, { item: INSTANT.code }, { place: '440114' }, { organisation: 'market-regulation' }]) {
      for (const period of [EVER, { from: '2026-03-05', to: '2026-03-31' }, { from: '2026-03-25', to: '2026-03-25' }]) {
        const { organisations, items } = await statistics(ground.database, { ...scope, ...period })
        for (const [field, measure] of named) {
          const counters = await measured(ground.database, { ...scope, ...period, measures: measuresOf(measure) })
          const opened = await casesBehind(ground.database, { ...scope, ...period, plus: measuresOf(measure), today: '2026-03-30' })
          const n = counters.reduce((sum, row) => sum + row.n, 0)
          assert.deepEqual(
            [fieldsOf(organisations, field), fieldsOf(items, field), opened.total], [n, n, n], `${field} ${JSON.stringify({ ...scope, ...period })}`,
          )
        }
      }
    }
  })

  it('决定以后才有用时和是否按时；撤回、不予受理是办结，不是决定', async () => {
    const { organisations: [row] } = await statistics(ground.database, EVER)
    assert.deepEqual([row?.received, row?.resolved, row?.decided, row?.onTime, row?.ratings, row?.averageRating], [7, 4, 2, 1, 1, 5])
    assert.deepEqual([row?.medianWorkingDays, row?.p90WorkingDays], [8.5, 15.3])
  })

  it('一件事的总件也是申请人的一件，列在牵头部门的这件事名下', async () => {
    await runSql(ground.database, `
      insert into figures.case_fact select (json_populate_record(fact, '{"case_id": "ffffffff-0000-4000-8000-000000000001",
        "kind": "joint", "type": "one-thing", "item_code": "ONE", "item_name": "开小饭店"}')).*
      from figures.case_fact fact where outcome = 'granted' limit 1`)
    const { organisations, items } = await statistics(ground.database, EVER)
    await runSql(ground.database, "delete from figures.case_fact where item_code = 'ONE'")
    assert.deepEqual([organisations[0]?.received, organisations[0]?.decided], [8, 3])
    assert.deepEqual(items.filter(({ itemCode }) => itemCode === 'ONE').map(({ itemName, received, onTime }) => [itemName, received, onTime]), [['开小饭店', 1, 1]])
  })

  it('不予受理、补正的理由清空以后重走一遍，一行不差', async () => {
    const reasons = () => runSql(ground.database, 'select * from public_progress.reason order by case_id, kind, label')
    const kept = await reasons()
    assert.equal(kept.length, 3)
    const [projection] = publicProgressModule.projections ?? []
    assert(projection)
    await resetProjection(ground.database, projection)
    assert.deepEqual(await reasons(), [])
    await ground.world.follow()
    assert.deepEqual(await reasons(), kept)
  })
})

describe('开放数据', () => {
  const shown = (filter = {}) => ground.world.as(LIN, (call) => publicStatistics(call, filter))
  it('一个人的评价看不出平均分；按镇街或时段查，连多人的也不给', async () => {
    for (const filter of [{}, { item: '' }, { place: '440114' }, { from: '2026-01-01' }]) {
      const { organisations, items } = await shown(filter)
      assert(organisations.length + items.length > 0 || 'item' in filter)
      assert.deepEqual([...organisations, ...items].filter(({ averageRating }) => averageRating !== null), [])
    }
  })

  it('只查一项和全查，同一项的数字一样', async () => {
    const whole = (await shown()).items
    for (const row of whole) assert.deepEqual((await shown({ item: row.itemCode ?? '' })).items, [row])
  })

  it('大家看的是同一份：一分钟里先给上次数的，写明数到什么时候，后面接着数；过了一分钟的不给', async () => {
    const { kernel, now, today } = ground.world
    const at = (seconds: number) => publicStatistics({ kernel, actor: LIN, tx: ground.database, now: new Date(now.getTime() + seconds * 1000), today }, {})
    const [one, other] = await Promise.all([at(0), at(0)])
    assert.equal(one, other)
    await runSql(ground.database, "update kernel.checkpoint set position = position + 1 where projection = 'figures'")
    assert.deepEqual([(await at(1)).asOf, (await at(30)).asOf], [one.asOf, one.asOf])
    const later = await at(95)
    assert(later.asOf > one.asOf)
    assert.deepEqual(later.organisations, one.organisations)
    await runSql(ground.database, "update kernel.checkpoint set position = position - 1 where projection = 'figures'")
  })

  it('表格每一列都在数据字典里，行数等于部门加事项', async () => {
    const csv = String((await ground.world.as(LIN, (call) => statisticsCsv(call, {}))).body)
    const [head = '', ...lines] = csv.replace('\ufeff', '').trimEnd().split('\r\n')
    const { organisations, items } = await shown()
    assert.deepEqual([head.split(',').length, lines.length], [dataDictionary().fields.length, organisations.length + items.length])
    assert(csv.startsWith('\ufeff') && lines.every((line) => line.split(',').length === head.split(',').length))
    for (const row of items) for (const { field } of dataDictionary().fields) assert(Object.hasOwn(row, field), field)
  })

  it('不予受理的理由原话不公布', async () => {
    assert.doesNotMatch(JSON.stringify(await shown()), /经营场所不在本区|没有签字/)
  })

  it('日期不对、颠倒的说明怎么改', async () => {
    await assert.rejects(shown({ from: '2026-02-30' }), { code: 'invalid' })
    await assert.rejects(shown({ from: '2026-03-02', to: '2026-03-01' }), { code: 'invalid' })
  })
})
