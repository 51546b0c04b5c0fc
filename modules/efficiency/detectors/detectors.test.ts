import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadCalendars, withProvisionalYears } from '#kernel'
import { closedReopenedIn, type Closed } from './closed-reopened.ts'
import { peaksIn, slowWindowsIn } from './flow-detectors.ts'
import { isGroundless, pausedFarMore, withoutGround } from './groundless-pause.ts'
import { badRatingsIn, givenRatingsIn, perfectRatingsIn, sameDeviceIn, unitsIn } from './rating-detectors.ts'

const calendar = withProvisionalYears(loadCalendars('data/calendars'))
const keys = (findings: readonly { key: string }[]): string[] => findings.map(({ key }) => key)

describe('临到期结掉又重来', () => {
  const closed = (resolvedOn: string, count: number): Closed[] =>
    Array.from({ length: count }, (_, nth) => ({ caseId: String(nth), organisation: 'unit', resolvedOn, dueOn: '2026-03-20' }))

  it('到期那天和前一个工作日算，早两天的不算，过了期的不算；够五件才说', () => {
    assert.deepEqual(closedReopenedIn(closed('2026-03-19', 5), calendar).map(({ key, cases }) => [key, cases]), [['unit', 5]])
    assert.deepEqual(keys(closedReopenedIn(closed('2026-03-20', 5), calendar)), ['unit'])
    for (const wrong of [closed('2026-03-18', 9), closed('2026-03-23', 9), closed('2026-03-20', 4)]) assert.deepEqual(closedReopenedIn(wrong, calendar), [])
  })
})

describe('没有依据的暂停', () => {
  it('比别的单位合起来多得多才说；件数少、差得不多、只有一个单位时不说', () => {
    const others = { organisation: 'others', decided: 1000, paused: 20 }
    assert.deepEqual(keys(pausedFarMore([others, { organisation: 'much', decided: 100, paused: 40 }])), ['much'])
    assert.deepEqual(pausedFarMore([others, { organisation: 'few', decided: 12, paused: 9 }]), [])
    assert.deepEqual(pausedFarMore([others, { organisation: 'same', decided: 500, paused: 15 }]), [])
    assert.deepEqual(pausedFarMore([]), [])
  })

  it('事项清单里没有的种类、临到期才启动的，是没有依据；清单里有、早早启动的不是', () => {
    const clock = (on: string) => ({
      limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false,
      events: [{ on: '2026-03-02', what: 'received' }, { on: '2026-03-02', what: 'accepted' }, { on, what: 'pause-start', id: 'p1', kind: 'hearing' }] as const,
    })
    assert.equal(isGroundless({ clock: clock('2026-03-04'), listed: ['hearing'] }, calendar), false)
    assert.equal(isGroundless({ clock: clock('2026-03-13'), listed: ['hearing'] }, calendar), true)
    assert.equal(isGroundless({ clock: clock('2026-03-04'), listed: ['testing'] }, calendar), true)
  })

  it('常用特别程序、但是都有依据的单位不说', () => {
    const often = [{ key: 'one', cases: 40, of: 100, sentence: '多' }, { key: 'two', cases: 40, of: 100, sentence: '多' }]
    assert.deepEqual(withoutGround(often, [9, 12]).map(({ key, cases, of }) => [key, cases, of]), [['two', 12, 40]])
  })
})

describe('评价里的线索', () => {
  const unit = { organisation: 'unit', ratings: 100, best: 100, wordless: 90, given: 0 }

  it('代评占两成以上才说；全部满分又没有字才说，有一个不是满分的不说', () => {
    assert.deepEqual(
      keys(
        givenRatingsIn([
          { ...unit, given: 20 },
          { ...unit, organisation: 'fair', given: 19 },
          { ...unit, organisation: 'small', ratings: 20, given: 9 },
        ]),
      ),
      ['unit'],
    )
    assert.deepEqual(
      keys(
        perfectRatingsIn([
          unit,
          { ...unit, organisation: 'honest', best: 99 },
          { ...unit, organisation: 'wordy', wordless: 79 },
          { ...unit, organisation: 'small', ratings: 99, best: 99 },
        ]),
      ),
      ['unit'],
    )
  })

  it('同一设备成批、够十件才说', () => {
    assert.deepEqual(keys(sameDeviceIn([{ organisation: 'unit', ratings: 10, devices: 1 }, { organisation: 'few', ratings: 9, devices: 1 }])), ['unit'])
  })

  it('差评集中的月份与别的合起来比；只说最差的那个月', () => {
    const quiet = Array.from({ length: 6 }, (_, month) => ({ organisation: 'quiet', month: `2026-0${month + 1}`, ratings: 200, bad: 1 }))
    const found = badRatingsIn([
      ...quiet, { organisation: 'bad', month: '2026-02', ratings: 40, bad: 10 }, { organisation: 'bad', month: '2026-03', ratings: 40, bad: 18 },
    ])
    assert.deepEqual(found.map(({ key, cases }) => [key, cases]), [['bad', 18]])
    assert.match(found[0]?.sentence ?? '', /2026-03/)
    assert.deepEqual(badRatingsIn(quiet), [])
  })
})

describe('办得不顺的地方', () => {
  it('慢的窗口与别的窗口比；都一样慢的不说', () => {
    const fast = { organisation: 'fast', stays: 300, days: 60 }
    assert.deepEqual(keys(slowWindowsIn([fast, { organisation: 'slow', stays: 100, days: 250 }])), ['slow'])
    assert.deepEqual(slowWindowsIn([fast, { organisation: 'small', stays: 29, days: 90 }, { organisation: 'usual', stays: 100, days: 30 }]), [])
  })

  it('突然多起来的月份与自己平常的月份比；不到三个月的说不准', () => {
    const month = (nth: number, received: number) => ({ item: 'SL1', month: `2026-0${nth}`, received })
    assert.deepEqual(peaksIn([month(1, 20), month(2, 30), month(3, 20), month(4, 200)]).map(({ key, cases }) => [key, cases]), [['SL1', 200]])
    assert.deepEqual(peaksIn([month(1, 20), month(2, 200)]), [])
    assert.deepEqual(peaksIn([month(1, 100), month(2, 120), month(3, 110)]), [])
  })
})

it('一个单位几个月的评价合起来看：哪个月都不够的，合起来够', () => {
  const month = (organisation: string, ratings: number, given: number) => ({ organisation, ratings, given, best: ratings, wordless: ratings - 1 })
  const units = unitsIn([month('much', 20, 6), month('other', 5, 0), month('much', 20, 6)])
  assert.deepEqual(units, [
    { organisation: 'much', ratings: 40, given: 12, best: 40, wordless: 38 }, { organisation: 'other', ratings: 5, given: 0, best: 5, wordless: 4 },
  ])
  assert.deepEqual([keys(givenRatingsIn(units)), givenRatingsIn([month('much', 20, 6)])], [['much'], []])
})
