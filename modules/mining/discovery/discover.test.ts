import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { startOf } from '#platform/day'
import { loadCalendars, workingDaysBetween } from '#kernel'
import { applicationWorkflow } from '../../applications/workflow.ts'
import type { Happening, History } from '../own-log/history.ts'
import { deviationsOf } from './conformance.ts'
import { Discovery } from './discover.ts'
import { anyHistories, FROM, TODAY } from './random-histories.test-support.ts'
import { stretchesOf } from './time-use.ts'

const calendar = loadCalendars('data/calendars')
const ground = { calendar, now: new Date(startOf(TODAY).getTime() + 18 * 3_600_000), today: TODAY, workflows: [applicationWorkflow] }

async function discovered(histories: readonly History[]) {
  const discovery = new Discovery(ground)
  for (const history of histories) discovery.add(history)
  return discovery.found()
}
const sum = <Row>(rows: readonly Row[], value: (row: Row) => number): number => rows.reduce((total, row) => total + value(row), 0)

describe('符合声明的流程', () => {
  it('照声明走的，怎么走都符合', async () => {
    await fc.assert(fc.asyncProperty(anyHistories, async (histories) => {
      const { discovered: { conformance }, cases } = await discovered(histories)
      assert.deepEqual([conformance.fitness, conformance.deviations, conformance.fittingCases], [1, [], histories.length])
      assert(cases.every(({ deviations }) => deviations.length === 0))
    }), { numRuns: 150 })
  })

  it('改坏一处就不符合，而且只在改坏的那件、从那一步起', async () => {
    const spoil: readonly ((happening: Happening) => Happening)[] = [
      (happening) => ({ ...happening, step: 'no-such-step' }), (happening) => ({ ...happening, relation: 'nobody' }),
      (happening) => ({ ...happening, toState: 'nowhere' }), (happening) => ({ ...happening, fromState: 'nowhere' }),
    ]
    await fc.assert(fc.asyncProperty(anyHistories, fc.nat(), fc.nat(), fc.constantFrom(...spoil), async (histories, which, where, spoilt) => {
      const [history] = histories.splice(which % Math.max(1, histories.length), 1)
      if (!history || history.happenings.length < 2) return
      const place = 1 + where % (history.happenings.length - 1)
      const bad = { ...history, happenings: history.happenings.map((happening, index) => (index === place ? spoilt(happening) : happening)) }
      const found = deviationsOf(bad, applicationWorkflow)
      assert(found.some(({ seq }) => seq === place + 1))
      assert(found.every(({ seq }) => seq >= place + 1))
      const { cases, discovered: { conformance } } = await discovered([...histories, bad])
      assert.deepEqual(cases.map(({ deviations }) => deviations.length > 0), [...histories.map(() => false), true])
      assert(conformance.fitness < 1 && conformance.fittingCases === histories.length)
    }), { numRuns: 150 })
  })

  it('每一种不符合都说出是什么、声明的是什么', async () => {
    const happening = (seq: number, step: string, given: Partial<Happening>): Happening =>
      ({ seq, at: new Date(0), on: FROM, step, relation: 'window', who: null, organisation: null, fromState: null, toState: 'submitted', what: null, ...given })
    const history = (...happenings: Happening[]): History => ({
      caseId: '1',
      number: '示例-1',
      version: 1,
      itemName: '',
      organisation: 'o',
      receivedOn: FROM,
      workingDays: null,
      happenings,
      stays: [],
    })
    const open = happening(1, 'open', { relation: 'applicant' })
    const sentences = async (...happenings: Happening[]) =>
      (await discovered([history(...happenings)])).discovered.conformance.deviations.map(({ sentence }) => sentence)
    assert.deepEqual(await sentences(open, happening(2, 'review', {
      fromState: 'submitted', toState: 'reviewed', relation: 'owner',
    })), ['“审查”办在“待受理”，声明的是“审查中”'])
    assert.deepEqual(await sentences(open, happening(2, 'accept', { fromState: 'submitted', toState: 'reviewed' })), ['“受理”办完到了“待决定”，声明的是到“审查中”'])
    assert.deepEqual(await sentences(open, happening(2, 'accept', { fromState: 'submitted', toState: 'accepted', relation: 'owner' })), ['“受理”由主办部门办，声明的是窗口'])
    assert.deepEqual(await sentences(open, happening(2, 'jump', { fromState: 'submitted', toState: 'accepted' })), ['“jump”这一步在声明的流程里没有'])
    assert.deepEqual(await sentences({ ...open, toState: 'accepted' }), ['第一步是“提交申请”，到了“审查中”，和声明的开头不一样'])
    assert.deepEqual(await sentences(open, happening(2, 'accept', { fromState: 'special', toState: 'accepted' })), ['“受理”这条记录从别的状态接着走，和上一条对不上，请核验记录'])
    assert.deepEqual(deviationsOf(history(open), undefined).map(({ kind }) => kind), ['beginning'])
  })
})

describe('用时', () => {
  it('一段停留分成几段，头尾相接，加起来就是整段：等人办、有人在办、等申请人、特别程序、等总件', async () => {
    fc.assert(fc.property(anyHistories, (histories) => {
      for (const { stays, happenings } of histories) {
        for (const stay of stays) {
          const stretches = stretchesOf(stay, happenings, ground)
          assert.deepEqual([stretches[0]?.from, stretches.at(-1)?.until], [stay.enteredOn, stay.leftOn ?? TODAY])
          stretches.slice(1).forEach((stretch, index) => assert.deepEqual([stretch.from, stretch.fromAt], [stretches[index]?.until, stretches[index]?.untilAt]))
          assert.equal(stay.turn === 'applicant', stretches[0]?.kind === 'applicant')
        }
      }
    }), { numRuns: 100 })
  })

  it('合计等于各段停留的工作日之和，一天不多，一天不少', async () => {
    await fc.assert(fc.asyncProperty(anyHistories, async (histories) => {
      const { timeUse } = (await discovered(histories)).discovered
      const whole = sum(histories.flatMap(({ stays }) => stays), ({ enteredOn, leftOn }) => workingDaysBetween(calendar, enteredOn, leftOn ?? TODAY))
      assert.equal(sum(Object.values(timeUse), ({ workingDays }) => workingDays), whole)
    }), { numRuns: 100 })
  })
})

describe('瓶颈', () => {
  it('和一段一段数的一样：总天数、超期天数、超过同一环节中位数的天数；每件的加起来就是合计', async () => {
    await fc.assert(fc.asyncProperty(anyHistories, async (histories) => {
      const { discovered: { bottlenecks }, cases } = await discovered(histories)
      const rows = histories.flatMap(({ stays, number }) =>
        stays.map((stay) => ({ ...stay, number, days: workingDaysBetween(calendar, stay.enteredOn, stay.leftOn ?? TODAY) })))
      for (const { key, state, organisation, stays, open, totalDays, lateDays, lateStays, overMedianDays, cases: count } of bottlenecks) {
        const own = rows.filter((row) => row.state === state && row.organisation === organisation)
        const over = rows.filter((row) => row.state === state && row.leftOn !== null).map(({ days }) => days).toSorted((one, other) => one - other)
        const middle = over.length === 0 ? undefined : ((over[Math.floor((over.length - 1) / 2)] ?? 0) + (over[Math.ceil((over.length - 1) / 2)] ?? 0)) / 2
        const late = own.map(({ dueOn, leftOn }) => (dueOn === null ? 0 : workingDaysBetween(calendar, dueOn, leftOn ?? TODAY)))
        assert.deepEqual([stays, open, totalDays, lateDays, lateStays, count], [
          own.length, own.filter(({ leftOn }) => leftOn === null).length, sum(own, ({ days }) => days),
          sum(late, (days) => days), late.filter((days) => days > 0).length,
          new Set(own.map(({ number }) => number)).size,
        ])
        assert(Math.abs(overMedianDays - sum(own, ({ days }) => Math.max(0, days - (middle ?? days)))) < 0.01)
        assert.equal(sum(cases, ({ losses }) => losses[key]?.late ?? 0), lateDays)
        assert.equal(sum(cases, ({ losses }) => losses[key]?.days ?? 0), totalDays)
      }
      assert.equal(sum(bottlenecks, ({ stays }) => stays), rows.length)
    }), { numRuns: 100 })
  })
})

describe('走法、先后、返工、换手', () => {
  it('各处说的是同一批办件：走法合计、先后合计、重复合计、换手合计', async () => {
    await fc.assert(fc.asyncProperty(anyHistories, async (histories) => {
      const { discovered: { mined, variants, edges, rework, handovers }, cases } = await discovered(histories)
      assert.equal(sum(variants, ({ cases: count }) => count), histories.length)
      assert.deepEqual(
        edges.map(({ from, to, count }) => ({ from, to, count })).toSorted(byText),
        mined.directlyFollows.map(({ from, to, count }) => ({ from, to, count })).toSorted(byText),
      )
      for (const { from, to, cases: count } of edges) assert.equal(cases.filter(({ pairs }) => pairs.includes(`${from} → ${to}`)).length, count)
      for (const { activity, cases: count } of rework.repeated) assert.equal(cases.filter(({ repeated }) => repeated.includes(activity)).length, count)
      assert.equal(cases.filter(({ repeated }) => repeated.length > 0).length, mined.casesWithRepeatedActivity)
      assert.deepEqual([handovers.total, handovers.cases], [mined.handovers, cases.filter(({ handovers: count }) => count > 0).length])
      variants.forEach((way, index) => assert.equal(cases.filter(({ variant }) => variant === index + 1).length, way.cases))
    }), { numRuns: 100 })
  })

  it('没有办件时全是零，不出错', async () => {
    const { discovered: { mined, bottlenecks, conformance }, cases } = await discovered([])
    assert.deepEqual([mined.cases, bottlenecks, conformance.fitness, cases], [0, [], 1, []])
  })
})

const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
