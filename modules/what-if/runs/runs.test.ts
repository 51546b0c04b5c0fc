import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { filed, hall, led, LIN, SUPERVISOR, type Hall } from '../../applications/hall.test-support.ts'
import { historyFromLog } from '../own-log.ts'
import { askFor } from '#base/computations'
import { refuseUnsound, type Asked } from './asked.ts'
import { choices } from './choices.ts'
import { RUN, runLines, runView } from './view.ts'
import { workOff } from './work-off.ts'

const DAYS = ['2026-03-02', '2026-03-04', '2026-03-10', '2026-03-17']
const WAYS: readonly (readonly string[])[] = [
  ['accept', 'review', 'approve', 'issue', 'deliver'], ['requestCorrection', 'supplement', 'accept', 'review', 'deny'],
  ['accept', 'startSpecialProcedure', 'endSpecialProcedure', 'review', 'approve'], [],
]

let ground: Hall
before(async () => {
  ground = await hall()
  for (const [place, day] of DAYS.entries()) {
    ground.world.today = day
    await led(ground, (await filed(ground, LIN)).found.id, WAYS[place] ?? [])
  }
  ground.world.today = '2026-04-02'
  await ground.world.follow()
})
after(() => ground.close())

const ask = (asked: Partial<Asked> = {}) => ground.world.as(SUPERVISOR, (call) => {
  const whole: Asked = { base: '2026-03', change: { staff: [{ station: 'window:hall', add: 1 }] }, replications: 2, ...asked }
  refuseUnsound(whole, call.today)
  return askFor(call, RUN, whole, undefined)
})
const view = (id: string) => ground.world.as(SUPERVISOR, (call) => runView(call, id))
const worked = () => workOff({ database: ground.database, kernel: ground.world.kernel, now: ground.world.now, today: ground.world.today })

describe('在后台推演', () => {
  it('从记录里读出的，正是办过的：走到哪里、轮到谁、还在办的不算办完', async () => {
    const { steps, roles, cases, visits } = await historyFromLog(ground.database, ground.world.kernel, { from: '2026-03-01', until: '2026-04-01' })
    assert.deepEqual([...cases.isClosed], [1, 1, 0, 0])
    const way = (found: number): string[] =>
      [...visits.step.subarray(cases.first[found], cases.first[found + 1])].map(
        (step, place) => `${steps[step]} ${roles[visits.role[(cases.first[found] ?? 0) + place] ?? 0]}`,
      )
    assert.deepEqual(way(0), ['accept window', 'review owner', 'approve approver', 'issue owner', 'deliver window'])
    assert.deepEqual(way(1).slice(0, 3), ['requestCorrection window', 'supplement ', 'accept window'])
    // 特别程序里等的不是部门。
    assert.deepEqual(way(2).slice(0, 3), ['accept window', 'startSpecialProcedure owner', 'endSpecialProcedure '])
    assert.deepEqual(way(3).filter((step) => !step.startsWith('deemAccepted')), [])
  })

  it('算完以后现状和改动并排，进度是百分之百；列表里有它；一次只算一个，没有了就停', async () => {
    const id = await ask()
    assert.deepEqual([(await view(id)).state, (await view(id)).result], ['waiting', null])
    assert.equal(await worked(), true)
    assert.equal(await worked(), false)
    const { state, done, total, result, finishedAt } = await view(id)
    assert.deepEqual([state, done, total, result?.replications, finishedAt?.toISOString()], ['done', 100, 100, 2, ground.world.now.toISOString()])
    assert.equal(result?.figures.find(({ figure }) => figure === 'arrived')?.base.mean, 4)
    assert.equal(result?.stations.find(({ key }) => key === 'window:hall')?.staffChanged, 2)
    assert(result?.stations.every(({ organisationName }) => organisationName !== ''))
    assert((await ground.world.as(SUPERVISOR, runLines)).runs.some((run) => run.id === id))
    assert(!JSON.stringify(result).includes(LIN.name))
  })

  it('改动里的名字对不上，算不成并说出原因，不再重试', async () => {
    const id = await ask({ change: { staff: [{ station: 'window:nowhere', add: 1 }] } })
    await worked()
    const { state, trouble, result } = await view(id)
    assert.deepEqual([state, result], ['failed', null])
    assert.match(trouble ?? '', /没有窗口或部门“window:nowhere”/)
    const empty = await ask({ base: '2025-01' })
    await worked()
    assert.match((await view(empty)).trouble ?? '', /没有办件可以学/)
  })

  it('还没过完的月、空的改动、没有的编号都拒绝', async () => {
    await assert.rejects(ask({ base: '2026-04' }), /已经过完的月份|过完的月份/)
    await assert.rejects(ask({ change: { name: '空的' } }), /还没有写要改什么/)
    await assert.rejects(view('00000000-0000-7000-8000-000000000000'), /没有这次推演/)
    while (await worked());
  })

  it('可以选的：过完的月份、有办件的窗口和部门、事项、没有办结以前的步骤', async () => {
    const { months, stations, items, steps } = await ground.world.as(SUPERVISOR, choices)
    assert.deepEqual(months, ['2026-03'])
    assert.deepEqual(stations.filter(({ role }) => role === 'window').map(({ station }) => station), ['window:hall'])
    assert.equal(items.reduce((sum, { cases }) => sum + cases, 0), 4)
    assert(steps.some(({ step, label }) => step === 'requestCorrection' && label === '一次性告知补正'))
    assert(!steps.some(({ step }) => step === 'archive'))
  })
})
