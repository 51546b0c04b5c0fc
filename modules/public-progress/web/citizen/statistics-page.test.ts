import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { statisticsPage, type NamedRow, type StatisticsFacts } from './statistics-page.ts'

const ROW: NamedRow = {
  organisation: 'a', organisationName: '甲<局>', itemCode: null, itemName: null, received: 3, resolved: 2, decided: 2, onTime: 1,
  medianWorkingDays: 2.25, p90WorkingDays: 4, ratings: 0, averageRating: null, ratingHeldBack: false,
}
const page = (facts: Partial<StatisticsFacts> = {}): string =>
  String(statisticsPage({ asOf: '2026-03-02T01:00:00Z', organisations: [ROW], chosen: undefined, ...facts }).main)
const words = (facts: Partial<StatisticsFacts> = {}): string => page(facts).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('办件统计页', () => {
  it('每个数字一格，没有的用横线，不冒充零', () => {
    assert.match(words(), /甲&lt;局&gt; 3 2 1\/2 2\.3 天 4 天 —/)
    const nothing = { ...ROW, decided: 0, onTime: 0, medianWorkingDays: null, p90WorkingDays: null, ratings: 6, averageRating: 4.5 }
    assert.match(words({ organisations: [nothing] }), /3 2 — — — 4\.5 分（6 人）/)
  })

  it('人太少的评价说不公布，不留下平均分', () => {
    assert.match(words({ organisations: [{ ...ROW, ratings: 2, ratingHeldBack: true }] }), /不公布（2 人）/)
  })

  it('点部门看它的事项；还没有办件时说以后会有什么', () => {
    const chosen = { name: '甲局', items: [{ ...ROW, itemCode: 'SL1', itemName: '某事' }] }
    assert.match(page({ chosen }), /<h1>甲局<\/h1>.*<a href="\/items\/SL1">某事<\/a>/s)
    assert.match(page({ organisations: [] }), /还没有办件/)
    assert.match(page({ chosen: { name: '甲局', items: [] } }), /换一个镇街或时间/)
  })

  it('每一列的名称都打开它的定义', () => {
    const targets = [...page({ refusalReasons: [{ kind: 'refusal', label: '某法第一条', cases: 6 }] }).matchAll(/href="#(d-[a-zA-Z0-9]+)"/g)].map(([, id]) => id)
    assert(targets.length >= 7)
    for (const id of targets) assert(page().includes(`id="${id}"`), id)
  })

  it('选过的部门、镇街、时间还选着，开放数据带着同样的范围', () => {
    const choice = {
      organisations: [{ id: 'a', name: '甲局' }], places: [{ id: '440114104', name: '花山镇' }], organisation: 'a', place: '440114104', period: 'month',
    }
    const shown = page({ choice })
    for (const one of ['value="a" selected', 'value="440114104" selected', 'value="month" selected', 'statistics.csv?organisation=a&amp;place=440114104'])
      assert(shown.includes(one), one)
  })

  it('原因写的是条文和材料，变不成代码', () => {
    assert.match(page({ correctionReasons: [{ kind: 'correction', label: '<租赁合同>', cases: 7 }] }), /要求补正的材料.*&lt;租赁合同&gt;<\/th><td class="figure">7/s)
  })
})
