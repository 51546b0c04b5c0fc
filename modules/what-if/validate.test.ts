import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { historyOfLog, type ReadLog } from './foreign-log.ts'
import { deskTown, HOUR, hours, isWeekday, MONDAY } from './desk-town.test-support.ts'
import { uniform } from './engine/random.ts'
import { asKnownAt } from './model/as-known.ts'
import { validate } from './validate.ts'

const learning = { offset: 0, isWorkingDay: isWeekday }

/** A log of three activities, the last after so many hours of the office; every third case goes round once more. */
function foreignLog(count: number, hoursOf: (place: number) => number): ReadLog {
  const [caseOf, activityOf, at]: [number[], number[], number[]] = [[], [], []]
  const put = (place: number, activity: number, time: number): number => { caseOf.push(place); activityOf.push(activity); at.push(time); return time }
  for (let place = 0; place < count; place += 1) {
    const day = Math.floor(place / 8)
    let time = put(place, 0, MONDAY + (Math.floor(day / 5) * 7 + (day % 5)) * 24 * HOUR + (9 + 7 * uniform(1, place, 0)) * HOUR)
    for (let round = 0; round < (place % 3 === 0 ? 2 : 1); round += 1) time = put(place, 1, hours.after(time, 3600 * uniform(1, place, round + 1)))
    put(place, 2, hours.after(time, hoursOf(place) * 3600 * (0.5 + uniform(1, place, 9))))
  }
  return {
    cases: Array.from({ length: count }, (_, place) => `c${place}`), activities: ['收件', '审查', '办结'], resources: [], events: at.length,
    caseOf: Int32Array.from(caseOf), activityOf: Int32Array.from(activityOf), resourceOf: new Int32Array(at.length).fill(-1), at: Float64Array.from(at),
  }
}

describe('用前一半预测后一半', () => {
  it('前后一样的日志：不加任何帮助，平均和九成都在 15% 以内', () => {
    const { predictions, driftShare, verdict } = validate(historyOfLog(foreignLog(2400, () => 30)), { learning, replications: 3, seed: 1 })
    assert(Math.abs(driftShare) < 0.1)
    assert.equal(predictions.find(({ way }) => way === 'plain')?.isWithin, true)
    assert.equal(verdict, 'right')
  })

  it('一边办结的不到二十件：不给误差，说各有几件', () => {
    const few = historyOfLog(foreignLog(30, () => 30))
    assert.throws(() => validate(few, { learning, replications: 1, seed: 1 }), /前一段办结了 15 件，后一段 15 件；各要不少于 20 件/)
  })

  it('有窗口的区：同样在 15% 以内', () => {
    const history = deskTown({ days: 300, clerks: 1, casesADay: 15, minutes: (chance) => 5 + 30 * chance, waitDays: (chance) => 6 * chance, seed: 8 })
    assert.equal(validate(history, { learning, replications: 3, seed: 1 }).predictions.find(({ way }) => way === 'plain')?.isWithin, true)
  })

  it('后一半变快了：原样的预测超出，并说出变了多少、变在哪一步；告诉它每步的变化就回到 15% 以内', () => {
    const { predictions, driftShare, drifts, verdict } = validate(historyOfLog(foreignLog(2400, (place) => (place < 1200 ? 40 : 12))), { learning, replications: 3, seed: 1 })
    assert(driftShare < -0.5)
    assert.equal(drifts[0]?.step, '办结')
    assert((drifts[0]?.hoursAfter ?? 0) < (drifts[0]?.hoursBefore ?? 0) * 0.4)
    assert.deepEqual(predictions.map(({ way, isWithin }) => [way, isWithin]), [['plain', false], ['arrivals', false], ['recent', false], ['fed', true]])
    assert.equal(verdict, 'drifted')
  })

  it('学的时候只知道那一刻以前的事：以后的一步也看不见，没有办完的算没有办完', () => {
    const history = deskTown({ days: 30, clerks: 1, casesADay: 6, minutes: (chance) => 5 + 30 * chance, waitDays: (chance) => 6 * chance, seed: 8 })
    const instant = MONDAY + 10 * 24 * HOUR + 11 * HOUR
    const { cases, visits, knownUntil } = asKnownAt(history, instant)
    assert.equal(knownUntil, instant)
    assert(visits.doneAt.every((at) => at < instant) && visits.count > 0)
    assert.equal(visits.count, history.visits.doneAt.filter((at) => at < instant).length)
    for (let found = 0; found < cases.count; found += 1) {
      const [first, end, last] = [cases.first[found] ?? 0, cases.first[found + 1] ?? 0, (history.cases.first[found + 1] ?? 0) - 1]
      assert.equal(cases.isClosed[found], (history.visits.doneAt[last] ?? 0) < instant ? 1 : 0)
      assert.deepEqual([...visits.doneAt.subarray(first, end)], [
        ...history.visits.doneAt.subarray(history.cases.first[found], last + 1),
      ].filter((at) => at < instant))
    }
  })

  it('走法的三种记法都试得出来', () => {
    const { predictions } = validate(historyOfLog(foreignLog(600, () => 30)), { learning, replications: 2, seed: 1, families: true })
    assert.deepEqual(predictions.map(({ way }) => way), ['plain', 'arrivals', 'recent', 'fed', 'pairs', 'steps'])
    for (const { meanDays } of predictions) assert(meanDays.mean > 0)
  })
})
