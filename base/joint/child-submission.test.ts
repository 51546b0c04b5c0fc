import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Item, JointMatter, Lane } from '#base/catalog'
import { testItem } from '../catalog/test-item.ts'
import { childSubmission, lanesFor } from './child-submission.ts'

/** Asks premises (own, leased) and, where leased, the lessor; 'lease' and 'deed' depend on the answer. */
const FOOD: Item = testItem()
const food: Lane = {
  id: 'food', itemCode: FOOD.code, optional: false, after: [{ lane: 'licence', needs: 'start', material: 'lessor-licence' }],
  answers: [{ situation: 'premises', from: { question: 'shop', options: { mine: 'own', rented: 'leased' } } }, { situation: 'lessor', option: 'company' }],
}
const licence: Lane = { id: 'licence', itemCode: 'SL0000001', optional: true, when: { firm: ['yes'] }, after: [], answers: [] }
const JOINT: JointMatter = {
  caseType: 'life-event',
  readiness: 'ready',
  lead: 'lead',
  checks: [],
  appointments: [],
  lanes: [food, licence],
  fields: [
    { field: 'name', lane: 'food', into: 'shopName' },
    { field: 'landlord', lane: 'food', into: 'lessorName' },
    { field: 'name', lane: 'licence', into: 'title' },
  ],
  materials: [
    { material: 'paper', lane: 'food', as: 'application' },
    { material: 'contract', lane: 'food', as: 'lease' },
    { material: 'scan', lane: 'food', as: 'lessor-licence' },
  ],
}
const file = (materialId: string, last = '1') => ({ materialId, fileId: `00000000-0000-4000-8000-00000000000${last}` })
const merged = {
  answers: { shop: 'rented', firm: 'yes' },
  form: { name: '小溪面馆', landlord: '某公司', note: '别的事项的' },
  materials: [file('paper', '1'), file('paper', '2'), file('contract'), file('scan')],
}

describe('一次填写、一次提交，分到每一项', () => {
  it('只分给它要问的：回答、填写、材料各按对应关系', () => {
    const own = childSubmission(JOINT, { lane: food, item: FOOD }, merged)
    assert.deepEqual(own.answers, { premises: 'leased', lessor: 'company' })
    assert.deepEqual(own.form, { shopName: '小溪面馆', lessorName: '某公司' })
    assert.deepEqual(own.materials, [file('application', '1'), file('application', '2'), file('lease')])
  })

  it('别的一项办出来的材料不再要，写明由哪一项来；那一项没有选，就照常要', () => {
    assert.deepEqual(childSubmission(JOINT, { lane: food, item: FOOD }, merged).produced, { 'lessor-licence': 'licence' })
    const alone = childSubmission(JOINT, { lane: food, item: FOOD }, { ...merged, answers: { shop: 'rented', firm: 'no' } })
    assert.deepEqual([alone.produced, alone.materials.at(-1)], [{}, file('lessor-licence')])
  })

  it('按回答不要的材料和不问的栏目，不分给它', () => {
    const own = childSubmission(JOINT, { lane: food, item: FOOD }, { ...merged, answers: { shop: 'mine', firm: 'yes' } })
    assert.deepEqual([own.answers, own.form, own.materials.map(({ materialId }) => materialId)], [
      { premises: 'own' }, { shopName: '小溪面馆' }, ['application', 'application'],
    ])
  })

  it('办哪几项由回答决定', () => {
    assert.deepEqual(lanesFor(JOINT, { firm: 'yes' }).map(({ id }) => id), ['food', 'licence'])
    assert.deepEqual(lanesFor(JOINT, { firm: 'no' }).map(({ id }) => id), ['food'])
    assert.deepEqual(lanesFor(JOINT, {}).map(({ id }) => id), ['food'])
  })
})
