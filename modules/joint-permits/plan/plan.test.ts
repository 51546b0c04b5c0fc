import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '#platform/refusal'
import { demoItems } from '../../../demo.ts'
import { permitOf } from '../project/permit-items.ts'
import type { PermitSet } from '../release/gates.ts'
import { expectedOf } from './expected.ts'
import { spreadOf, type Past } from './past.ts'
import { permitOfLane, planOf, type Plan } from './plan.ts'
import { planLines } from './plan-words.ts'
import { readProject } from './project-file.ts'
import { setOfItem } from './set-of-item.ts'

const TODAY = '2026-03-02'
const PROJECT = { name: '某厂房（示例）', code: '2026-440114-04-01-123456', fireDrawings: true, landDocuments: ['出让合同'] }
const shipped = demoItems()
const items = new Map(shipped.map((item) => [item.code, item]))

function plan(set: PermitSet, changes: object = {}, past: ReadonlyMap<string, Past> = new Map()): Plan {
  const item = shipped.find((one) => setOfItem(one) === set)
  assert(item, set)
  return planOf({ set, item, items, project: readProject({ ...PROJECT, ...changes }, set, TODAY), past })
}

describe('联办和分别办并排', () => {
  for (const set of ['four', 'five'] as const) {
    it(`${set === 'four' ? '四证' : '五证'}：一张表、一套材料，都不比分别办多；法定不超过 45 个工作日`, () => {
      const { joint, separate, permits } = plan(set)
      assert.equal(joint.forms, 1)
      assert.equal(separate.forms, permits.length)
      assert(joint.materials < separate.materials && joint.fields < separate.fields && joint.visits <= separate.visits)
      assert(joint.promisedWorkingDays <= separate.promisedWorkingDays && joint.statutoryWorkingDays <= 45)
      assert.equal(separate.promisedWorkingDays, permits.reduce((sum, one) => sum + one.promisedWorkingDays, 0))
      assert(separate.atOnceWorkingDays <= separate.promisedWorkingDays)
      assert.deepEqual(joint.order, separate.order, '先后是法律定的，两种办法一样')
    })
  }

  it('特殊建设工程才有消防设计审查；五证里没有它，施工许可证还缺它（消防法12）', () => {
    assert.deepEqual(plan('four', { specialWorks: true }).joint.order, ['RF', 'XF', 'GC', 'SG'])
    assert.deepEqual(plan('four').permits.map(({ permit }) => permit), ['RF', 'GC', 'SG'])
    const { lacking } = plan('five', { specialWorks: true })
    assert.deepEqual(lacking.map(({ permit, obstacles }) => [permit, obstacles.map(({ article }) => article)]), [['SG', ['消防法第十二条']]])
  })

  it('没有土地文件的四证，规划和施工审完也发不了，说明缺什么', () => {
    const { joint, lacking } = plan('four', { landDocuments: [] })
    assert.deepEqual(joint.order, ['RF'])
    assert.deepEqual(lacking.map(({ permit }) => permit), ['GC', 'SG'])
  })

  it('留一个证在外面：它不在联办里，它的表和材料照样数；期限只算联办的', () => {
    const [all, without] = [plan('five'), plan('five', { leaveOut: ['rf'] })]
    assert.deepEqual(without.permits.filter(({ isJoint }) => !isJoint).map(({ permit }) => permit), ['RF'])
    assert.equal(without.joint.forms, 2)
    assert(without.joint.materials >= all.joint.materials)
    assert.deepEqual(without.separate, all.separate)
  })

  it('随装的联办事项里，每一项就是 permits.json 写的那个证', () => {
    const lanes = shipped.filter((item) => setOfItem(item) !== undefined).flatMap(({ joint }) => joint?.lanes ?? [])
    assert.equal(lanes.length, 9)
    for (const lane of lanes) assert.equal(permitOf(lane.itemCode), permitOfLane(lane), lane.itemCode)
  })

  it('没有问的按第一个选项，并说出来；回答了的不算猜', () => {
    const assumed = plan('five').assumed.length
    assert(assumed > 0)
    assert.equal(plan('five', { answers: { tender: 'no' } }).assumed.length, assumed - 1)
  })

  it('命令行的文字说全了：由企业决定、两种办法、先后、还缺什么', () => {
    const text = planLines(plan('four', { landDocuments: [], leaveOut: ['RF'] }), (id) => `<${id}>`).join('\n')
    for (const part of [/企业自主决定/, /要交的材料：联办 \d+ 份；分别办 \d+ 份/, /发证的先后/, /还缺：建设工程规划许可证.*城乡规划法第四十条/, /单独办的：人防工程报建/, /<planning>/]) assert.match(text, part)
  })
})

describe('预计办完', () => {
  const past = (cases: number, low: number, median: number, high: number): Past => ({ cases, low, median, high })

  it('不足十件不算中位数；十件的中位数和八成范围', () => {
    assert.equal(spreadOf([1, 2, 3, 4, 5, 6, 7, 8, 9]), undefined)
    assert.deepEqual(spreadOf([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]), past(10, 1, 5, 9))
  })

  it('没有以往的办件按承诺期限；有一部分的说明哪些是承诺', () => {
    const { joint, permits } = plan('five')
    assert.deepEqual([joint.expected.basis, joint.expected.median], ['promised', joint.promisedWorkingDays])
    const all = new Map(permits.map(({ itemCode }) => [itemCode, past(20, 1, 2, 4)]))
    assert.equal(plan('five', {}, all).separate.expected.median, 10)
    assert.equal(plan('five', {}, all).joint.expected.basis, 'past')
    all.delete(permits[0]?.itemCode ?? '')
    assert.match(plan('five', {}, all).joint.expected.words, /按承诺期限估算/)
    assert.equal(expectedOf([], new Map(), 'together').median, 0)
  })
})

describe('项目文件', () => {
  const refused = (value: unknown): string => {
    try { readProject(value, 'five', TODAY) } catch (error) { if (error instanceof Refusal) return error.message }
    return assert.fail('没有拒绝')
  }

  it('写错的说出哪里错', () => {
    assert.match(refused([]), /JSON 对象/)
    assert.match(refused({ ...PROJECT, colour: 1 }), /colour/)
    assert.match(refused({ ...PROJECT, name: '' }), /项目名称/)
    assert.match(refused({ ...PROJECT, code: '2026-44' }), /投资项目代码应形如/)
    assert.match(refused({ ...PROJECT, specialWorks: 'yes' }), /true 或 false/)
    assert.match(refused({ ...PROJECT, landDocuments: '合同' }), /列表/)
    assert.match(refused({ ...PROJECT, leaveOut: ['XF'] }), /XF.*可以留在外面/)
    assert.match(refused({ ...PROJECT, answers: { tender: 1 } }), /文字/)
  })
})
