import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { FIRST_DAY, filed, hall, led, type Hall } from '../../modules/applications/hall.test-support.ts'
import { followLog } from './random-log.test-support.ts'
import { partsOf } from './measured.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

async function followed(): Promise<void> {
  await runSql(ground.database, 'truncate figures.case_fact, figures.stay, figures.measure, figures.stay_days')
  await followLog(ground.database, ground.world.kernel, () => 7)
}
async function factOf(id: string): Promise<Record<string, unknown>> {
  await followed()
  const [fact] = await runSql(ground.database, 'select * from figures.case_fact where case_id = $1', [id])
  return fact ?? assert.fail()
}

describe('一个办件的事实', () => {
  it('等申请人、特别程序、单位自己的时间，各数各的', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, [
      'requestCorrection@2026-03-03',
      'supplement@2026-03-10',
      'accept@2026-03-11',
      'startSpecialProcedure@2026-03-12',
      'endSpecialProcedure@2026-03-19',
      'review@2026-03-20',
      'approve@2026-03-23',
      'issue',
      'deliver@2026-03-24',
      'rate',
    ])
    const fact = await factOf(found.id)
    assert.deepEqual(
      [
        'waiting_days', 'paused_days', 'working_days', 'corrections', 'specials', 'on_time', 'outcome', 'rating', 'closed_on', 'issued_on',
      ].map((name) => fact[name]),
      [5, 5, 3, 1, 1, true, 'granted', 5, '2026-03-24', '2026-03-23'])
    assert.deepEqual([
      fact['kind'], fact['channel'], fact['accepted_by'], fact['decided_by'], fact['is_deemed'],
    ], ['service', 'online', 'window', 'approver', false])
  })

  it('五天没有告知的算视为受理，没有受理人', async () => {
    const { found } = await filed(ground)
    ground.world.today = '2026-03-12'
    await led(ground, found.id, ['review'])
    const fact = await factOf(found.id)
    assert.deepEqual([fact['is_deemed'], fact['accepted_on'], fact['accepted_by']], [true, '2026-03-02', null])
  })

  it('没有离开的停留，到期日和轮到谁与办件此刻的一样', async () => {
    await filed(ground)
    await led(ground, (await filed(ground)).found.id, ['accept@2026-03-03', 'extend@2026-03-04'])
    await led(ground, (await filed(ground)).found.id, ['requestCorrection@2026-03-05'])
    await followed()
    const rows = await runSql<{ due: string; mine: string; queue: string; turn: string }>(ground.database, `
      select queue_due_on as due, stay.due_on as mine, split_part(queue, ':', 1) as queue, turn
      from kernel.case c join figures.stay stay on stay.case_id = c.id and stay.left_at is null
      where c.closed_at is null`)
    assert(rows.length >= 3)
    for (const { due, mine, queue, turn } of rows) assert.deepEqual([mine, turn], [due, queue])
    const open = await runSql(
      ground.database, 'select id from kernel.case where closed_at is null and id not in (select case_id from figures.stay where left_at is null)',
    )
    assert.deepEqual(open, [])
  })

  it('每个办件的状态、到期日与办件自己的一样', async () => {
    await followed()
    const rows = await runSql(ground.database, `
      select c.number from kernel.case c left join figures.case_fact fact on fact.case_id = c.id
      where (fact.state, fact.organisation, fact.last_seq) is distinct from (c.state, c.owner_organisation, c.version)
        or (fact.resolved_on is null and fact.due_on is distinct from c.due_on)`)
    assert.deepEqual(rows, [])
  })
})

it('一段日子分成整月和零头，一天不多一天不少', () => {
  assert.deepEqual(partsOf({ from: '2026-01-15', to: '2026-04-10' }), {
    months: [['2026-02-01', '2026-03-31']],
    spans: [
      ['2026-01-15', '2026-01-31'],
      ['2026-04-01', '2026-04-10'],
    ],
  })
  assert.deepEqual(partsOf({ from: '2026-01-01', to: '2026-12-31' }), { months: [['2026-01-01', '2026-12-31']], spans: [] })
  assert.deepEqual(partsOf({ from: '2026-02-03', to: '2026-02-27' }), { months: [], spans: [['2026-02-03', '2026-02-27']] })
  assert.deepEqual(partsOf({ from: '2026-02-03', to: '2026-02-01' }), { months: [], spans: [] })
  assert.deepEqual(partsOf({ from: '2026-01-01', to: '2026-03-31', by: 'day' }), { months: [], spans: [['2026-01-01', '2026-03-31']] })
})
