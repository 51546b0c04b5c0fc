import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import type { Actor, Call, Kernel } from '#kernel'
import { person } from '#kernel/testing'
import { casesBehind, conditionOf, isWindows, measured, measuredAtWindows, MEASURES, sourceOf } from '#base/figures'
import { assembleKernel } from '#app'
import { followLog, randomFrom, randomLog, writeLog } from '../../base/figures/random-log.test-support.ts'
import { findingCases, findings } from './findings.ts'
import { INDICATORS, measuresIn } from './indicator.ts'
import { listing } from './listing.ts'
import { indicatorCases, oneIndicator } from './one.ts'
import { peopleOf } from './people.ts'

const SUPERVISOR = person('supervisor', ['supervisor'], 'government-services')
const YEARS = { from: '2024-01-01', to: '2025-12-31' } as const
const NOW = new Date('2026-01-15T02:00:00Z')

let own: TestDatabase
const kernel: Kernel = assembleKernel({ sendJobs: async () => {} })
before(async () => {
  own = await testDatabase()
  await writeLog(own.db, randomLog(randomFrom(7), 150))
  await followLog(own.db, kernel, () => 500)
})
after(() => own.close())

const as = <Result>(work: (call: Call) => Promise<Result>, actor: Actor = SUPERVISOR): Promise<Result> =>
  inTransaction(own.db, (tx) => work({ kernel, tx, actor, now: NOW, today: '2026-01-15' }))

describe('每个数都打得开', () => {
  it('每一个计数，与它打开的办件一样多；按单位、事项、镇街分开也一样', async () => {
    const counted = await measured(own.db, { ...YEARS, measures: Object.keys(MEASURES) })
    assert(counted.length > 30)
    for (const { measure, n } of counted) assert.equal((await casesBehind(own.db, { ...YEARS, plus: [measure], today: '2026-01-15' })).total, n, measure)
    for (const [by, name] of [['organisation', 'organisation'], ['item', 'item'], ['place', 'place']] as const) {
      for (const { key, n } of await measured(own.db, { ...YEARS, measures: ['late'], by })) {
        assert.equal((await casesBehind(own.db, { ...YEARS, [name]: key, plus: ['late'], today: '2026-01-15' })).total, n, key)
      }
    }
    assert(Object.keys(MEASURES).every((measure) => conditionOf(measure) !== undefined))
  })

  it('比例的分子、分母各自打开，件数就是算式里的数', async () => {
    const { indicators } = await as((call) => listing(call, YEARS))
    const open = indicators.filter(
      ({ kind, missing, id, value }) => kind === 'proportion' && missing === null && value !== null && /^[BC]/.test(id) && id !== 'C04' && id !== 'C05',
    )
    assert(open.length >= 10, open.map(({ id }) => id).join())
    for (const { id, numerator, denominator } of open) {
      const cases = (part: 'numerator' | 'denominator') => as((call) => indicatorCases(call, id, { ...YEARS, part }))
      assert.deepEqual([(await cases('numerator')).total, (await cases('denominator')).total], [numerator, denominator], id)
    }
  })
})

describe('按窗口', () => {
  it('窗口做的每一个计数，各窗口加起来是全区；办件的计数打开来一样多', async () => {
    const measures = Object.keys(MEASURES).concat('turn.window', 'stage.submitted', 'stageLate.submitted').filter(isWindows)
    assert(measures.length > 8)
    for (const measure of measures) {
      const [whole] = await measured(own.db, { ...YEARS, measures: [measure] })
      const windows = await measuredAtWindows(own.db, { ...YEARS, measures: [measure], by: 'window' })
      assert.deepEqual(
        [windows.reduce((sum, { n }) => sum + n, 0), windows.reduce((sum, { total }) => sum + total, 0)], [whole?.n ?? 0, whole?.total ?? 0], measure,
      )
      if (measure.startsWith('stage') || measure.startsWith('turn')) continue
      for (const { key, n } of windows)
        assert.equal((await casesBehind(own.db, { ...YEARS, plus: [measure], window: key, today: '2026-01-15' })).total, n, `${measure} ${key}`)
    }
    assert.equal((await measuredAtWindows(own.db, { ...YEARS, measures: ['received', 'decided'], window: 'hall' })).length, 1)
  })

  it('指标按窗口排，打开是这个窗口的办件；分不到窗口的说为什么，几号窗口的办件没有记也说', async () => {
    const { rows, indicator } = await as((call) => oneIndicator(call, 'B08', { ...YEARS, by: 'window' }))
    assert.deepEqual(rows.map(({ key }) => key).toSorted(), ['hall', 'town'])
    assert.equal(rows.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0), indicator.denominator)
    const hall = await as((call) => oneIndicator(call, 'B08', { ...YEARS, window: 'hall' }))
    const behind = await as((call) => indicatorCases(call, 'B08', { ...YEARS, window: 'hall' }))
    assert.deepEqual([
      hall.indicator.numerator, hall.by, hall.trend.reduce((sum, { numerator }) => sum + numerator, 0) <= behind.total,
    ], [behind.total, 'window', true])
    const why = async (window: string, id: string) =>
      (await as((call) => listing(call, { ...YEARS, window }))).indicators.find((one) => one.id === id)?.missing ?? ''
    assert.match(await why('hall', 'B01'), /分不到窗口/)
    assert.match(await why('某某大厅 12号窗口', 'B08'), /没有记是几号窗口/)
    assert.deepEqual([await why('hall', 'X01'), await why('某某大厅 12号窗口', 'E01')], ['', ''])
    await assert.rejects(as((call) => oneIndicator(call, 'B08', { ...YEARS, window: 'hall', organisation: 'bureau-1' })), { code: 'invalid' })
    await assert.rejects(as((call) => oneIndicator(call, 'B08', { ...YEARS, by: 'window', place: '440114001' })), { code: 'invalid' })
  })

  it('写着分得到窗口的指标，每个计数都有人按窗口数', () => {
    const scoped = INDICATORS.filter(({ scopes }) => scopes.includes('window'))
    assert(scoped.length >= 5)
    for (const indicator of scoped)
      for (const measure of measuresIn(indicator)) assert(isWindows(measure) || sourceOf(measure)?.atWindows !== undefined, `${indicator.id} ${measure}`)
  })
})

describe('六十八个指标', () => {
  it('全部列出；没有来源的说未接入和为什么，不编数', async () => {
    const { indicators } = await as((call) => listing(call, YEARS))
    assert.equal(indicators.filter(({ id }) => !id.startsWith('X')).length, 68)
    for (const { missing, value, numerator } of indicators)
      if (missing !== null) assert.deepEqual([value, numerator, /^未接入：.{4,}|^这个指标分不到/.test(missing)], [null, 0, true], missing)
    assert.match(indicators.find(({ id }) => id === 'D01')?.missing ?? '', /12345/)
    assert(indicators.filter(({ missing }) => missing === null).length >= 30)
  })

  it('按时办结率和超期率合起来是百分之百，按单位加起来是全区', async () => {
    const { indicators } = await as((call) => listing(call, YEARS))
    const of = (id: string) => indicators.find((one) => one.id === id)
    assert.equal((of('B01')?.numerator ?? 0) + (of('B02')?.numerator ?? 0), of('B01')?.denominator)
    const { rows, trend } = await as((call) => oneIndicator(call, 'B01', YEARS))
    assert.equal(rows.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0), of('B01')?.denominator)
    assert(trend.length > 3 && rows.length === 4)
    assert(rows.every(({ isSmall, rank }) => isSmall === (rank === null)))
  })

  it('单位看得到，镇街看得到；分不到的说分不到，两个一起要的拒绝', async () => {
    const { indicators } = await as((call) => listing(call, { ...YEARS, place: '440114001' }))
    assert.match(indicators.find(({ id }) => id === 'A01')?.missing ?? '', /分不到镇街/)
    assert((indicators.find(({ id }) => id === 'B08')?.denominator ?? 0) > 0)
    await assert.rejects(as((call) => oneIndicator(call, 'B01', { ...YEARS, place: '440114001', organisation: 'bureau-1' })), { code: 'invalid' })
    await assert.rejects(as((call) => oneIndicator(call, 'B01', { from: '2025-02-30' })), { code: 'invalid' })
    await assert.rejects(as((call) => oneIndicator(call, 'Z99', {})), { code: 'not-found' })
    await assert.rejects(as((call) => indicatorCases(call, 'A01', {})), { code: 'not-found' })
  })

  it('个人的数只给监督部门和本单位负责人', async () => {
    const { people } = await as((call) => peopleOf(call, { ...YEARS, organisation: 'bureau-1' }))
    assert(people.length === 3 && people.every(({ decided, range, isSmall }) => decided > 0 && range !== null && isSmall))
    const head = person('head', ['leader'], 'bureau-1')
    assert.equal((await as((call) => peopleOf(call, { ...YEARS, organisation: 'bureau-1' }), head)).people.length, 3)
    await assert.rejects(as((call) => peopleOf(call, { ...YEARS, organisation: 'bureau-2' }), head), { code: 'rule' })
  })

  it('每个指标的计数都有人数，或者写明了未接入', () => {
    for (const { id, numerator, missing } of INDICATORS) assert(numerator.terms.length > 0 || (missing ?? '').length > 3, id)
  })
})

describe('线索', () => {
  it('全部问得到，没有时是空的；不认识的拒绝', async () => {
    const { detectors } = await as((call) => findings(call, YEARS))
    assert.equal(detectors.length, 8)
    for (const { id, findings: found } of detectors) for (const { key, cases } of found) {
      assert((await as((call) => findingCases(call, id, { ...YEARS, key }))).total <= Math.max(cases, 2000))
    }
    await assert.rejects(as((call) => findingCases(call, 'nothing', { key: 'x' })), { code: 'not-found' })
  })
})
