import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checklistOf, situationsAsked, type Answers, type Item } from '#base/catalog'
import { lanesFor } from '#base/joint'
import { sampleForm } from '../../cli/journey/sample-application.ts'
import { demoItems } from '../../demo.ts'
import { laneFaults } from './joint-filing.ts'

const items: readonly Item[] = demoItems()
const shipped = items.flatMap((item) => (item.joint?.readiness === 'ready' ? [{ item, joint: item.joint }] : []))

/** Any way of answering: each question that is asked gets the option the numbers choose. */
function answered(item: Item, chosen: readonly number[]): Answers {
  const answers: Answers = {}
  for (const [index, { id, options }] of item.situations.entries()) {
    if (!situationsAsked(item, answers).some((asked) => asked.id === id)) continue
    const option = options[(chosen[index % chosen.length] ?? 0) % options.length]
    if (option) answers[id] = option.id
  }
  return answers
}

describe('我们发布的每一个一件事', () => {
  it('有可以办的', () => assert(shipped.length >= 8))
  for (const { item, joint } of shipped) {
    it(`${item.name}：怎样回答都行，填一次、交一次，分到每一项都齐全`, () => {
      fc.assert(fc.property(fc.array(fc.nat(11), { minLength: 20, maxLength: 20 }), (chosen) => {
        const answers = answered(item, chosen)
        const { form, materials } = checklistOf(item, answers)
        const given = materials.map(({ id }) => ({ materialId: id, fileId: '00000000-0000-4000-8000-000000000001' }))
        const merged = { answers, form: sampleForm(form), materials: given }
        const faults = lanesFor(joint, answers).flatMap((lane) => {
          const member = items.find(({ code }) => code === lane.itemCode)
          assert(member, lane.itemCode)
          return laneFaults(joint, { lane, member }, { merged, today: '2026-03-02' })
        })
        assert.deepEqual(faults, [], JSON.stringify(answers))
      }), { numRuns: 60 })
    })
  }
})
