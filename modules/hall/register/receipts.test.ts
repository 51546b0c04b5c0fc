import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { resetProjection, type Call } from '#kernel'
import { filed, hall, type Hall } from '../../applications/hall.test-support.ts'
import { BUREAU } from '../hall.test-support.ts'
import { rateOf } from './rates.ts'
import { oneDoorRate, receiptProjection, receiptsIn, soundPeriod } from './receipts.ts'

const YEAR = { from: '2026-01-01', to: '2026-12-31' }

describe('一门办理率', () => {
  let ground: Hall
  before(async () => {
    ground = await hall()
    for (const day of ['2026-03-02', '2026-03-03']) { ground.world.today = day; await filed(ground) }
    await ground.world.settle()
  })
  after(() => ground.close())
  const list = (door?: 'in' | 'out', period = YEAR) => ground.world.as(BUREAU, (call: Call) => receiptsIn(call, { ...period, door, page: 1 }))

  it('收件单位没有设大厅，不算；登记了大厅，就算；名单与数字一致', async () => {
    assert.deepEqual(await oneDoorRate(ground.database, YEAR), { part: 0, whole: 2, percent: 0 })
    assert.equal((await list('out')).total, 2)
    await runSql(ground.database, "insert into hall.place (code, name, kind, organisation, is_example) values ('centre', '测试大厅', 'centre', 'hall', true)")
    assert.deepEqual(await oneDoorRate(ground.database, YEAR), { part: 2, whole: 2, percent: 100 })
    const { total, cases } = await list('in')
    assert.deepEqual([total, (await list('out')).total, (await list()).total], [2, 0, 2])
    assert.deepEqual(cases.map(({ receivedOn }) => receivedOn), ['2026-03-03', '2026-03-02'])
    assert(!JSON.stringify(cases).includes('林小溪'))
  })

  it('按收件的日子数', async () => {
    assert.equal((await oneDoorRate(ground.database, { from: '2026-03-03', to: '2026-03-03' })).whole, 1)
    assert.deepEqual(await oneDoorRate(ground.database, { from: '2026-03-04', to: '2026-03-31' }), { part: 0, whole: 0, percent: null })
  })

  it('从记录重建，与一路跟下来的一样', async () => {
    const rows = () => runSql(ground.database, 'select * from hall.receipt order by case_id')
    const before = await rows()
    await resetProjection(ground.database, receiptProjection)
    assert.deepEqual(await rows(), [])
    await ground.world.follow()
    assert.deepEqual(await rows(), before)
  })

  it('没有的日子、倒着的时段不收；不写就是今年到今天', () => {
    assert.throws(() => soundPeriod({ from: '2026-02-30' }, '2026-03-02'), { code: 'invalid' })
    assert.throws(() => soundPeriod({ from: '2026-03-03', to: '2026-03-02' }, '2026-03-02'), { code: 'invalid' })
    assert.deepEqual(soundPeriod({}, '2026-03-02'), { from: '2026-01-01', to: '2026-03-02' })
  })
})

describe('比率', () => {
  it('没有到百分之百就不写百分之百，没有分母就不写', () => {
    fc.assert(fc.property(fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 }), (part, more) => {
      const { percent } = rateOf(part, part + more)
      if (part + more === 0) assert.equal(percent, null)
      else assert.equal(percent === 100, more === 0)
    }))
    assert.deepEqual(rateOf(9_999, 10_000), { part: 9_999, whole: 10_000, percent: 99.9 })
  })
})
