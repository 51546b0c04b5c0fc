import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '#platform/refusal'
import type { Answers, Item } from './item.ts'
import { countsOf, fullAnswers } from './joint-counts.ts'
import { draftJointMatter } from './joint-draft.ts'
import type { JointMatter, LaneEdge } from './joint-matter.ts'
import { testItem } from './test-item.ts'

const shop = testItem({ visits: 1 })
const material = (id: string, name: string, [originals, copies]: [number, number], source: 'applicant' | 'shared' = 'applicant') =>
  ({ id, name, need: 'required' as const, originals, copies, source, checks: [] })
const sign = testItem({
  code: 'SL0100002',
  name: '招牌备案（示例）',
  promisedWorkingDays: 3,
  statutoryWorkingDays: 30,
  limitsByAnswer: [],
  situations: [],
  visits: 2,
  materials: [
    material('drawing', '效果图', [0, 0]),
    material('permit', '小餐饮店经营许可证', [0, 1]),
    material('application', '材料 application', [2, 0]),
    material('licence', '营业执照', [0, 0], 'shared'),
  ],
  form: {
    type: 'object',
    additionalProperties: false,
    required: ['shopName', 'width'],
    properties: { shopName: { type: 'string', title: '店名', maxLength: 20 }, width: { type: 'number', title: '宽（米）' } },
    'x-pages': [{ title: '招牌', fields: ['shopName', 'width'] }],
  },
})
const OWN = { premises: 'own' }

function joint(after: LaneEdge[], when?: Record<string, string[]>): Item & { joint: JointMatter } {
  const drafted = draftJointMatter([shop, sign], {
    code: 'SL0900001',
    name: '开店一件事（示例）',
    lead: 'hall',
    laneIds: ['shop', 'sign'],
    plans: { sign: { after, ...(when && { when }) } },
  })
  return { ...drafted, joint: drafted.joint ?? assert.fail('起草的一件事没有组成') }
}
const counted = (item: Item & { joint: JointMatter }, answers: Answers = OWN) => countsOf(item, [shop, sign], answers)

describe('分开办与一起办', () => {
  it('分开办逐项相加', () => {
    assert.deepEqual(counted(joint([])).separately, {
      forms: 2, fields: 8, materials: 5, originals: 4, copies: 1, electronic: 1, visits: 3, statutoryWorkingDays: 50, promisedWorkingDays: 8,
    })
  })

  it('一起办：同名的填一次、交一次，张数取多的，同时办的按最慢的', () => {
    assert.deepEqual(counted(joint([])).together, {
      forms: 1, fields: 7, materials: 4, originals: 3, copies: 1, electronic: 1, visits: 2, statutoryWorkingDays: 30, promisedWorkingDays: 5,
    })
  })

  it('要等的天数相加，法定最长四十五个工作日；前一项办出来的不用交', () => {
    const { together } = counted(joint([{ lane: 'shop', needs: 'start', material: 'permit' }]))
    assert.deepEqual([together.statutoryWorkingDays, together.promisedWorkingDays, together.materials, together.copies], [45, 8, 3, 0])
  })

  it('这次不办的事项不算；没有答完的先请答完', () => {
    const some = joint([], { premises: ['leased'] })
    assert.deepEqual([counted(some).separately.forms, counted(some).lanes.map(({ id }) => id)], [1, ['shop']])
    assert.equal(counted(some, fullAnswers(some)).separately.forms, 2)
    assert.throws(() => countsOf(some, [shop, sign], {}), Refusal)
  })

  it('还没有写完的问题——没有选项、编号相同或者古怪——也数得完', () => {
    const question = (id: string, labels: string[]) => ({ id, question: '是哪一种？', options: labels.map((label) => ({ id: label, label })) })
    for (const situations of [[question('kind', [])], [question('kind', ['a', 'b']), question('kind', ['c', 'd'])], [question('__proto__', ['a', 'b'])]]) {
      assert(Object.keys(fullAnswers({ ...joint([]), situations })).length <= situations.length)
    }
  })
})
