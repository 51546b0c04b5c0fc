import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addCalendarDays } from '#platform/day'
import { openDatabase, runSql, type Database } from '#platform/database'
import { person } from '#kernel/testing'
import type { Call } from '#kernel'
import { AGENT, filed, FIRST_DAY, hall, INSTANT, led, LIN, type Hall } from '../applications/hall.test-support.ts'
import { casesBehind, type CasesQuery } from './cases.ts'
import { MEASURES, type MeasureName } from './measures.ts'
import { PERIODS } from './period.ts'
import { STAYS_MIN } from './steps.ts'
import { Snapshots } from './snapshots.ts'
import type { Tiles } from './tiles.ts'

const LEADER = person('leader', ['leader'], 'district')
const TODAY = '2026-04-02'

/** A database that nobody can reach any more. */
let closed: Database
let ground: Hall
before(async () => {
  closed = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' })
  ground = await hall()
  // Over a month: decided in time and late, refused, taken back, waiting for the applicant, rated well and badly, open and overdue.
  const paths: readonly (readonly string[])[] = [
    ['accept', 'review@2026-03-03', 'deny@2026-03-04', 'rate@2026-03-05'],
    ['accept', 'review@2026-03-20', 'approve@2026-03-23'],
    ['accept@2026-03-04', 'review@2026-03-12', 'deny@2026-03-17'],
    ['refuseAcceptance@2026-03-03'],
    ['requestCorrection@2026-03-03'],
    ['withdraw'],
    ['accept', 'review@2026-04-01'],
    ['accept', 'review@2026-03-09'],
  ]
  for (const path of paths) {
    ground.world.today = FIRST_DAY
    const { found } = await filed(ground, LIN)
    await led(ground, found.id, path)
  }
  ground.world.today = '2026-03-19'
  await led(ground, (await filed(ground)).found.id, ['accept'])
  for (let made = 0; made < 4; made += 1) await filed(ground, AGENT, { itemCode: INSTANT.code })
  ground.world.today = TODAY
  await filed(ground)
  await ground.world.settle()
})
after(async () => {
  await closed.destroy()
  await ground.close()
})

const ask = <Answer>(work: (call: Call) => Promise<Answer>): Promise<Answer> => {
  const { world, database } = ground
  return work({ kernel: world.kernel, tx: database, actor: LEADER, now: world.now, today: world.today })
}
const tiles = (asked: Parameters<Snapshots['tiles']>[1], snapshots = new Snapshots()): Promise<Tiles> => ask((call) => snapshots.tiles(call, asked))
const totalOf = async (asked: CasesQuery): Promise<number> => (await ask((call) => casesBehind(call, asked))).total

/** Every number of a screen with the question its door asks. */
function doorsIn({ period, organisation, place, head, towns, units, steps, joint, days }: Tiles): { shown: number; asked: CasesQuery }[] {
  const whole = { period, ...(organisation !== undefined && { organisation }), ...(place !== undefined && { place }) }
  const door = (scope: Omit<CasesQuery, 'measure'>, measure: MeasureName, shown: number) => ({ shown, asked: { ...scope, measure } })
  const NAMES = ['received', 'resolved', 'decided', 'onTime', 'open', 'overdue', 'warned'] as const
  return [
    ...([...NAMES, 'rated', 'badRated'] as const).map((name) => door(whole, name, head[name])),
    ...towns.flatMap((town) => NAMES.map((name) => door({ period, place: town.key }, name, town[name]))),
    ...units.flatMap((unit) => NAMES.map((name) => door({ period, organisation: unit.key }, name, unit[name]))),
    ...days.flatMap(({ day, received, resolved }) => [door({ ...whole, day }, 'received', received), door({ ...whole, day }, 'resolved', resolved)]),
    ...joint.flatMap((row) => [door({ period, organisation: row.organisation, item: row.itemCode }, 'jointReceived', row.received)]),
    ...steps.map(({ organisation: unit, itemCode, state, n }) => ({ shown: n, asked: { period, organisation: unit, item: itemCode, state, measure: 'step' } })),
  ]
}

describe('屏上的数字，和打开以后的办件', () => {
  it('记录开始以后的上一段才能比：今天和昨天能比，这个月和不到一个月的上个月不能', async () => {
    const comparable = await Promise.all(PERIODS.map(async (period) => [period, (await tiles({ period })).isComparable]))
    assert.deepEqual(comparable, [['today', true], ['month', false], ['quarter', false], ['year', false]])
  })

  it('每一段时间、全区和一个部门和一个地方：每个数都等于它打开的那些办件，一件不差', async () => {
    for (const period of PERIODS) for (const scope of [{}, { organisation: 'market-regulation' }, { place: '440114' }]) {
      const doors = doorsIn(await tiles({ period, ...scope }))
      assert(doors.length > 60)
      for (const { shown, asked } of doors) assert.equal(await totalOf(asked), shown, JSON.stringify(asked))
    }
  })

  it('本季的数是一件一件数出来的：收到、办结、按时、在办、超期、快到期、评价', async () => {
    const { head, units } = await tiles({ period: 'quarter' })
    const { head: year } = await tiles({ period: 'year' })
    assert.deepEqual([
      head.received, year.received, year.resolved, year.decided, year.onTime, year.rated, year.ratedTotal, year.badRated,
    ], [1, 14, 5, 3, 2, 1, 5, 0])
    // Two that were accepted and never decided, and four that should have been decided on the spot; one is due today.
    assert.deepEqual([year.open, head.open, head.overdue, head.warned], [9, 9, 6, 1])
    assert.equal(units.reduce((sum, unit) => sum + unit.open, 0), head.open)
  })

  it('最慢的环节：中间数和九成，和一次一次停留排出来的一样；不足三次的不列', async () => {
    const { steps } = await tiles({ period: 'year' })
    const stays = await runSql<{ item: string; state: string; days: number }>(ground.database,
      "select item_code as item, state, working_days as days from figures.stay where left_on between '2026-01-01' and '2026-12-31' order by working_days")
    assert(steps.length > 0)
    for (const { itemCode, state, n, median, p90, mean } of steps) {
      const own = stays.filter((stay) => stay.item === itemCode && stay.state === state).map(({ days }) => days)
      assert.deepEqual([n, median, p90], [own.length, own[Math.ceil(own.length * 0.5) - 1], own[Math.ceil(own.length * 0.9) - 1]])
      assert(n >= STAYS_MIN && Math.abs(mean - own.reduce((sum, days) => sum + days, 0) / n) < 1e-9 && state !== 'correcting')
    }
  })

  it('不计入的评价不在数里，也不在它的办件里', async () => {
    const [rated] = await runSql<{ id: string }>(ground.database, 'select case_id as id from ratings.rating limit 1')
    await runSql(ground.database, "insert into ratings.exclusion (case_id, rule, found_at) values ($1, 'by-staff', $2)", [rated?.id, ground.world.now])
    assert.deepEqual([(await tiles({ period: 'year' })).head.rated, await totalOf({ period: 'year', measure: 'rated' })], [0, 0])
    await runSql(ground.database, 'delete from ratings.exclusion')
  })

  it('部门和镇街不能一起选；没有的环节、没有的日子都拒绝，不是空白', async () => {
    await assert.rejects(async () => tiles({ organisation: 'market-regulation', place: '440114' }), { code: 'invalid' })
    await assert.rejects(totalOf({ measure: 'step', item: 'X', state: 'nowhere' }), { code: 'invalid' })
    await assert.rejects(totalOf({ measure: 'received', day: '2026-02-30' }), { code: 'invalid' })
    assert.deepEqual((await tiles({ organisation: 'nobody' })).head.received, 0)
  })

  it('办件里没有是谁申请的', async () => {
    const { cases } = await ask((call) => casesBehind(call, { measure: 'received', period: 'year' }))
    assert.equal(cases.length, 14)
    assert(!JSON.stringify(cases).includes(LIN.name))
  })
})

describe('大家看的是同一份', () => {
  it('一起问只数一次；记录没有动就不再数；动了就是新的数', async () => {
    const snapshots = new Snapshots()
    const [one, other] = await Promise.all([tiles({ period: 'year' }, snapshots), tiles({ period: 'year' }, snapshots)])
    assert.equal(one, other)
    ground.world.now = new Date(ground.world.now.getTime() + 60_000)
    assert.equal(await tiles({ period: 'year' }, snapshots), one)
    await filed(ground)
    await ground.world.settle()
    ground.world.now = new Date(ground.world.now.getTime() + 60_000)
    const after = await tiles({ period: 'year' }, snapshots)
    assert.deepEqual([after.head.received, after.version === one.version], [one.head.received + 1, false])
  })

  it('刚数过的先拿去看，后面接着数，下一次就是新的；数不出来也不把旧的一直给人看', async () => {
    const snapshots = new Snapshots()
    const pass = (milliseconds: number) => { ground.world.now = new Date(ground.world.now.getTime() + milliseconds) }
    const one = await tiles({ period: 'year' }, snapshots)
    await filed(ground)
    await ground.world.settle()
    pass(400)
    assert.equal(await tiles({ period: 'year' }, snapshots), one)
    pass(300)
    assert.equal(await tiles({ period: 'year' }, snapshots), one)
    pass(300)
    assert.equal((await tiles({ period: 'year' }, snapshots)).head.received, one.head.received + 1)
    const { world } = ground
    pass(500)
    const broken: Call = { kernel: world.kernel, tx: closed, actor: LEADER, now: world.now, today: world.today }
    assert.equal((await snapshots.tiles(broken, { period: 'year' })).head.received, one.head.received + 1)
    await assert.rejects(snapshots.tiles({ ...broken, now: new Date(world.now.getTime() + 60_000) }, { period: 'year' }))
  })

  it('过了一天，今天就是新的一天；钟往回拨也不会一直看旧的', async () => {
    const snapshots = new Snapshots()
    const one = await tiles({ period: 'today' }, snapshots)
    ground.world.today = addCalendarDays(TODAY, 1)
    const next = await tiles({ period: 'today' }, snapshots)
    assert.deepEqual([next.from, next.head.received, next.version === one.version], [addCalendarDays(TODAY, 1), 0, false])
    ground.world.today = TODAY
    assert.equal((await tiles({ period: 'today' }, snapshots)).from, TODAY)
  })
})

it('每个按计数来的数都说得出口径', () => {
  for (const { label, meaning } of Object.values(MEASURES)) assert(label.length > 1 && meaning.length > 8)
})
