import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drawnOf } from './drawn-lanes.ts'
import {
  fieldLinks, jointOf, linked, withAnswer, withEdge, withFieldLinks, withItem, withJoint, withLane, withoutEdge, withoutLane, wordsOfCondition, type JointMatter,
} from './joint-shape.ts'

const joint: JointMatter = {
  caseType: 'life-event', readiness: 'ready', lead: 'health', checks: [],
  lanes: [
    { id: 'birth', itemCode: 'SL0000001', optional: false, after: [], answers: [] },
    { id: 'household', itemCode: 'SL0000002', optional: false, after: [{ lane: 'birth', needs: 'start', material: 'certificate' }], answers: [] },
    { id: 'card', itemCode: 'SL0000003', optional: true, after: [{ lane: 'household', needs: 'release' }], answers: [] },
  ],
  fields: [{ field: 'babyName', lane: 'birth', into: 'name' }, { field: 'babyName', lane: 'household', into: 'childName' }],
  materials: [{ material: 'identity', lane: 'household', as: 'idCard' }], appointments: [{ lane: 'household', what: '拍照' }],
}
const lane = (of: JointMatter, id: string) => of.lanes.find((one) => one.id === id)

describe('改一件事的次序', () => {
  it('同样两件事项之间只有一条先后：再加就是换一种等法', () => {
    const again = withEdge(joint, 'household', { lane: 'birth', needs: 'release' })
    assert.deepEqual(lane(again, 'household')?.after, [{ lane: 'birth', needs: 'release' }])
    assert.equal(lane(withEdge(joint, 'card', { lane: 'birth', needs: 'start' }), 'card')?.after.length, 2)
    assert.deepEqual(lane(withoutEdge(joint, 'household', 'birth'), 'household')?.after, [])
  })

  it('去掉一件事项，等它的、填给它的、约它的都跟着没有了，别的不动', () => {
    const rest = withoutLane(joint, 'household')
    assert.deepEqual(rest.lanes.map(({ id }) => id), ['birth', 'card'])
    assert.deepEqual([lane(rest, 'card')?.after, rest.fields, rest.materials, rest.appointments], [[], [joint.fields[0]], [], []])
    assert.equal(joint.lanes.length, 3)
  })

  it('加一件事项，编号不和已有的重', () => {
    const more = withItem(withItem(joint, 'SL0000004'), 'SL0000005')
    assert.equal(new Set(more.lanes.map(({ id }) => id)).size, 5)
  })

  it('可以不办、什么时候办，只改那一件；不再有前提的就没有前提', () => {
    const when = withLane(joint, 'card', { when: { kin: ['yes'] } })
    assert.deepEqual(lane(when, 'card')?.when, { kin: ['yes'] })
    assert.equal(Object.hasOwn(lane(withLane(when, 'card', { when: undefined }), 'card') ?? {}, 'when'), false)
  })

  it('一件事项自己的问题只有一个答法', () => {
    const once = withAnswer(joint, 'card', 'kind', { situation: 'kind', option: 'new' })
    const again = withAnswer(once, 'card', 'kind', { situation: 'kind', from: { question: 'kin', options: {} } })
    assert.deepEqual(lane(again, 'card')?.answers, [{ situation: 'kind', from: { question: 'kin', options: {} } }])
    assert.deepEqual(lane(withAnswer(again, 'card', 'kind', undefined), 'card')?.answers, [])
  })

  it('不是一件事的事项，怎样改都还是原样', () => {
    const plain = { name: '普通事项' }
    assert.equal(jointOf(plain), undefined)
    assert.equal(withJoint(plain, (one) => withItem(one, 'SL0000009')), plain)
  })
})

describe('改对应', () => {
  it('同一个内容只由一个合并的字段填；换一个，原来的就不填了', () => {
    const links = linked(fieldLinks(joint), { lane: 'household', to: 'childName' }, 'parentName')
    assert.deepEqual(withFieldLinks(joint, links).fields, [joint.fields[0], { field: 'parentName', lane: 'household', into: 'childName' }])
    assert.deepEqual(linked(links, { lane: 'household', to: 'childName' }, undefined).length, 1)
  })

  it('前提写成一句话；没有前提就是总是要办', () => {
    const questions = [{ id: 'kin', question: '是不是亲生的？', options: [{ id: 'yes', label: '是' }, { id: 'no', label: '否' }] }]
    assert.equal(wordsOfCondition(undefined, questions), '总是要办')
    assert.equal(wordsOfCondition({ kin: ['yes', 'no'] }, questions), '是不是亲生的？“是或否”')
    const many = [{ id: 'all', question: '都办吗？', options: ['a', 'b', 'c', 'd'].map((id) => ({ id, label: id })) }]
    assert.equal(wordsOfCondition({ all: ['a', 'b', 'd'] }, many), '都办吗？不是“c”')
    assert.match(wordsOfCondition({ kin: [] }, questions), /没有哪个回答/)
  })
})

describe('次序图', () => {
  const facts = (limits: { promised: number; statutory: number } | null) => ({
    limits,
    circle: null,
    lanes: (
      [
        ['birth', 0, 2],
        ['household', 2, 5],
        ['card', 5, 6],
      ] as const
    ).map(([id, startsAfter, endsAfter]) => ({
      id,
      itemCode: id,
      name: id,
      isKnown: true,
      organisationName: '',
      promisedWorkingDays: endsAfter - startsAfter,
      fields: [],
      materials: [],
      questions: [],
      startsAfter,
      endsAfter,
      isCritical: true,
    })),
  })

  it('等前一件的，画在前一件办完以后；同时审查的，从能开始审的那天画起', () => {
    const { bars, arrows, height } = drawnOf(joint, facts({ promised: 6, statutory: 20 }))
    const [birth, household, card] = bars
    assert.ok(birth && household && card && bars.length === 3)
    assert.ok(household.own.x >= birth.own.x + birth.own.width, '不在前一件办完以前开始')
    assert.equal(birth.waiting, undefined)
    assert.equal(card.waiting?.x, birth.own.x, '同时审查的从头就审')
    assert.deepEqual(arrows.map(({ key, needs }) => [key, needs]), [['birth household', 'start'], ['household card', 'release']])
    assert.ok(bars.every(({ row }) => row.y + row.height <= height))
  })

  it('转了圈也画得出来，不画先审的一段', () => {
    const circled = withEdge(joint, 'birth', { lane: 'card', needs: 'start' })
    const { bars, arrows } = drawnOf(circled, facts(null))
    assert.deepEqual([bars.length, arrows.length, bars.some(({ waiting }) => waiting)], [3, 3, false])
  })
})
