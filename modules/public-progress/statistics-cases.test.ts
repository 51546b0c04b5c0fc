import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { AGENT, filed, FIRST_DAY, hall, INSTANT, led, LIN, SUPERVISOR, type Hall } from '../applications/hall.test-support.ts'
import { MEASURES, statisticsCases, type CasesQuery } from './statistics-cases.ts'
import { dataDictionary, publicStatistics, statisticsCsv } from './statistics-open-data.ts'
import { overview, stretchBefore } from './statistics-overview.ts'
import { statistics } from './statistics.ts'

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
  [FIRST_DAY, ['accept']],
  [FIRST_DAY, ['refuseAcceptance']],
  ['2026-03-10', ['requestCorrection']],
]
const cases = (asked: CasesQuery) => ground.world.as(SUPERVISOR, (call) => statisticsCases(call, asked))

describe('每个数字都打开得到它的办件', () => {
  it('每个口径的件数，等于统计表里的数；分时段、分事项也一样', async () => {
    for (const filter of [{}, { from: '2026-03-05', to: '2026-03-31' }, { item: INSTANT.code }, { place: '440114' }]) {
      const { organisations } = await statistics(ground.database, filter)
      for (const field of ['received', 'resolved', 'decided', 'onTime'] as const) {
        const counted = organisations.reduce((sum, row) => sum + row[field], 0)
        assert.equal((await cases({ ...filter, measure: field })).total, counted, `${field} ${JSON.stringify(filter)}`)
      }
      assert.equal((await cases({ ...filter, measure: 'rated' })).total, organisations.reduce((sum, row) => sum + row.ratings, 0))
    }
    assert.deepEqual([(await cases({ measure: 'late' })).total, (await cases({ measure: 'open' })).total, (await cases({ measure: 'overdue' })).total], [1, 3, 1])
  })

  it('清单里没有人、没有填的内容', async () => {
    for (const measure of Object.keys(MEASURES)) {
      const text = JSON.stringify(await cases({ measure }))
      for (const secret of [LIN.name, '"lin"', '某公司', '小溪', '王某', '没有签字']) assert(!text.includes(secret), `${measure} ${secret}`)
    }
  })

  it('日期不对、颠倒的说明怎么改', async () => {
    await assert.rejects(cases({ measure: 'received', from: '2026-02-30' }), { code: 'invalid' })
    await assert.rejects(cases({ measure: 'received', from: '2026-03-02', to: '2026-03-01' }), { code: 'invalid' })
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

  it('表格每一列都在数据字典里，行数等于部门加事项', async () => {
    const csv = String((await ground.world.as(LIN, (call) => statisticsCsv(call, {}))).body)
    const [head = '', ...lines] = csv.replace('\ufeff', '').trimEnd().split('\r\n')
    const { organisations, items } = await shown()
    assert.deepEqual([head.split(',').length, lines.length], [dataDictionary().fields.length, organisations.length + items.length])
    assert(csv.startsWith('\ufeff') && lines.every((line) => line.split(',').length === head.split(',').length))
    for (const row of items) for (const { field } of dataDictionary().fields) assert(Object.hasOwn(row, field), field)
  })

  it('不予受理的理由原话不公布', async () => {
    const all = await shown()
    assert.doesNotMatch(JSON.stringify(all), /经营场所不在本区|没有签字/)
    assert.equal((await runSql(ground.database, 'select 1 from public_progress.reason')).length, 3)
  })
})

describe('区里的办件', () => {
  it('合计等于各部门之和、各镇街之和；三十天一天不缺', async () => {
    for (const period of ['today', 'month', 'year']) {
      const { total, organisations, places, days } = await ground.world.as(SUPERVISOR, (call) => overview(call, period))
      for (const field of ['received', 'resolved', 'decided', 'onTime', 'open', 'overdue'] as const) {
        for (const rows of [organisations, places]) assert.equal(rows.reduce((sum, row) => sum + row[field], 0), total?.[field], `${period} ${field}`)
      }
      assert.deepEqual([days.length, days.at(-1)?.day, days.at(-1)?.received], [30, '2026-03-30', 1])
    }
  })

  it('与上一段比：昨天、上月同期、去年同期；月底、年初、闰日都对', () => {
    assert.deepEqual(stretchBefore('today', '2026-03-01'), { from: '2026-02-28', to: '2026-02-28' })
    assert.deepEqual(stretchBefore('month', '2026-03-31'), { from: '2026-02-01', to: '2026-02-28' })
    assert.deepEqual(stretchBefore('month', '2026-01-10'), { from: '2025-12-01', to: '2025-12-10' })
    assert.deepEqual(stretchBefore('year', '2028-02-29'), { from: '2027-01-01', to: '2027-02-28' })
    assert.deepEqual(stretchBefore('year', '2026-01-10'), { from: '2025-01-01', to: '2025-01-10' })
  })
})
