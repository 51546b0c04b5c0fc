import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { resetProjection, stepsOpenTo, factsOf, workflowOf, type Actor } from '#kernel'
import { AGENT, APPROVER, filed, FILLED, FIRST_DAY, hall, INSTANT, led, LIN, REVIEWER, WINDOW, type Hall } from '../applications/hall.test-support.ts'
import { statisticsProjection } from './statistics-projection.ts'
import { statistics } from './statistics.ts'
import { addCalendarDays } from '#platform/day'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  await ground.world.settle()
})

const facts = (): Promise<Record<string, unknown>[]> => runSql(ground.database, 'select * from public_progress.fact order by case_id')
const factOf = async (id: string): Promise<Record<string, unknown>> => (await facts()).find((fact) => fact['case_id'] === id) ?? assert.fail()

describe('公开的数字从记录里来', () => {
  it('决定以后才有用时和是否按时，等申请人的、停表的都不算', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection', 'supplement@2026-03-20', 'accept@2026-03-20', 'startSpecialProcedure@2026-03-23', 'endSpecialProcedure@2026-04-01', 'review@2026-04-02', 'approve@2026-04-03'])
    await ground.world.settle()
    const fact = await factOf(found.id)
    assert.deepEqual([fact['received_on'], fact['resolved_on'], fact['outcome'], fact['on_time'], fact['working_days'], fact['rating']], ['2026-03-02', '2026-04-03', 'granted', true, 3, null])
  })

  it('迟了就记迟了；制证、送达、归档不改决定的日子，评价补记', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['accept', 'review', 'deny@2026-03-17', 'rate@2026-03-18', 'archive@2026-03-19'])
    await ground.world.settle()
    const fact = await factOf(found.id)
    assert.deepEqual([fact['resolved_on'], fact['outcome'], fact['on_time'], fact['working_days'], fact['rating']], ['2026-03-17', 'refused', false, 11, 5])
  })

  it('撤回、终止、不予受理算了结，不算决定', async () => {
    for (const [path, outcome] of [[['withdraw'], 'withdrawn'], [['refuseAcceptance'], 'notAccepted'], [['requestCorrection', 'terminate@2026-04-20'], 'terminated']] as const) {
      ground.world.today = FIRST_DAY
      const { found } = await filed(ground)
      await led(ground, found.id, path)
      await ground.world.settle()
      const fact = await factOf(found.id)
      assert.deepEqual([fact['outcome'], fact['on_time'], fact['working_days'], fact['resolved_on'] !== null], [outcome, null, null, true])
    }
  })

  it('按单位和按事项的合计，等于一件一件数出来的', async () => {
    const { organisations, items } = await statistics(ground.database)
    const all = await facts()
    assert(all.length > 4)
    const median = (values: number[]): number | null => values.length === 0 ? null : ((values.at((values.length - 1) >> 1) ?? 0) + (values.at(values.length >> 1) ?? 0)) / 2
    for (const row of [...organisations, ...items]) {
      const own = all.filter((fact) => fact['organisation'] === row.organisation && (row.itemCode === null || fact['item_code'] === row.itemCode))
      const days = own.flatMap((fact) => (typeof fact['working_days'] === 'number' ? [fact['working_days']] : [])).sort((a, b) => a - b)
      assert.deepEqual([row.received, row.resolved, row.decided, row.onTime, row.ratings, row.medianWorkingDays], [
        own.length, own.filter((fact) => fact['resolved_on'] !== null).length, own.filter((fact) => fact['on_time'] !== null).length,
        own.filter((fact) => fact['on_time'] === true).length, own.filter((fact) => fact['rating'] !== null).length, median(days),
      ])
    }
    assert.deepEqual([organisations.length, items.length], [1, 1])
  })
})

const PEOPLE: readonly Actor[] = [LIN, AGENT, WINDOW, REVIEWER, APPROVER]
const history = fc.record({
  person: fc.constantFrom(LIN, AGENT), item: fc.constantFrom(undefined, INSTANT.code),
  moves: fc.array(fc.record({ choice: fc.nat(30), who: fc.nat(4), wait: fc.nat(9), settle: fc.boolean() }), { maxLength: 9 }),
})

/** Somebody does something that is open to her, as the days go by. */
async function live({ person, item, moves }: typeof history extends fc.Arbitrary<infer History> ? History : never): Promise<void> {
  const { world } = ground
  world.today = FIRST_DAY
  const { found } = await filed(ground, person, item === undefined ? {} : { itemCode: item })
  for (const { choice, who, wait, settle } of moves) {
    world.today = addCalendarDays(world.today, wait)
    const actor = PEOPLE[who] ?? LIN
    const now = await world.caseNow(found.id)
    const open = await world.as(actor, async (call) => stepsOpenTo(workflowOf(call.kernel, now.type, now.workflowVersion), factsOf(call, now)).map(([name]) => name))
    const step = open[choice % Math.max(1, open.length)]
    if (step) await world.step(actor, found.id, step, { data: FILLED[step] ?? {} }).catch((error: unknown) => { if (!(error instanceof Refusal)) throw error })
    if (settle) await world.settle()
  }
}

it('任意经过的办件：一路跟下来的数字，与从头重建的一样', async () => {
  await fc.assert(fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 3 }), async (histories) => {
    for (const one of histories) await live(one)
    await ground.world.settle()
  }), { numRuns: 20 })
  const [incremental, counted] = [await facts(), await statistics(ground.database)]
  await resetProjection(ground.database, statisticsProjection)
  assert.deepEqual(await facts(), [])
  await ground.world.follow()
  assert.deepEqual(await facts(), incremental)
  assert.deepEqual(await statistics(ground.database), counted)
  assert(new Set(incremental.map((fact) => fact['outcome'])).size >= 5, '经过太单调')
})
