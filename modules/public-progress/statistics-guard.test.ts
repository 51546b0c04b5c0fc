import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FEW_REASONS, guardRatings, guardReasons, PERSONS_MIN } from './statistics-guard.ts'
import type { StatisticsRow } from './statistics.ts'

const row = (itemCode: string | null, ratings: number, total: number, organisation = 'a'): StatisticsRow => ({
  organisation, itemCode, itemName: itemCode, received: 9, resolved: 9, decided: 9, onTime: 9, medianWorkingDays: 1, p90WorkingDays: 2,
  ratings, averageRating: ratings === 0 ? null : total / ratings,
})
/** An organisation whose figures are the sum of its items'. */
function organisationOf(levels: readonly (readonly number[])[]) {
  const items = levels.map((own, index) => row(`item-${index}`, own.length, own.reduce((sum, level) => sum + level, 0)))
  const all = levels.flat()
  return { organisations: [row(null, all.length, all.reduce((sum, level) => sum + level, 0))], items }
}

describe('人少的评价不公布平均分', () => {
  it('四个人的不公布，五个人的公布；没有人评的不算不公布', () => {
    const { items } = guardRatings(organisationOf([[5, 5, 5, 1], [5, 5, 5, 5, 1, 3], [5, 4, 3, 2, 1], []]))
    assert.deepEqual(items.map(({ ratingHeldBack }) => ratingHeldBack), [true, false, true, false])
  })

  it('只剩一项不公布、用部门的减得出来的，再多藏一项', () => {
    const { organisations, items } = guardRatings(organisationOf([[1, 1], [5, 5, 5, 5, 5]]))
    assert.equal(organisations[0]?.averageRating, 27 / 7)
    assert.deepEqual(items.map(({ averageRating }) => averageRating), [null, null])
  })

  it('随便多少项、多少人：公布的每个平均分，和拿部门减出来的余数，都不少于五个人', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }), { maxLength: 7 }), (levels) => {
      const guarded = guardRatings(organisationOf(levels))
      const shown = guarded.items.filter(({ averageRating }) => averageRating !== null)
      for (const { ratings } of [...shown, ...guarded.organisations.filter(({ averageRating }) => averageRating !== null)]) assert(ratings >= PERSONS_MIN)
      if (guarded.organisations[0]?.averageRating == null) return
      const rest = guarded.organisations[0].ratings - shown.reduce((sum, { ratings }) => sum + ratings, 0)
      assert(rest === 0 || rest >= PERSONS_MIN, `余 ${rest} 人`)
    }))
  })

  it('只列事项、不列部门时，一样不公布', () => {
    const { items } = organisationOf([[5], [5, 5, 5, 5, 5, 5]])
    assert.deepEqual(guardRatings({ organisations: [], items }).items.map(({ averageRating }) => averageRating), [null, null])
  })

  it('别的数字一个不动', () => {
    const before = organisationOf([[1], [2, 2]])
    assert.deepEqual(guardRatings(before).items.map(({ received, onTime, ratings }) => [received, onTime, ratings]), [[9, 9, 1], [9, 9, 2]])
  })
})

describe('不足五件的原因合并', () => {
  it('五件以上的单列，其余合成一行；合起来还不足五件的一个字不说', () => {
    const reason = (label: string, cases: number, kind: 'refusal' | 'correction' = 'refusal') => ({ kind, label, cases })
    assert.deepEqual(guardReasons([reason('甲条', 9), reason('乙条', 3), reason('丙条', 2)]), [reason('甲条', 9), reason(FEW_REASONS, 5)])
    assert.deepEqual(guardReasons([reason('甲条', 9), reason('只此一人', 1)]), [reason('甲条', 9)])
    assert.deepEqual(guardReasons([reason('甲条', 4), reason('租赁合同', 4, 'correction')]), [])
  })
})
