import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inOrder, mainStep, shortcutsFor } from './shortcuts.ts'

const named = (...names: string[]) => names.map((step) => ({ step, label: step }))

describe('a 是哪一步', () => {
  it('窗口收件：受理，不是补正，也不是不予受理', () => {
    assert.equal(mainStep(named('accept', 'refuseAcceptance', 'requestCorrection'))?.step, 'accept')
    assert.equal(mainStep(named('requestCorrection', 'refuseAcceptance', 'accept'))?.step, 'accept')
  })

  it('审查、决定、制证、送达各有其时', () => {
    assert.equal(mainStep(named('startSpecialProcedure', 'review', 'terminate'))?.step, 'review')
    assert.equal(mainStep(named('extend', 'approve', 'deny'))?.step, 'approve')
    assert.equal(mainStep(named('issue'))?.step, 'issue')
    assert.equal(mainStep(named('deliver'))?.step, 'deliver')
  })

  it('特别程序中是结束特别程序', () => {
    assert.equal(mainStep(named('endSpecialProcedure', 'terminate'))?.step, 'endSpecialProcedure')
  })

  it('办结的件只剩归档', () => assert.equal(mainStep(named('archive'))?.step, 'archive'))

  it('不往前办的步骤，a 从不去办，哪怕只有这一步', () => {
    const others = ['terminate', 'deny', 'refuseAcceptance', 'requestCorrection', 'extend', 'startSpecialProcedure', 'withdraw', 'rate']
    for (const step of others) {
      assert.equal(mainStep(named(step)), undefined, step)
    }
    assert.equal(mainStep(named('extend', 'terminate')), undefined)
    assert.equal(mainStep([]), undefined)
  })
})

describe('每一步的键', () => {
  it('办件页常用的键不被占用', () => {
    const steps = named('review', 'startSpecialProcedure', 'extend', 'terminate', 'deny', 'refuseAcceptance', 'requestCorrection')
    const keys = [...shortcutsFor(steps).values()]
    assert.equal(keys.length, steps.length)
    for (const key of keys.filter((key) => key !== 'a')) assert.ok(!'ajknqrvxz[]?'.includes(key), key)
  })

  it('同一步在不同状态是同一个键', () => {
    const keyOf = (step: string, ...others: string[]) => shortcutsFor(named(...others, step)).get(step)
    assert.equal(keyOf('terminate', 'review'), 'm')
    assert.equal(keyOf('terminate', 'endSpecialProcedure'), 'm')
    assert.equal(keyOf('extend', 'approve', 'deny'), keyOf('extend', 'review'))
  })

  it('不管有哪些步骤，一个键只对一步', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-zA-Z]{0,20}$/), { maxLength: 12 })
    fc.assert(fc.property(names, (steps) => {
      const keys = [...shortcutsFor(named(...steps)).values()]
      assert.equal(new Set(keys).size, keys.length)
      for (const key of keys) assert.match(key, /^[a-z]$/)
    }))
  })

  it('没见过的步骤也有键', () => assert.equal(shortcutsFor(named('accept', 'assign')).get('assign'), 's'))
})

describe('步骤的次序', () => {
  it('往前办的排第一，其余照流程的次序，不多不少', () => {
    assert.deepEqual(inOrder(named('extend', 'approve', 'deny')).map(({ step }) => step), ['approve', 'extend', 'deny'])
    assert.deepEqual(inOrder(named('extend', 'terminate')).map(({ step }) => step), ['extend', 'terminate'])
  })
})
