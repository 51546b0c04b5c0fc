import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problemsOf } from '../consistency.ts'
import type { FormField, Item } from '../item.ts'
import { draftJointMatter } from '../joint-draft.ts'
import type { JointMatter, Lane } from '../joint-matter.ts'
import { testItem } from '../test-item.ts'

type Joint = Item & { joint: JointMatter }

const shop = testItem()
const sign = testItem({
  code: 'SL0100002', name: '招牌备案（示例）', promisedWorkingDays: 3, limitsByAnswer: [],
  situations: [{ id: 'light', question: '发光吗？', options: [{ id: 'no', label: '不发光' }, { id: 'yes', label: '发光' }] }],
  materials: [
    { id: 'drawing', name: '效果图', need: 'required', originals: 0, copies: 0, source: 'applicant', checks: [] },
    { id: 'permit', name: '小餐饮店经营许可证', need: 'required', originals: 0, copies: 1, source: 'applicant', checks: [] },
  ],
  form: {
    type: 'object', additionalProperties: false, required: ['shopName', 'width'],
    properties: { shopName: { type: 'string', title: '店名', maxLength: 20 }, width: { type: 'number', title: '宽（米）', minimum: 0, maximum: 50 } },
    'x-pages': [{ title: '招牌', fields: ['shopName', 'width'] }],
  },
})
const items = [shop, sign]
const itemOf = (code: string) => items.find((item) => item.code === code)
const context = { organisations: new Set(['market-regulation', 'hall']), itemOf }

const GOOD = draftJointMatter(items, {
  code: 'SL0900001', name: '开店一件事（示例）', lead: 'market-regulation', laneIds: ['shop', 'sign'],
  plans: { sign: { after: [{ lane: 'shop', needs: 'start', material: 'permit' }] } },
})

function copyOf(): Joint {
  const { joint, ...item } = structuredClone(GOOD)
  return { ...item, joint: joint ?? assert.fail('起草的一件事没有组成') }
}

/** The good one with something changed. */
function broken(change: (item: Joint) => void): string[] {
  const item = copyOf()
  change(item)
  return [...new Set(problemsOf(item, context).map(({ rule }) => rule))]
}
const laneOf = ({ joint }: Joint, id: string): Lane => joint.lanes.find((lane) => lane.id === id) ?? assert.fail(`没有 ${id}`)
const fieldOf = ({ form }: Joint, name: string): FormField => form.properties[name] ?? assert.fail(`没有 ${name}`)

function addField(item: Joint, name: string, field: FormField): void {
  item.form.properties[name] = field
  item.form['x-pages'][0]?.fields.push(name)
}

describe('一件事的发布规则', () => {
  it('合并得好的通过全部规则；每处不对都说了怎么改', () => {
    assert.deepEqual(problemsOf(GOOD, context), [])
    const bad = structuredClone(GOOD)
    bad.joint?.lanes.splice(1)
    for (const { text, cure } of problemsOf(bad, context)) assert.match(`${text}${cure}`, /\p{Script=Han}.*请/u)
  })

  it('不知道有哪些事项时，不去判断要看事项的规则', () => {
    const item = { ...structuredClone(GOOD), promisedWorkingDays: 1, form: { ...GOOD.form, required: [] } }
    assert.deepEqual(problemsOf(item, { organisations: context.organisations }), [])
    assert.deepEqual(problemsOf(item, context).map(({ rule }) => rule).includes('joint-limit'), true)
  })
})

describe('组成和先后', () => {
  it('至少两个不同的事项；待完善的可以还没有', () => {
    assert.ok(broken(({ joint }) => { joint.lanes.pop() }).includes('joint-lanes'))
    assert.ok(broken((item) => { laneOf(item, 'sign').id = 'shop' }).includes('joint-lanes'))
    assert.ok(broken((item) => { laneOf(item, 'sign').itemCode = shop.code }).includes('joint-lanes'))
    const draft: Partial<Joint> = {
      joint: { caseType: 'life-event', readiness: 'draft', lead: 'hall', lanes: [], fields: [], materials: [], checks: [], appointments: [] },
      materials: [],
      situations: [],
      form: { ...GOOD.form, properties: {}, required: [], 'x-pages': [] },
    }
    assert.deepEqual(problemsOf({ ...GOOD, ...draft }, context), [])
  })

  it('事项没有发布、本身又是一件事的，不能放进来', () => {
    assert.deepEqual(broken((item) => { laneOf(item, 'sign').itemCode = 'SL0999998' }), ['joint-items'])
    const within = { ...context, itemOf: (code: string) => (code === sign.code ? { ...GOOD, code } : itemOf(code)) }
    assert.ok(problemsOf(GOOD, within).some(({ rule, text }) => rule === 'joint-items' && text.includes('本身也是一件事')))
  })

  it('先后绕成圈，说出是哪几个', () => {
    const item = copyOf()
    laneOf(item, 'shop').after = [{ lane: 'sign', needs: 'release' }]
    const [fault] = problemsOf(item, context).filter(({ rule }) => rule === 'joint-no-circle')
    assert.match(fault?.text ?? '', /经营许可.*招牌备案|招牌备案.*经营许可/)
  })

  it('先后指向没有的事项、自己或没有的材料，都不行', () => {
    for (const lane of ['nobody', 'sign']) assert.ok(broken((item) => { laneOf(item, 'sign').after = [{ lane, needs: 'start' }] }).includes('joint-edges'))
    assert.ok(broken((item) => { laneOf(item, 'sign').after = [{ lane: 'shop', needs: 'start', material: 'moon' }] }).includes('joint-edges'))
  })

  it('办不办的条件只能用已有的问题和选项', () => {
    assert.ok(broken((item) => { laneOf(item, 'sign').when = { moon: ['yes'] } }).includes('joint-when'))
    assert.ok(broken((item) => { laneOf(item, 'sign').when = { light: ['moon'] } }).includes('joint-when'))
  })

  it('核验、预约、对应关系指向没有的，都指出来', () => {
    assert.deepEqual(broken(({ joint }) => { joint.checks.push({ id: 'x', title: '核验', field: 'moon', kind: 'shared' }) }), ['joint-parts'])
    assert.deepEqual(broken(({ joint }) => { joint.appointments.push({ lane: 'moon', what: '核查' }) }), ['joint-parts'])
    assert.ok(broken(({ joint }) => { joint.fields.push({ field: 'moon', lane: 'shop', into: 'shopName' }) }).includes('joint-parts'))
    assert.ok(broken(({ joint }) => { joint.materials.push({ material: 'moon', lane: 'shop', as: 'deed' }) }).includes('joint-parts'))
  })
})

describe('问题', () => {
  it('事项的问题没有回答、答了没有的选项、同时写两种，都不行', () => {
    assert.deepEqual(broken((item) => { laneOf(item, 'sign').answers = [] }), ['joint-answers'])
    assert.ok(broken((item) => { laneOf(item, 'sign').answers = [{ situation: 'light', option: 'moon' }] }).includes('joint-answers'))
    assert.ok(broken((item) => { laneOf(item, 'sign').answers = [{ situation: 'moon', option: 'no' }] }).includes('joint-answers'))
    assert.ok(broken((item) => { laneOf(item, 'sign').answers = [{ situation: 'light' }] }).includes('joint-answers'))
    assert.ok(broken((item) => { laneOf(item, 'sign').answers = [{ situation: 'light', from: { question: 'light', options: { no: 'no' } } }] })
      .includes('joint-answers'))
    assert.ok(broken((item) => { laneOf(item, 'sign').answers = [{ situation: 'light', from: { question: 'moon', options: { no: 'no' } } }] })
      .includes('joint-answers'))
  })

  it('固定的回答可以，那个问题就不用再问', () => {
    assert.deepEqual(broken((item) => {
      laneOf(item, 'sign').answers = [{ situation: 'light', option: 'no' }]
      item.situations = item.situations.filter(({ id }) => id !== 'light')
    }), [])
  })
})

describe('合并的表单', () => {
  it('填了没有事项用得上的，不必问；只为核验而问的可以', () => {
    const idle = { type: 'string', title: '您的爱好' } as const
    assert.deepEqual(broken((item) => addField(item, 'hobby', idle)), ['joint-field-used'])
    assert.deepEqual(broken((item) => {
      addField(item, 'hobby', idle)
      item.joint.checks.push({ id: 'x', title: '核验', field: 'hobby', kind: 'shared' })
    }), [])
    assert.deepEqual(broken((item) => { fieldOf(item, 'lessorName')['x-when'] = { premises: ['own'] } }), ['joint-field-used', 'joint-field-filled'])
  })

  it('必填项没有人填、可以不填、填了两遍，都不行', () => {
    assert.ok(broken(({ joint }) => { joint.fields = joint.fields.filter(({ into }) => into !== 'width') }).includes('joint-field-filled'))
    assert.deepEqual(broken(({ form }) => { form.required = form.required.filter((name) => name !== 'width') }), ['joint-field-filled'])
    assert.ok(broken((item) => {
      addField(item, 'brand', { type: 'string', title: '品牌', maxLength: 10 })
      item.joint.fields.push({ field: 'brand', lane: 'sign', into: 'shopName' })
    }).includes('joint-field-filled'))
  })

  it('种类、选项、长短、大小不合的，事项会退回', () => {
    assert.equal(fieldOf(copyOf(), 'shopName').maxLength, 20)
    assert.deepEqual(broken((item) => { fieldOf(item, 'shopName').maxLength = 30 }), ['joint-field-fits'])
    assert.deepEqual(broken((item) => { fieldOf(item, 'width').maximum = 60 }), ['joint-field-fits'])
    assert.deepEqual(broken((item) => { fieldOf(item, 'width').minimum = -1 }), ['joint-field-fits'])
    assert.deepEqual(broken((item) => { fieldOf(item, 'kitchen').enum = ['明火', '柴'] }), ['joint-field-fits'])
    assert.deepEqual(broken((item) => { delete fieldOf(item, 'openOn')['x-kind'] }), ['joint-field-fits'])
    assert.deepEqual(broken((item) => { item.form.properties['outdoor'] = { type: 'string', title: '是否有外摆' } }), ['joint-field-fits'])
    assert.ok(broken(({ joint }) => { joint.fields.push({ field: 'area', lane: 'sign', into: 'moon' }) }).includes('joint-field-fits'))
  })

  it('同一件事问两遍不行；不会同时问的不算两遍', () => {
    const twice = (when?: FormField['x-when']) => broken((item) => {
      addField(item, 'signName', { type: 'string', title: '店名', maxLength: 20, ...(when && { 'x-when': when }) })
      item.form.required.push('signName')
      item.joint.fields = item.joint.fields.map((link) => (link.field === 'shopName' && link.lane === 'sign' ? { ...link, field: 'signName' } : link))
    })
    assert.deepEqual(twice(), ['joint-fact-once'])
    assert.deepEqual(broken((item) => {
      fieldOf(item, 'shopName')['x-when'] = { premises: ['own'] }
      addField(item, 'signName', { type: 'string', title: '店名', maxLength: 20, 'x-when': { premises: ['leased'] } })
      item.form.required.push('signName')
      item.joint.fields.push({ field: 'signName', lane: 'sign', into: 'shopName' }, { field: 'signName', lane: 'shop', into: 'shopName' })
    }), [])
    assert.deepEqual(broken((item) => {
      addField(item, 'signName', { type: 'string', title: '招牌上的店名', maxLength: 20 })
      item.form.required.push('signName')
      item.joint.fields = item.joint.fields.map((link) => (link.field === 'shopName' && link.lane === 'sign' ? { ...link, field: 'signName' } : link))
    }), ['joint-fact-once'], '换个说法也是同一件事')
  })
})

describe('合并的材料', () => {
  it('必要的材料没有、交两遍、可以不交，都不行', () => {
    const without = (as: string) => ({ joint }: Joint) => { joint.materials = joint.materials.filter((link) => link.as !== as) }
    assert.deepEqual(broken(without('drawing')), ['joint-material-used', 'joint-material-once'])
    assert.ok(broken(({ materials, joint }) => {
      materials.push({ id: 'again', name: '又一份效果图', need: 'required', originals: 0, copies: 0, source: 'applicant', checks: [] })
      joint.materials.push({ material: 'again', lane: 'sign', as: 'drawing' })
    }).includes('joint-material-once'))
    assert.deepEqual(broken(({ materials }) => {
      for (const material of materials) if (material.id === 'drawing') material.need = 'optional'
    }), ['joint-material-once'])
  })

  it('前面的事项办出来的，不再向申请人要；前面的可以不办时，可以让他选着交', () => {
    const ask = (need: 'required' | 'optional') => ({ materials, joint }: Joint) => {
      materials.push({ id: 'permit', name: '小餐饮店经营许可证', need, originals: 0, copies: 1, source: 'applicant', checks: [] })
      joint.materials.push({ material: 'permit', lane: 'sign', as: 'permit' })
    }
    assert.deepEqual(broken(ask('required')), ['joint-material-once'])
    assert.deepEqual(broken(ask('optional')), [])
  })

  it('用不上的材料、同名的两份，都指出来', () => {
    const extra = (name: string) =>
      ({ materials }: Joint) => { materials.push({ id: 'extra', name, need: 'required', originals: 1, copies: 0, source: 'applicant', checks: [] }) }
    assert.deepEqual(broken(extra('多余的证明')), ['joint-material-used'])
    assert.deepEqual(broken(extra('效果图')), ['joint-material-used', 'joint-material-name'])
  })
})

describe('总的时限', () => {
  it('等于最慢的一条路：长了让人白等，短了做不到', () => {
    assert.equal(GOOD.promisedWorkingDays, 13)
    assert.deepEqual(broken((item) => { item.promisedWorkingDays = 14 }), ['joint-limit'])
    assert.deepEqual(broken((item) => { item.promisedWorkingDays = 12 }), ['joint-limit'])
    assert.deepEqual(broken((item) => { item.statutoryWorkingDays = 41 }), ['joint-limit'])
  })

  it('不用等的同时办；某种回答下更快的，也要算得对', () => {
    assert.deepEqual(broken((item) => {
      laneOf(item, 'sign').after = []
      item.materials.push({ id: 'permit', name: '小餐饮店经营许可证', need: 'required', originals: 0, copies: 1, source: 'applicant', checks: [] })
      item.joint.materials.push({ material: 'permit', lane: 'sign', as: 'permit' })
      Object.assign(item, { promisedWorkingDays: 10, statutoryWorkingDays: 20 })
    }), [])
    assert.deepEqual(broken((item) => { item.limitsByAnswer = [{ when: { premises: ['own'] }, promisedWorkingDays: 8 }] }), [])
    assert.deepEqual(broken((item) => { item.limitsByAnswer = [{ when: { premises: ['own'] }, promisedWorkingDays: 6 }] }), ['joint-limit'])
  })
})
