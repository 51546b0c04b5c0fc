import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform/refusal'
import { readClock } from './clock/index.ts'
import type { Case } from './case.ts'
import { ERRAND, kernelOf } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { clockReceived } from './decide.ts'
import { CHAIN_START } from './hash.ts'
import { RELATIONS, type Relation } from './relations.ts'
import type { StateRule, Step, StepFacts, Workflow } from './types.ts'
import { defineWorkflow, faultOf, isClosed, stateRule, stepFor, stepsOpenTo, workflowOf } from './workflow.ts'

const open = (label = '待办'): StateRule => ({ label, turn: 'window', dueOn: ({ on }) => on })
const closed: StateRule = { label: '已办结', closed: true }
const step = (from: readonly string[], to?: string, rest: Partial<Step> = {}): Step =>
  ({ label: '办', from, by: ['window'], ...(to !== undefined && { to }), ...rest })
const workflow = (changes: Partial<Workflow>): Workflow => ({
  caseType: 'broken', version: 1, label: '坏的', initial: 'first', states: { first: open(), last: closed }, steps: { end: step(['first'], 'last') }, ...changes,
})

describe('流程声明有错，装不进系统', () => {
  it('没有错的声明没有话说', () => {
    assert.equal(faultOf(workflow({})), undefined)
    assert.equal(faultOf(errand), undefined)
  })

  const broken: Record<string, [why: RegExp, changes: Partial<Workflow>]> = {
    步骤去往没有声明的状态: [/step end names a state that is not declared/, { steps: { end: step(['first'], 'nowhere') } }],
    步骤来自没有声明的状态: [/step odd names a state/, { steps: { end: step(['first'], 'last'), odd: step(['nowhere'], 'last') } }],
    起始状态没有声明: [/no step leads to first/, { initial: 'nowhere' }],
    谁也不能办的步骤: [/nobody may take step odd/, { steps: { end: step(['first'], 'last'), odd: step(['first'], 'last', { by: [] }) } }],
    不从任何状态出发的步骤: [/nobody may take step odd/, { steps: { end: step(['first'], 'last'), odd: step([], 'last') } }],
    到时自动办理却不归系统: [/step end is automatic but not by the system/, { steps: { end: step(['first'], 'last', { automaticOn: () => null }) } }],
    到时自动办理却哪儿也不去: [
      /step tick is automatic but stays/,
      { steps: { end: step(['first'], 'last'), tick: step(['first'], undefined, { by: ['system'], automaticOn: () => '2024-01-01' }) } },
    ],
    自动回到原状态: [
      /step tick is automatic but stays/,
      { steps: { end: step(['first'], 'last'), tick: step(['first'], 'first', { by: ['system'], automaticOn: () => '2024-01-01' }) } },
    ],
    出具文书却没有人拟稿: [/steps issue documents but nothing draws them up/, { steps: { end: step(['first'], 'last', { document: 'notice' }) } }],
    收件即出具文书却没有人拟稿: [/steps issue documents but nothing draws them up/, { opening: { label: '提交', document: 'receipt' } }],
    到不了的状态: [/no step leads to island/, { states: { first: open(), last: closed, island: open() }, steps: { end: step(['first', 'island'], 'last') } }],
    没有出路的状态: [/nobody can leave first/, { states: { first: open() }, steps: { stay: step(['first']) } }],
    转了一圈还在原地: [/nobody can leave first/, { states: { first: open() }, steps: { stay: step(['first'], 'first') } }],
    只有系统能离开的状态: [/nobody can leave first/, { steps: { end: step(['first'], 'last', { by: ['system'], automaticOn: () => null }) } }],
    永远办不结的圈: [
      /a case in there can never be closed/,
      {
        states: { first: open(), there: open(), back: open(), last: closed },
        steps: { end: step(['first'], 'last'), go: step(['first', 'back'], 'there'), come: step(['there'], 'back') },
      },
    ],
    步骤与开头同名: [/step open bears the name of the first event/, { steps: { open: step(['first'], 'last') } }],
    步骤名进不了地址: [/step end-it has a name/, { steps: { 'end-it': step(['first'], 'last') } }],
    类型名带点: [/case type a\.b has a name/, { caseType: 'a.b' }],
  }
  for (const [title, [why, changes]] of Object.entries(broken)) {
    it(title, () => {
      assert.match(faultOf(workflow(changes)) ?? '没有查出', why)
      assert.throws(() => defineWorkflow(workflow(changes)), why)
    })
  }

  it('办结的状态可以没有出路，也可以重新打开', () => {
    const reopened = { end: step(['first'], 'last'), reopen: step(['last'], 'first') }
    assert.equal(faultOf(workflow({ steps: reopened })), undefined)
  })
})

describe('流程的版本', () => {
  it('新办件用最新版，在办件用自己的那一版，没有的版本是程序错误', () => {
    const kernel = kernelOf([errand, { ...errand, version: 2 }])
    assert.equal(workflowOf(kernel, 'errand').version, 2)
    assert.equal(workflowOf(kernel, 'errand', 1).version, 1)
    assert.throws(() => workflowOf(kernel, 'errand', 3), /no module declares workflow errand 3/)
    assert.throws(() => workflowOf(kernel, 'nothing'), /no module declares workflow nothing/)
  })
})

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const
const relations = fc.subarray([...RELATIONS])
const refusals: readonly Step['refusal'][] = [undefined, () => undefined, () => '现在不行，请稍后', ({ found }) => (found.version % 2 === 0 ? '逢双不办，请等等' : undefined)]

/** Any declaration at all; those with a fault are thrown away, as the server would not start with them. */
const declared = fc.record({
  closed: fc.subarray([...NAMES], { minLength: 1, maxLength: 3 }),
  steps: fc.array(fc.record({
    from: fc.subarray([...NAMES], { minLength: 1 }), to: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
    by: fc.subarray([...RELATIONS], { minLength: 1 }), refusal: fc.constantFrom(...refusals),
  }), { minLength: 4, maxLength: 14 }),
}).map(({ closed: ends, steps }): Workflow => workflow({
  initial: 'a',
  states: Object.fromEntries(NAMES.map((name) => [name, ends.includes(name) ? closed : open(name)])),
  steps: Object.fromEntries(
    steps.map(({ from, to, by, refusal }, index) => [`s${String.fromCharCode(97 + index)}`, step(from, to, { by, ...(refusal && { refusal }) })]),
  ),
})).filter((candidate) => faultOf(candidate) === undefined)

const { calendar } = kernelOf([])
function factsOf(state: string, held: readonly Relation[], version = 1): StepFacts {
  const clock = clockReceived(ERRAND.limits, '2024-04-25')
  // Safe: rules of steps look at these fields only.
  const found = { state, version, clock, form: {}, traits: {}, lastHash: CHAIN_START } as unknown as Case
  return { found, relations: held, today: '2024-04-25', reading: readClock(calendar, clock, '2024-04-25'), calendar }
}

function accepts(flow: Workflow, name: string, facts: StepFacts): boolean {
  try {
    stepFor(flow, name, facts)
    return true
  } catch (error) {
    assert(error instanceof Refusal)
    return false
  }
}

describe('任意声明的流程', () => {
  it('按钮与服务器是同一条规则：列出的步骤恰好是办得成的步骤', () => {
    let offered = 0
    fc.assert(fc.property(declared, fc.constantFrom(...NAMES), relations, fc.nat(3), (flow, state, held, version) => {
      const facts = factsOf(state, held, version)
      const buttons = stepsOpenTo(flow, facts).map(([name]) => name)
      offered += buttons.length
      assert.deepEqual(buttons, Object.keys(flow.steps).filter((name) => accepts(flow, name, facts)))
    }), { numRuns: 400 })
    assert(offered > 100, `只比较了 ${offered} 个步骤`)
  })

  it('照准许的步骤走，永远走不出声明的状态，也走不进死路', () => {
    let walked = 0
    fc.assert(fc.property(declared, fc.array(fc.nat(99), { maxLength: 40 }), (flow, choices) => {
      let state = flow.initial
      for (const choice of choices) {
        const everybody = stepsOpenTo(flow, factsOf(state, RELATIONS))
        const next = everybody[choice % Math.max(1, everybody.length)]
        if (!next) break
        state = stepFor(flow, next[0], factsOf(state, RELATIONS)).to ?? state
        walked += 1
        assert(Object.hasOwn(flow.states, state), state)
        const leaves = Object.values(flow.steps)
          .some(({ from, to, by }) => from.includes(state) && to !== undefined && to !== state && by.some((who) => who !== 'system'))
        assert(isClosed(stateRule(flow, state)) || leaves, `${state} 没有出路`)
      }
    }), { numRuns: 300 })
    assert(walked > 300, `只走了 ${walked} 步`)
  })

  it('拒绝的理由分得清：没有这一步、关系不对、状态不对、规则不许', () => {
    const code = (name: string, facts: StepFacts): string => {
      try {
        stepFor(errand, name, facts)
        return 'ok'
      } catch (error) {
        assert(error instanceof Refusal)
        assert.match(error.message, /[\u4e00-\u9fff]/)
        return error.code
      }
    }
    assert.equal(code('fly', factsOf('submitted', ['window'])), 'not-found')
    assert.equal(code('constructor', factsOf('submitted', ['window'])), 'not-found')
    assert.equal(code('accept', factsOf('submitted', ['owner'])), 'forbidden')
    assert.equal(code('accept', factsOf('submitted', [])), 'forbidden')
    assert.equal(code('accept', factsOf('accepted', ['window'])), 'conflict')
    const blocked = factsOf('reviewed', ['approver'])
    assert.equal(code('grant', { ...blocked, found: { ...blocked.found, form: { blocked: 'yes' } } }), 'rule')
    assert.equal(code('grant', blocked), 'ok')
  })
})
