import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { listPage, type Listed } from './list-page.ts'
import { byStage, OTHER_STAGE, STAGES } from './stages.ts'

const matter = (name: string, { stage, audience = ['person'], readiness = 'ready' }: { stage: string; audience?: string[]; readiness?: string }): Listed => ({
  code: `SL${name.length}`, name, organisation: 'health', type: '20', kind: 'promised', audience, promisedWorkingDays: 5, statutoryWorkingDays: 20, visits: 0,
  joint: { caseType: 'life-event', readiness, itemCodes: ['SL1', 'SL2'], stages: [stage] }, items: ['出生登记', '社保卡'],
})
const textOf = (...matters: Listed[]): string => String(listPage(matters).main)

describe('一件事一次办的页', () => {
  it('按人生阶段和企业阶段排，写明一次办哪几项、最长多久', () => {
    const text = textOf(matter('公民身后', { stage: '身后' }), matter('新生儿出生', { stage: '出生' }), matter('企业注销', { stage: '注销退出', audience: ['enterprise'] }))
    const places = ['个人的一件事', '<h3>出生', '新生儿出生', '<h3>身后', '公民身后', '企业和单位的一件事', '<h3>注销退出', '企业注销'].map((words) => text.indexOf(words))
    assert.deepEqual(places, places.toSorted((one, other) => one - other))
    assert(places.every((place) => place >= 0))
    assert.match(text, /一次办 2 项：出生登记、社保卡.*最长 5 个工作日/s)
  })

  it('长者版只写前三项，写明一共几项', () => {
    const many = { ...matter('公民身后', { stage: '身后' }), items: ['甲', '乙', '丙', '丁'] }
    assert.match(String(listPage([many], true).main), /一次办 4 项：甲、乙、丙等</)
    assert.match(String(listPage([many]).main), /一次办 4 项：甲、乙、丙、丁</)
  })

  it('待完善的只写名字，没有门；能办的才有', () => {
    const text = textOf(matter('军人退役', { stage: '生活', readiness: 'draft' }), matter('新生儿出生', { stage: '出生' }))
    assert.match(text, /待完善，现在还不能在这里申请.*<li>军人退役<\/li>/s)
    assert.equal(text.match(/href="\/items\//g)?.length, 1)
  })

  it('一件都没有的，说到哪里去', () => {
    assert.match(textOf(), /现在还没有能一起办的事.*href="\/search"/s)
  })

  it('名字里的代码变不成代码', () => {
    assert.doesNotMatch(textOf(matter('<script>', { stage: '出生' }), matter('<img>', { stage: '出生', readiness: 'draft' })), /<script>|<img>/)
  })

  it('每一件在自己那一边恰好出现一次，没有写阶段的排在最后', () => {
    const anyStage = fc.constantFrom(...STAGES.person, ...STAGES.enterprise, '别的', '')
    fc.assert(fc.property(fc.array(fc.tuple(fc.string(), anyStage, fc.subarray(['person', 'enterprise'], { minLength: 1 }))), (rows) => {
      const all = rows.map(([name, stage, audience], index) => matter(`${index} ${name}`, { stage, audience }))
      for (const side of ['person', 'enterprise'] as const) {
        const groups = byStage(all, side)
        assert.deepEqual(groups.flatMap(({ matters }) => matters).toSorted(byName), all.filter(({ audience }) => audience.includes(side)).toSorted(byName))
        const order = groups.map(({ stage }) => [...STAGES[side], OTHER_STAGE].indexOf(stage))
        assert.deepEqual(order, order.toSorted((one, other) => one - other))
      }
    }))
  })
})

function byName(one: Listed, other: Listed): number {
  return one.name < other.name ? -1 : Number(one.name > other.name)
}
