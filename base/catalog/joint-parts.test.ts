import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { applies } from './checklist.ts'
import type { Condition, Situation } from './item.ts'
import { both, either } from './joint-lanes.ts'
import { partsOf } from './joint-parts.ts'
import { pathsOver } from './joint-paths.ts'

const question = (id: string, options: readonly string[], when?: Condition): Situation =>
  ({ id, question: `${id}？`, options: options.map((option) => ({ id: option, label: option })), ...(when && { when }) })
const situations = [
  question('place', ['own', 'leased', 'lent']), question('light', ['no', 'yes']), question('lessor', ['person', 'firm'], { place: ['leased'] }),
]
const ways = pathsOver({ situations }, ['place', 'light', 'lessor']) ?? []
const wants = (conditions: readonly Condition[]) => conditions.map((when, at) => ({ lane: `lane${at}`, when, what: at }))

/** Numbers that look drawn by chance and are the same every time. */
function drawn(seed: number): (below: number) => number {
  let state = seed
  return (below) => { state = (state * 48271) % 2147483647; return state % below }
}

function anyCondition(next: (below: number) => number): Condition {
  const chosen = situations.filter(() => next(2) === 0)
  return Object.fromEntries(chosen.map(({ id, options }) => {
    const some = options.map((option) => option.id).filter(() => next(2) === 0)
    return [id, some.length > 0 ? some : [options[0]?.id ?? '']]
  }))
}

describe('几个事项要同一样东西，各有各的前提', () => {
  it('同样的前提合成一行；只差一个问题的，合起来一行', () => {
    assert.deepEqual(partsOf(wants([{ light: ['yes'] }, { light: ['yes'] }]), situations).map(({ when }) => when), [{ light: ['yes'] }])
    assert.deepEqual(partsOf(wants([{ place: ['own'] }, { place: ['lent'] }]), situations).map(({ when }) => when), [{ place: ['own', 'lent'] }])
  })

  it('合起来总要的，就没有前提', () => {
    assert.deepEqual(partsOf(wants([{ light: ['yes'] }, { light: ['no'] }]), situations).map(({ when }) => when), [{}])
    assert.deepEqual(partsOf(wants([{ light: ['yes'] }, {}]), situations).map(({ when }) => when), [{}])
  })

  it('前提不同的分成几行，同时至多一行成立', () => {
    const parts = partsOf(wants([{ place: ['leased'] }, { light: ['yes'] }]), situations)
    assert.deepEqual(parts.map(({ when }) => when), [{ place: ['leased'] }, { light: ['yes'], place: ['own', 'lent'] }])
    assert.deepEqual(parts.map((part) => part.wants.map(({ lane }) => lane)), [['lane0', 'lane1'], ['lane1']])
  })

  it('随便哪些前提：有人要的时候一定有一行，从不同时有两行，那一行一定管得到要的人', () => {
    const next = drawn(11)
    for (let round = 0; round < 400; round += 1) {
      const asked = wants(Array.from({ length: 1 + next(3) }, () => anyCondition(next)))
      const parts = partsOf(asked, situations)
      for (const answers of ways) {
        const wanted = asked.filter(({ when }) => applies(when, answers))
        const rows = parts.filter(({ when }) => applies(when, answers))
        const told = JSON.stringify([asked.map(({ when }) => when), answers])
        assert.ok(rows.length <= 1, `两行同时成立 ${told}`)
        assert.deepEqual(wanted.filter((want) => !rows.some((row) => row.wants.includes(want))), [], `没有管到 ${told}`)
      }
    }
  })

  it('没有一定要先问的问题时，没人要的时候一行也不成立', () => {
    const next = drawn(5)
    for (let round = 0; round < 200; round += 1) {
      const asked = wants([anyCondition(next), anyCondition(next)]).map((want) => ({
        ...want,
        when: Object.fromEntries(Object.entries(want.when).filter(([id]) => id !== 'lessor')),
      }))
      for (const answers of ways) {
        const isWanted = asked.some(({ when }) => applies(when, answers))
        assert.equal(partsOf(asked, situations).some(({ when }) => applies(when, answers)), isWanted)
      }
    }
  })
})

describe('前提的合并', () => {
  it('“都成立”与“至少一个成立”对每一种回答都对', () => {
    const next = drawn(3)
    for (let round = 0; round < 300; round += 1) {
      const [one, other] = [anyCondition(next), anyCondition(next)]
      const joint = both(one, other)
      for (const answers of ways) {
        const [first, second] = [applies(one, answers), applies(other, answers)]
        assert.equal(joint !== undefined && applies(joint, answers), first && second)
        if (first || second) assert.ok(applies(either([one, other]), answers))
      }
    }
  })
})
