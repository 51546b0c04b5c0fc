import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { answerPaths } from './answer-paths.ts'
import { applies, nextSituation, situationsAsked } from './checklist.ts'
import { problemsOf } from './consistency.ts'
import type { Condition, Item, Situation } from './item.ts'
import type { JointMatter, Lane } from './joint-matter.ts'
import { adviceOf } from './table-rules.ts'
import { testItem } from './test-item.ts'

const context = { organisations: new Set(['market-regulation', 'hall']) }
const question = (id: string, when?: Condition): Situation => ({
  id, question: `${id}？`, options: [{ id: 'yes', label: '是' }, { id: 'no', label: '否' }], ...(when && { when }),
})
const material = (id: string, when?: Condition, name = `材料${id}`): Item['materials'][number] => ({
  id, name, need: 'required', originals: 1, copies: 0, source: 'applicant', checks: [], ...(when && { when }),
})
const NO_FORM: Item['form'] = { type: 'object', properties: {}, required: [], additionalProperties: false, 'x-pages': [] }
const item = (changes: Partial<Item>): Item => testItem({ situations: [], materials: [], form: NO_FORM, limitsByAnswer: [], ...changes })
const unreachable = (changes: Partial<Item>): string[] =>
  problemsOf(item(changes), context).filter(({ rule }) => rule === 'table-reachable').map(({ path }) => path)
const advised = (changes: Partial<Item>): [string, string][] => adviceOf(item(changes)).map(({ rule, path }) => [rule, path])

describe('情形表：用不上的行不能发布', () => {
  it('前提不会同时成立的材料，说出是哪一份', () => {
    const situations = [question('a'), question('b', { a: ['yes'] })]
    assert.deepEqual(unreachable({ situations, materials: [material('1'), material('2', { a: ['no'], b: ['yes'] })] }), ['materials.1.when'])
  })

  it('永远问不到的问题，说出是哪个', () => {
    const situations = [question('a'), question('b', { a: ['yes'] }), question('c', { a: ['no'], b: ['yes'] })]
    assert.deepEqual(unreachable({ situations, materials: [material('1', { b: ['yes'] })] }), ['situations.2.when'])
  })

  it('永远轮不到的时限：前面的行总是先成立', () => {
    const situations = [question('a')]
    const limitsByAnswer = [{ when: { a: ['yes', 'no'] }, promisedWorkingDays: 5 }, { when: { a: ['no'] }, promisedWorkingDays: 3 }]
    assert.deepEqual(unreachable({ situations, limitsByAnswer }), ['limitsByAnswer.1.when'])
    assert.deepEqual(unreachable({ situations, limitsByAnswer: limitsByAnswer.toReversed() }), [])
  })

  it('写错编号的归别的规则说，不说两遍', () => {
    assert.deepEqual(unreachable({ situations: [question('a')], materials: [material('1', { z: ['yes'] })] }), [])
    assert.deepEqual(unreachable({ situations: [question('a'), question('a')], materials: [material('1', { a: ['yes'] })] }), [])
  })
})

describe('情形表：建议看一看的', () => {
  it('两行时限在同一种回答下都成立：说出是哪种回答、按哪一行算', () => {
    const situations = [question('a'), question('b')]
    const limitsByAnswer = [{ when: { a: ['yes'] }, promisedWorkingDays: 5 }, { when: { b: ['yes'] }, promisedWorkingDays: 8 }]
    const [overlap] = adviceOf(item({ situations, limitsByAnswer }))
    assert.equal(overlap?.rule, 'table-overlap')
    assert.equal(overlap?.text, '回答“a：是；b：是”时，第 1 行（5 个工作日）和第 2 行（8 个）都成立，按第 1 行算')
    assert.deepEqual(
      advised({
        situations: [question('a')],
        limitsByAnswer: [
          { when: { a: ['yes'] }, promisedWorkingDays: 5 },
          { when: { a: ['no'] }, promisedWorkingDays: 8 },
        ],
      }),
      [],
    )
  })

  it('有一种回答什么也不要、什么也不填；怎么回答都一样的问题；同名材料要交两遍', () => {
    assert.deepEqual(advised({ situations: [question('a')], materials: [material('1', { a: ['yes'] })] }), [['table-missing', 'situations']])
    assert.deepEqual(advised({ situations: [question('a')], materials: [material('1')] }), [['table-idle', 'situations.0']])
    assert.deepEqual(advised({ materials: [material('1', undefined, '身份证'), material('2', undefined, '身份证')] }), [['table-twice', 'materials.1.name']])
    assert.deepEqual(advised({ situations: [question('a')], materials: [material('1', { a: ['yes'] }, '身份证'), material('2', { a: ['no'] }, '身份证')] }), [])
  })

  it('同一个问题问两遍，选项不一样也是两遍；不会一起问的不算', () => {
    const other = (when?: Condition): Situation => ({ ...question('b', when), question: 'a？', options: [{ id: 'x', label: '甲' }, { id: 'y', label: '乙' }] })
    const materials = [material('1', { a: ['yes'], b: ['x'] }), material('2')]
    assert.deepEqual(advised({ situations: [question('a'), other()], materials }), [['table-question-twice', 'situations.1.question']])
    const apart = [question('c'), { ...question('a'), when: { c: ['yes'] } }, other({ c: ['no'] })]
    assert.deepEqual(advised({ situations: apart, materials: [material('1', { a: ['yes'] }), material('2', { b: ['x'] }), material('3')] }), [])
  })

  it('决定办不办一个事项、或者替事项回答问题的，不是怎么回答都一样', () => {
    const lane: Lane = { id: 'one', itemCode: 'SL0000001', optional: false, after: [], answers: [] }
    const joint = (changes: Partial<Lane>): JointMatter => ({
      caseType: 'life-event',
      readiness: 'ready',
      lead: 'hall',
      lanes: [{ ...lane, ...changes }],
      fields: [],
      materials: [],
      checks: [],
      appointments: [],
    })
    const advisedOf = (changes: Partial<Lane>) => advised({ situations: [question('a')], materials: [material('1')], joint: joint(changes) })
    assert.deepEqual(advisedOf({}), [['table-idle', 'situations.0']])
    assert.deepEqual(advisedOf({ when: { a: ['yes'] } }), [])
    assert.deepEqual(advisedOf({ answers: [{ situation: 'q', from: { question: 'a', options: { yes: 'y', no: 'n' } } }] }), [])
  })

  it('组合太多的不卡住，说没有逐一核对', () => {
    const situations = Array.from({ length: 20 }, (_, at) => question(`q${at}`))
    assert.equal(answerPaths({ situations }), undefined)
    assert.deepEqual(advised({ situations }), [['table-size', 'situations']])
    assert.deepEqual(unreachable({ situations }), [])
  })
})

describe('再大的表也不卡', () => {
  it('九个问题、两百行时限、六十份同名材料，一口气核对完', () => {
    const situations = Array.from({ length: 9 }, (_, at) => question(`q${at}`))
    const limitsByAnswer = Array.from({ length: 200 }, (_, at) =>
      ({ when: { [`q${at % 9}`]: ['yes'], [`q${(at + 3) % 9}`]: ['no'] }, promisedWorkingDays: at % 20 }))
    const materials = Array.from({ length: 60 }, (_, at) => material(String(at), { [`q${at % 9}`]: ['yes'] }, '证明'))
    const big = item({ situations, limitsByAnswer, materials })
    assert.equal(answerPaths(big)?.length, 512)
    const before = process.cpuUsage().user
    assert.ok(adviceOf(big).length > 50)
    assert.ok(problemsOf(big, context).some(({ rule }) => rule === 'table-reachable'))
    assert.ok(process.cpuUsage().user - before < 5_000_000, 'more than five seconds of one processor')
  })
})

describe('穷尽所有回答', () => {
  const anySituations = fc
    .integer({ min: 1, max: 5 })
    .chain((count) => fc.array(fc.option(fc.record({ of: fc.nat(), option: fc.constantFrom('yes', 'no') })), { minLength: count, maxLength: count }))
    .map((whens) => whens.map((when, at) => question(`q${at}`, when && at > 0 ? { [`q${when.of % at}`]: [when.option] } : undefined)))

  it('每条路都答完了，答的恰好是问到的；任意一种答法都在里面', () => {
    fc.assert(fc.property(anySituations, fc.array(fc.constantFrom('yes', 'no'), { minLength: 5, maxLength: 5 }), (situations, given) => {
      const one = item({ situations })
      const paths = answerPaths(one) ?? []
      for (const answers of paths) {
        assert.equal(nextSituation(one, answers), undefined)
        assert.deepEqual(situationsAsked(one, answers).map(({ id }) => id), Object.keys(answers))
      }
      const walked: Record<string, string> = {}
      for (const { id, when } of situations) if (applies(when, walked)) walked[id] = given[Number(id.slice(1))] ?? 'yes'
      assert.equal(paths.filter((answers) => JSON.stringify(answers) === JSON.stringify(walked)).length, 1)
    }))
  })
})
