import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { officeHours } from '../model/office-hours.ts'
import type { Learnt } from '../model/learn.ts'
import { comingAt, deskTown, hours, HOUR, learnt, MINUTE, MONDAY, OFFICE, planOf, type DeskTown } from '../desk-town.test-support.ts'
import { arrivalsAsTheyWere } from './arrivals.ts'
import { mean, outcomeOf, quantile } from './figures.ts'
import type { Plan } from './plan.ts'
import { uniform } from './random.ts'
import { simulate } from './simulation.ts'

const TOWN: DeskTown = { days: 40, clerks: 1, casesADay: 18, minutes: (chance) => 5 + 30 * chance, seed: 3 }
const model = learnt(deskTown(TOWN))
/** Nights and weekends make single months differ by more than any model errs. */
const LONG: DeskTown = { ...TOWN, days: 400 }
const long = learnt(deskTown(LONG))

/** The same, its window always open or with other service times. */
function atWindow(from: Learnt, change: Partial<Learnt['stations']['list'][number]>): Learnt {
  const list = from.stations.list.map((station) => (station.role === 'window' ? { ...station, ...change } : { ...station, isBound: false }))
  return {
    ...from, stations: { ...from.stations, list, service: new Float64Array(from.stations.service.length), delay: new Float64Array(from.stations.delay.length) },
  }
}

const alwaysOpen = { ...OFFICE, cells: Array.from({ length: 48 }, () => true), isWorkingDay: () => true }

/** Times with exponential pauses. */
function poissonTimes(count: number, meanMilliseconds: number, seed: number): number[] {
  let at = MONDAY
  return Array.from({ length: count }, (_, place) => (at += -Math.log(1 - uniform(seed, place, 7)) * meanMilliseconds))
}

function meanWaitHours(from: Learnt, times: readonly number[], staff: number): number {
  const plan = { ...planOf(from, comingAt(times), 1), staff: Int32Array.of(...from.stations.list.map((station) => (station.role === 'window' ? staff : 1))) }
  const window = from.stations.list.findIndex(({ role }) => role === 'window')
  return outcomeOf(plan, simulate(plan)).stations[window]?.waitHours ?? Number.NaN
}

describe('推演', () => {
  it('学得出：窗口的等待是人手不够，部门的等待不是', () => {
    const [window, approver] = [model.stations.list.find(({ role }) => role === 'window'), model.stations.list.find(({ role }) => role === 'approver')]
    assert.equal(window?.isBound, true)
    assert.equal(window?.staff, 1)
    assert.equal(approver?.isBound, false)
    assert(Math.abs(mean(window?.services ?? []) / 60 - 20) < 1.5, `每件约 20 分钟，学到 ${mean(window?.services ?? []) / 60}`)
  })

  it('收件等于办结加在办，一件不多一件不少，无论什么时候数', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 40 }), fc.integer(), (count, day, seed) => {
      const plan = { ...planOf(model, comingAt(poissonTimes(count, 20 * MINUTE, seed)), seed), from: MONDAY, until: MONDAY + day * 24 * HOUR }
      const run = simulate(plan)
      const { figures } = outcomeOf({ ...plan, until: MONDAY + 400 * 24 * HOUR }, run)
      assert.equal(figures.arrived, count)
      assert.equal(figures.finished + figures.backlog, count)
      const come = [...plan.comers.at].filter((at) => at < plan.until).length
      const gone = [...run.finishedAt].filter((at) => at < plan.until).length
      assert(gone <= come)
      assert.equal(outcomeOf(plan, run).figures.finished, gone)
    }), { numRuns: 40 })
  })

  it('下班以后不办事：每一步都结束在上班时间里', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const run = simulate(planOf(model, comingAt(poissonTimes(60, 40 * MINUTE, seed)), seed))
      for (const at of run.finishedAt) assert(model.hours.isOpen(at - 1), new Date(at).toISOString())
    }), { numRuns: 30 })
  })

  it('同一个种子跑两遍，分毫不差；换一个种子就不同', () => {
    const plan = planOf(model, comingAt(poissonTimes(300, 22 * MINUTE, 5)), 11)
    assert.deepEqual(simulate(plan), simulate(plan))
    assert.notDeepEqual(simulate(plan).finishedAt, simulate({ ...plan, seed: 12 }).finishedAt)
  })

  it('只有一个队列时，多一个人从不使平均等待变长', () => {
    const busy = atWindow(model, { isBound: true, patienceWorkingDays: null })
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 4, max: 40 }), fc.integer(), (staff, pause, seed) => {
      const times = poissonTimes(80, pause * MINUTE, seed)
      assert(meanWaitHours(busy, times, staff + 1) <= meanWaitHours(busy, times, staff) + 1e-9)
    }), { numRuns: 40 })
  })

  for (const [staff, load] of [[1, 0.7], [2, 0.8], [5, 0.8]] as const) {
    it(`M/M/${staff}、忙 ${load * 100}%：平均等待与排队论的公式相差不到一成`, () => {
      const services = Float64Array.from({ length: 4001 }, (_, place) => -Math.log(1 - (place + 0.5) / 4001) * 600)
      const open = { ...atWindow(model, { isBound: true, services, patienceWorkingDays: null }), hours: officeHours(alwaysOpen), opening: alwaysOpen }
      const waits = [1, 2, 3].map((seed) => meanWaitHours(open, poissonTimes(20_000, 600_000 / (load * staff), seed), staff) * 6)
      const known = erlangWait(staff, load)
      assert(Math.abs(mean(waits) / known - 1) < 0.1, `模拟 ${mean(waits)}，公式 ${known}（以平均服务时间计）`)
    })
  }

  it('照样重演，平均和九成全程与记录相差不到 15%', () => {
    const span = { from: MONDAY, until: MONDAY + LONG.days * 24 * HOUR }
    const [real, simulated] = [deskDays(long, span), drawnDays(planOf(long, arrivalsAsTheyWere(long, span), 4))]
    const p90 = (days: number[]): number => quantile(days.toSorted((a, b) => a - b), 0.9)
    assert(Math.abs(mean(simulated) / mean(real) - 1) < 0.15, `${mean(simulated)} 与 ${mean(real)}`)
    assert(Math.abs(p90(simulated) / p90(real) - 1) < 0.15, `${p90(simulated)} 与 ${p90(real)}`)
  })

  it('窗口加一个人：推演的平均全程与真的加一个人相差不到 15%', () => {
    const span = { from: MONDAY, until: MONDAY + LONG.days * 24 * HOUR }
    const plan = planOf(long, arrivalsAsTheyWere(long, span), 4)
    const more = { ...plan, staff: plan.staff.map((staff, place) => (long.stations.list[place]?.role === 'window' ? staff + 1 : staff)) }
    const [before, after, predicted] = [mean(deskDays(long, span)), mean(deskDays(learnt(deskTown({ ...LONG, clerks: 2 })), span)), mean(drawnDays(more))]
    assert(after < before * 0.6, '加人以后确实快了')
    assert(Math.abs(predicted / after - 1) < 0.15, `推演 ${predicted}，真的 ${after}`)
  })
})

describe('等不到人，系统替他走一步', () => {
  const OVERRUN: DeskTown = { days: 90, clerks: 1, casesADay: 26, minutes: (chance) => 5 + 30 * chance, seed: 9, patienceDays: 3 }
  const overrun = learnt(deskTown(OVERRUN))
  const span = { from: MONDAY, until: MONDAY + OVERRUN.days * 24 * HOUR }
  const window = overrun.stations.list.findIndex(({ role }) => role === 'window')
  const plan = planOf(overrun, arrivalsAsTheyWere(overrun, span), 4)
  const stayHours = (of: Plan): number => outcomeOf({ ...of, ...span }, simulate({ ...of, ...span })).stations[window]?.stayHours ?? Number.NaN

  it('认得出是排队，也学得出等几天', () => {
    const { isBound, staff, patienceWorkingDays } = overrun.stations.list[window] ?? {}
    assert.deepEqual([isBound, staff, patienceWorkingDays], [true, 1, 3])
  })

  it('照样重演和加一个人，窗口停留都与真的相差不到 15%', () => {
    const real = learnt(deskTown({ ...OVERRUN, clerks: 2 }))
    const [alone, two] = [
      stayHours(planOf(overrun, arrivalsAsTheyWere(overrun, span), 4)),
      stayHours({ ...plan, staff: plan.staff.map((staff, place) => (place === window ? 2 : staff)) }),
    ]
    const meanOf = ({ stay, history: { visits, roles } }: Learnt): number =>
      mean([...stay].filter((_, visit) => roles[visits.role[visit] ?? 0] === 'window')) / 3600
    assert(Math.abs(alone / meanOf(overrun) - 1) < 0.15, `${alone} 与 ${meanOf(overrun)}`)
    assert(Math.abs(two / meanOf(real) - 1) < 0.15, `${two} 与 ${meanOf(real)}`)
  })
})

const drawnDays = (plan: Plan): number[] => [1, 2, 3].flatMap((seed) => [...outcomeOf({ ...plan, seed }, simulate({ ...plan, seed })).days])

function deskDays({ history: { cases, visits } }: Learnt, { from, until }: { from: number; until: number }): number[] {
  return [...cases.openedAt].flatMap((at, found) =>
    (at >= from && at < until ? [((visits.doneAt[(cases.first[found + 1] ?? 0) - 1] ?? 0) - at) / (24 * HOUR)] : []))
}

/** Erlang C: the mean wait in units of the mean service. */
function erlangWait(staff: number, load: number): number {
  const offered = staff * load
  let [term, sum] = [1, 1]
  for (let people = 1; people < staff; people += 1) { term *= offered / people; sum += term }
  const full = (term * offered) / staff / (1 - load)
  return full / (sum + full) / (staff * (1 - load))
}

it('上班时间的加减互为逆运算', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 400 * 24 * 60 }), fc.integer({ min: 1, max: 40 * 7 * 3600 }), (minute, seconds) => {
    const at = MONDAY + minute * MINUTE
    const end = hours.after(at, seconds)
    assert(Math.abs(hours.between(at, end) - seconds) < 1e-3)
    assert(hours.isOpen(end - 1))
  }))
})
