import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Value } from 'typebox/value'
import { inProject } from '#platform/project'
import { Refusal } from '#platform/refusal'
import { problemsOf } from './consistency.ts'
import { Item } from './item.ts'
import { draftJointMatter } from './joint-draft.ts'
import { testItem } from './test-item.ts'

const read = (kind: string): Item[] =>
  globSync(`${inProject('data/items')}/${kind}/*.json`).sort().flatMap((file) => [JSON.parse(readFileSync(file, 'utf8'))].flat())
const complete = read('complete')
const all = [...complete, ...read('short')]
const itemOf = (code: string) => all.find((item) => item.code === code)
const organisations = new Set(['hall', ...all.map(({ organisation }) => organisation)])
const draft = (items: readonly Item[]) => draftJointMatter(items, { code: 'SL0999999', name: '示例一件事', lead: 'hall' })
const faultsOf = (items: readonly Item[]): string[] => {
  const joint = draft(items)
  const shape = Value.Check(Item, joint) ? [] : [...Value.Errors(Item, joint)].map(({ instancePath, message }) => `${instancePath} ${message}`)
  return [...shape, ...problemsOf(joint, { organisations, itemOf }).map(({ rule, text }) => `${items.map(({ name }) => name).join('+')} ${rule} ${text}`)]
}

describe('起草一件事', () => {
  it('任何两个完整的事项合起来，都通过全部发布规则', () => {
    const faults = complete.flatMap((one, at) => complete.slice(at + 1).flatMap((other) => faultsOf([one, other])))
    assert.deepEqual(faults, [])
  })

  it('完整的和简短的事项任取三个，也都通过', () => {
    const triples = all.map((one, at) => [one, all[(at * 7 + 3) % all.length], all[(at * 13 + 5) % all.length]].filter((item) => item !== undefined))
    assert.deepEqual(triples.filter((items) => new Set(items).size === 3).flatMap(faultsOf), [])
  })

  it('多到十个的，要么合得起来、通过全部规则，要么说出是什么太多', () => {
    for (let start = 0; start < all.length; start += 9) {
      const items = all.slice(start, start + 4 + (start % 7))
      try {
        assert.deepEqual(faultsOf(items), [])
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        assert.match(error.message, /合起来有 \d+ 个.*请少选/)
      }
    }
    assert.throws(() => draft(complete.slice(0, 10)), Refusal)
  })
})

describe('合并的内容', () => {
  const sign = testItem({
    code: 'SL0100002', name: '招牌备案（示例）', promisedWorkingDays: 4, limitsByAnswer: [], visits: 1, visitReason: '现场量尺寸', onlineDepth: 2,
    situations: [
      { id: 'tenure', question: '店面是自己的还是租的？', options: [{ id: 'rent', label: '租的' }, { id: 'mine', label: '自己的' }] },
      { id: 'premises', question: '挂在哪里？', options: [{ id: 'door', label: '门上' }, { id: 'roof', label: '楼顶' }] },
    ],
    materials: [
      { id: 'application', name: '材料 application', need: 'deferrable', originals: 3, copies: 2, source: 'applicant', checks: ['签了名'] },
      { id: 'deed', name: '材料 deed', need: 'required', when: { tenure: ['mine'] }, originals: 0, copies: 1, source: 'applicant', checks: [] },
      { id: 'lease', name: '楼顶图', need: 'required', when: { premises: ['roof'] }, originals: 0, copies: 0, source: 'applicant', checks: [] },
    ],
    form: {
      type: 'object', additionalProperties: false, required: ['name', 'area', 'kitchen'],
      properties: {
        name: { type: 'string', title: '店名', minLength: 2, maxLength: 50 }, area: { type: 'number', title: '招牌面积（平方米）', minimum: 0, maximum: 900 },
        kitchen: { type: 'string', title: '厨房种类', enum: ['煤'] },
      },
      'x-pages': [{ title: '招牌', fields: ['name', 'area', 'kitchen'] }],
    },
  })
  const shop = testItem()
  const merged = draft([shop, sign])
  const linksTo = (into: string) => merged.joint?.fields.filter((link) => link.into === into).map(({ field, lane }) => `${field}→${lane}`)

  it('问法和选项一样的问题只问一次，编号、次序不同也认得；同编号的另一个问题另起编号', () => {
    assert.deepEqual(merged.situations.map(({ id }) => id), ['premises', 'lessor', 'lane2Premises'])
    assert.deepEqual(merged.joint?.lanes[1]?.answers, [
      { situation: 'tenure', from: { question: 'premises', options: { own: 'mine', leased: 'rent' } } },
      { situation: 'premises', from: { question: 'lane2Premises', options: { door: 'door', roof: 'roof' } } },
    ])
  })

  it('同一件事一项，取两边都收得下的；合不起来的各问各的，名称不同', () => {
    assert.deepEqual(merged.form.properties['shopName'], { type: 'string', title: '店名', minLength: 2, maxLength: 30 })
    assert.deepEqual([linksTo('shopName'), linksTo('name')], [['shopName→lane1'], ['shopName→lane2']])
    assert.deepEqual(linksTo('kitchen'), ['kitchen→lane1', 'lane2Kitchen→lane2'])
    assert.notEqual(merged.form.properties['lane2Kitchen']?.title, '厨房种类')
  })

  it('同名的材料交一份，张数取多的，不相加；只要有一个事项是必要的就是必要的', () => {
    const [application] = merged.materials
    assert.deepEqual([application?.need, application?.originals, application?.copies, application?.checks], ['required', 3, 2, ['签了名']])
    assert.deepEqual(merged.materials.map(({ name }) => name).filter((name) => name === '材料 deed'), ['材料 deed'])
  })

  it('没有先后，时限是最慢的一项；要到现场的合在一次', () => {
    assert.deepEqual([merged.promisedWorkingDays, merged.statutoryWorkingDays, merged.visits, merged.onlineDepth], [10, 20, 1, 2])
    assert.ok(merged.joint?.lanes.every(({ after, optional }) => after.length === 0 && !optional))
  })

  it('说定了的回答不再问，前一项办出来的材料不再要，不用的可以不要', () => {
    const plans = {
      lane2: {
        given: { premises: 'door', tenure: 'rent' },
        after: [{ lane: 'lane1', needs: 'start' as const, material: 'application' }],
        says: { area: '面积（平方米）' },
      },
    }
    const planned = draftJointMatter([shop, sign], { code: 'SL0999999', name: '示例一件事', lead: 'hall', plans })
    assert.deepEqual(planned.situations.map(({ id }) => id), ['premises', 'lessor'])
    assert.deepEqual(planned.joint?.materials.filter(({ lane }) => lane === 'lane2'), [])
    assert.deepEqual(planned.joint?.fields.filter(({ field }) => field === 'area').map(({ lane }) => lane), ['lane1', 'lane2'])
    assert.equal(planned.promisedWorkingDays, 14)
  })
})
