import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '#platform/database'
import { exclude } from '#base/ratings'
import { filed, FIRST_DAY, hall, led, LIN, type Hall } from '../applications/hall.test-support.ts'
import { figureValues } from './figure-values.ts'
import type { SchemeBody } from './scheme.ts'
import shipped from './scheme.json' with { type: 'json' }

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
// Safe: scoring.test.ts holds the file against the schema.
const { indicators } = shipped as SchemeBody
const MARCH = { from: '2026-03-01', to: '2026-03-31', indicators }

async function approved(level?: number): Promise<string> {
  ground.world.today = FIRST_DAY
  const { found } = await filed(ground)
  await led(ground, found.id, ['accept', 'review', 'approve'])
  ground.world.today = '2026-03-09'
  if (level !== undefined) {
    await led(ground, found.id, ['issue', 'deliver'])
    await ground.world.step(LIN, found.id, 'rate', { data: { level } })
  }
  return found.id
}

describe('从真的办件来的考核数', () => {
  it('办了几件、几件提前、压缩多少、几个评价，与一件件数出来的一样；没有的是没有，不是零', async () => {
    for (const level of [5, 1, undefined]) await approved(level)
    ground.world.today = FIRST_DAY
    await filed(ground)
    await ground.world.follow()
    const values = await inTransaction(ground.database, (tx) => figureValues.valuesOf(tx, MARCH))
    assert.deepEqual([...new Set(values.map(({ organisation }) => organisation))], ['market-regulation'])
    const of = (code: string) => { const { n, part, value } = values.find(({ indicator }) => indicator === code) ?? assert.fail(code); return [n, part, value] }
    assert.deepEqual([of('B04'), of('B08'), of('C02'), of('C07')], [[3, 3, 100], [4, 0, 0], [2, 1, 50], [2, null, 6]])
    assert.deepEqual(of('B05').slice(0, 2), [3, null])
    const empty = await inTransaction(ground.database, (tx) => figureValues.valuesOf(tx, { ...MARCH, from: '2025-03-01', to: '2025-03-31' }))
    assert.deepEqual(empty, [])
  })

  it('不计入的评价减去：数少了，满意的也少了', async () => {
    const caseId = await approved(5)
    await ground.world.follow()
    const of = async (code: string) =>
      (await inTransaction(ground.database, (tx) => figureValues.valuesOf(tx, MARCH))).find(({ indicator }) => indicator === code)
    assert.deepEqual([(await of('C02'))?.n, (await of('C02'))?.part, (await of('C07'))?.value], [3, 2, 7.33])
    await ground.world.as(LIN, ({ tx, now }) => exclude(tx, { caseId, rule: 'mistaken', at: now }))
    assert.deepEqual([(await of('C02'))?.n, (await of('C02'))?.part, (await of('C07'))?.value], [2, 1, 6])
  })

  it('没有分母的没有数值', async () => {
    const only = await inTransaction(ground.database, (tx) => figureValues.valuesOf(tx, { ...MARCH, from: '2026-04-01', to: '2026-12-31' }))
    assert(only.every(({ n, value }) => n > 0 || value === null))
  })
})
