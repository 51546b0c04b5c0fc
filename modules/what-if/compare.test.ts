import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Change } from './change/change.ts'
import { compare, type Comparison } from './compare.ts'
import { historyOfLog } from './foreign-log.ts'
import { deskTown, HOUR, learnt, MONDAY } from './desk-town.test-support.ts'

const DAY = 24 * HOUR
const model = learnt(deskTown({
  days: 60, clerks: 1, casesADay: 17, minutes: (chance) => 5 + 30 * chance,
  waitDays: (chance) => 1 + 5 * chance, seed: 5, item: (place) => (place % 3 === 0 ? 'B' : 'A'),
}))
const span = { from: MONDAY + 14 * DAY, until: MONDAY + 42 * DAY }
const tried = (change: Change, replications = 3): Comparison => compare(model, { span, change, replications, seed: 1 })

function figure({ figures }: Comparison, name: string) {
  const found = figures.find((one) => one.figure === name)
  assert(found)
  return found
}
function window({ stations }: Comparison) {
  const found = stations.find(({ key }) => key === 'window:tanbu')
  assert(found)
  return found
}

describe('现状和改动并排', () => {
  it('什么都不改，差全是零：同样的运气', () => {
    for (const { difference, label } of tried({}).figures) assert.deepEqual(difference, { mean: 0, low: 0, high: 0 }, label)
  })

  it('窗口加一人，窗口停留变短，部门不变；区间包着平均', () => {
    const result = tried({ staff: [{ station: 'window:tanbu', add: 1 }] })
    const { stayHours, staff, staffChanged, load } = window(result)
    assert.deepEqual([staff, staffChanged], [1, 2])
    assert(stayHours.changed.mean < stayHours.base.mean * 0.6)
    assert(load && load.changed.mean < load.base.mean * 0.6)
    assert(figure(result, 'meanDays').difference.high < 0)
    assert.deepEqual(result.remarks, [])
    for (const { base: { low, mean, high } } of result.figures) assert(low <= mean + 1e-9 && mean <= high + 1e-9)
  })

  it('等待不是人手造成的地方，加人没有用，并且说出来', () => {
    const result = tried({ staff: [{ station: 'approver:housing', add: 3 }] })
    assert.equal(figure(result, 'meanDays').difference.mean, 0)
    assert.match(result.remarks[0] ?? '', /approver:housing.*多半不是人手/)
  })

  it('办过的次数太少，就说看不出来，不说不是人手造成的', () => {
    const few = learnt(deskTown({ days: 8, clerks: 1, casesADay: 17, minutes: (chance) => 5 + 30 * chance, seed: 5 }))
    const { remarks } = compare(few, {
      span: { from: MONDAY, until: MONDAY + 8 * DAY }, change: { staff: [{ station: 'window:tanbu', add: 1 }] }, replications: 1, seed: 1,
    })
    assert.match(remarks[0] ?? '', /只办过 \d+ 次，不到 200 次，看不出/)
  })

  it('承诺改短而办得不快，按时率下降；部门跟着快，全程变短', () => {
    const [same, faster] = [tried({ limits: [{ item: 'A', workingDays: 3 }] }), tried({ limits: [{ item: 'A', workingDays: 3, pace: 'follows' }] })]
    assert(figure(same, 'onTime').difference.high < -5)
    assert.equal(figure(same, 'meanDays').difference.mean, 0)
    assert(figure(faster, 'meanDays').difference.high < 0)
    assert(figure(faster, 'onTime').changed.mean > figure(same, 'onTime').changed.mean)
  })

  it('一起办的，窗口少收一次；打捆的也是，但要等齐', () => {
    const [alone, together, bundled] = [
      tried({}), tried({ together: [{ items: ['A', 'B'], share: 1 }] }), tried({ bundles: [{ item: 'A', share: 1, size: 5 }] }),
    ]
    assert(window(together).visits.changed.mean < window(alone).visits.base.mean * 0.75)
    assert(window(bundled).visits.changed.mean < window(alone).visits.base.mean * 0.55)
    assert(window(together).stayHours.changed.mean < window(alone).stayHours.base.mean)
    for (const result of [together, bundled]) {
      assert.equal(figure(result, 'arrived').difference.mean, 0)
      assert(figure(result, 'backlog').changed.mean < figure(result, 'arrived').changed.mean)
    }
  })

  it('日志里没有承诺时限、没有决定：按时率和用去的工作日不列，说为什么，不写成 0', () => {
    const cases = Array.from({ length: 40 }, (_, place) => `${place}`)
    const places = cases.flatMap((_, place) => [place, place])
    const at = Float64Array.from(places, (place, row) => MONDAY + (10 + 2 * (row % 2)) * HOUR + (place % 28) * DAY)
    const log = {
      cases, activities: ['来', '办'], resources: ['甲'], events: places.length, caseOf: Int32Array.from(places),
      activityOf: Int32Array.from(places, (_, row) => row % 2), resourceOf: new Int32Array(places.length), at,
    }
    const { figures, remarks } = compare(learnt(historyOfLog(log)), { span: { from: MONDAY, until: MONDAY + 28 * DAY }, change: {}, replications: 2, seed: 1 })
    assert.deepEqual(figures.map((one) => one.figure), ['arrived', 'finished', 'backlog', 'meanDays', 'p90Days', 'officeDays', 'otherDays'])
    assert.deepEqual(remarks.map((remark) => remark.split('”')[0]), ['“按时决定', '“受理到决定'])
  })

  it('名字对不上的改动被拒绝，并说出有哪些', () => {
    assert.throws(() => tried({ staff: [{ station: 'window:nowhere', add: 1 }] }), /没有窗口或部门“window:nowhere”，有的是：.*window:tanbu/)
    assert.throws(() => tried({ limits: [{ item: 'Z', workingDays: 1 }] }), /没有事项“Z”，有的是：A、B|B、A/)
    assert.throws(() => tried({ staff: [{ station: 'window:tanbu', add: -1 }] }), /没有人了/)
    assert.throws(() => tried({ routing: [{ step: 'accept', share: 0.5 }] }), /都走过“accept”/)
    assert.throws(() => tried({ routing: [{ step: 'deny', share: 0.5 }] }), /没有步骤“deny”/)
  })
})
