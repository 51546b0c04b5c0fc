import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { applies, checklistOf, nextSituation, settledAnswers, situationsAsked } from './checklist.ts'
import type { Answers, Condition, Item } from './item.ts'
import { testItem } from './test-item.ts'

const item = testItem()
const materialIds = (answers: Answers): string[] => checklistOf(item, answers).materials.map(({ id }) => id)
const paths = (answers: Answers): string[] => {
  try {
    checklistOf(item, answers)
  } catch (error) {
    assert.ok(error instanceof Error && 'fields' in error && Array.isArray(error.fields))
    return error.fields.map(({ path }: { path: string }) => path)
  }
  return []
}

describe('情形决定材料、表单和时限', () => {
  it('自己的店面只要房产证，不问房东', () => {
    assert.deepEqual(materialIds({ premises: 'own' }), ['application', 'deed'])
    assert.equal(nextSituation(item, { premises: 'own' }), undefined)
  })

  it('向公司租的店面还要房东的执照，向个人租的不要', () => {
    assert.deepEqual(materialIds({ premises: 'leased', lessor: 'company' }), ['application', 'lease', 'lessor-licence'])
    assert.deepEqual(materialIds({ premises: 'leased', lessor: 'person' }), ['application', 'lease'])
  })

  it('不适用的字段、必填项和空页都不在表单里', () => {
    const { form } = checklistOf(item, { premises: 'own' })
    assert.equal('lessorName' in form.properties, false)
    assert.deepEqual(form.required, ['shopName', 'area', 'kitchen'])
    assert.deepEqual(form['x-pages'].map(({ title }) => title), ['店面'])
    assert.equal(form.additionalProperties, false)
  })

  it('适用的字段留在自己的页上', () => {
    const { form } = checklistOf(item, { premises: 'leased', lessor: 'person' })
    assert.deepEqual(form['x-pages'].map(({ fields }) => fields.at(-1)), ['kitchen', 'lessorName'])
    assert.ok(form.required.includes('lessorName'))
  })

  it('承诺时限按先符合的情形，没有符合的按一般承诺', () => {
    assert.equal(checklistOf(item, { premises: 'own' }).promisedWorkingDays, 5)
    assert.equal(checklistOf(item, { premises: 'leased', lessor: 'person' }).promisedWorkingDays, 10)
    assert.equal(checklistOf(item, { premises: 'own' }).statutoryWorkingDays, 20)
  })

  it('承诺时限永远不长于法定时限', () => {
    const careless = testItem({ promisedWorkingDays: 30, limitsByAnswer: [{ when: { premises: ['own'] }, promisedWorkingDays: 25 }] })
    assert.equal(checklistOf(careless, { premises: 'own' }).promisedWorkingDays, 20)
    assert.equal(checklistOf(careless, { premises: 'leased', lessor: 'person' }).promisedWorkingDays, 20)
  })

  it('没有情形的事项不用回答就有清单', () => {
    const plain = testItem({ situations: [], materials: [], limitsByAnswer: [] })
    assert.deepEqual(checklistOf(plain, {}).materials, [])
  })

  it('清单不改动事项本身', () => {
    const before = structuredClone(item)
    checklistOf(item, { premises: 'own' })
    assert.deepEqual(item, before)
  })
})

describe('回答不对就说清楚是哪一个', () => {
  it('没有回答的问题要点名', () => {
    assert.throws(() => checklistOf(item, {}), { code: 'invalid', message: '请先回答“店面是自己的还是租的？”' })
    assert.deepEqual(paths({ premises: 'leased' }), ['answers.lessor'])
  })

  it('不存在的问题和选项各自点名，一次说全', () => {
    assert.deepEqual(paths({ premises: 'rented', colour: 'red' }), ['answers.premises', 'answers.colour'])
  })

  it('选项不对时告诉人可以选什么', () => {
    assert.throws(() => checklistOf(item, { premises: 'rented' }), /请选“自己的”或“租的”/)
  })

  it('按前面的回答不该问的，答了也要去掉', () => {
    assert.deepEqual(paths({ premises: 'own', lessor: 'person' }), ['answers.lessor'])
  })

  it('借用对象自带的名字不能当作回答', () => {
    assert.deepEqual(paths(JSON.parse('{"premises":"own","__proto__":"x"}')), ['answers.__proto__'])
    assert.deepEqual(paths(JSON.parse('{"premises":"own","constructor":"x"}')), ['answers.constructor'])
    assert.deepEqual(paths({ premises: 'constructor' }), ['answers.premises'])
  })
})

describe('一页一问', () => {
  it('先问前面的，答了才问后面的', () => {
    assert.equal(nextSituation(item, {})?.id, 'premises')
    assert.equal(nextSituation(item, { premises: 'leased' })?.id, 'lessor')
    assert.deepEqual(situationsAsked(item, {}).map(({ id }) => id), ['premises'])
  })

  it('回头改了前面的回答，后面作废的回答自动去掉', () => {
    assert.deepEqual(settledAnswers(item, { premises: 'own', lessor: 'company', nonsense: 'x' }), { premises: 'own' })
  })

  it('没有前提的总是适用，前提里的每一条都要满足', () => {
    assert.equal(applies(undefined, {}), true)
    assert.equal(applies({ a: ['1'], b: ['2'] }, { a: '1' }), false)
    assert.equal(applies({ a: ['1'], b: ['2', '3'] }, { a: '1', b: '3' }), true)
  })
})

/** Items with up to five questions, each perhaps depending on earlier ones, and materials depending on any. */
const someItem: fc.Arbitrary<Item> = fc.array(fc.tuple(fc.nat(4), fc.nat(2), fc.boolean()), { minLength: 0, maxLength: 5 })
  .chain((shape) => {
    const ids = shape.map((_, at) => `q${at}`)
    const situations = shape.map(([on, option, depends], at): Item['situations'][number] => ({
      id: `q${at}`, question: `问题 ${at}？`, options: ['o0', 'o1', 'o2'].map((id) => ({ id, label: id })),
      ...(depends && at > 0 && { when: { [`q${on % at}`]: [`o${option}`] } }),
    }))
    const options = fc.uniqueArray(fc.constantFrom('o0', 'o1', 'o2'), { minLength: 1 })
    const condition: fc.Arbitrary<Condition> = ids.length === 0 ? fc.constant({}) : fc.dictionary(fc.constantFrom(...ids), options)
    const [like] = testItem().materials
    assert.ok(like)
    return fc.array(condition, { maxLength: 6 }).map((conditions) => testItem({
      situations, limitsByAnswer: [], materials: conditions.map((when, at) => ({ ...like, id: `m${at}`, when })),
    }))
  })
const someAnswers = fc.dictionary(fc.constantFrom('q0', 'q1', 'q2', 'q3', 'q4', 'q5'), fc.constantFrom('o0', 'o1', 'o2', 'o3'))

describe('不论怎样的情形', () => {
  it('逐问逐答总会问完，问完就有清单', () => {
    fc.assert(fc.property(someItem, fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }), (some, choices) => {
      const answers: Answers = {}
      for (const choice of choices) {
        const next = nextSituation(some, answers)
        if (next) answers[next.id] = `o${choice}`
      }
      assert.equal(nextSituation(some, answers), undefined)
      checklistOf(some, answers)
    }))
  })

  it('材料恰好是前提全部满足的那些', () => {
    fc.assert(fc.property(someItem, someAnswers, (some, given) => {
      const answers = settledAnswers(some, given)
      fc.pre(nextSituation(some, answers) === undefined)
      const expected = some.materials.filter(({ when = {} }) => {
        for (const id of Object.keys(when)) if (!when[id]?.includes(answers[id] ?? 'none')) return false
        return true
      })
      assert.deepEqual(checklistOf(some, answers).materials, expected)
    }))
  })

  it('作废的回答去掉以后再去一次也不变，并且不再有不存在的回答', () => {
    fc.assert(fc.property(someItem, someAnswers, (some, given) => {
      const settled = settledAnswers(some, given)
      assert.deepEqual(settledAnswers(some, settled), settled)
      const asked = new Set(situationsAsked(some, settled).map(({ id }) => id))
      assert.ok(Object.keys(settled).every((id) => asked.has(id)))
    }))
  })
})
