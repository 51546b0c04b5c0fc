import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addCalendarDays } from '#platform/day'
import { checklistOf } from '#base/catalog'
import { testItem } from '../../base/catalog/test-item.ts'
import { materialName, promisedAfter, promisedOf, type GivenMaterial } from '#base/materials'
import { entryFaults, givenFaults } from './given.ts'

const TODAY = '2026-03-02'
const FILE = '00000000-0000-4000-8000-000000000000'
const { materials: listed } = checklistOf(testItem(), { premises: 'leased', lessor: 'company' })

const given: fc.Arbitrary<GivenMaterial> = fc.oneof(
  fc.record({ materialId: fc.constantFrom(...listed.map(({ id }) => id), 'nothing'), fileId: fc.constant(FILE) }),
  fc.record({ materialId: fc.constantFrom(...listed.map(({ id }) => id), 'nothing'), promisedBy: fc.integer({ min: -3, max: 30 })
    .map((days) => addCalendarDays(TODAY, days)) }),
)

const whole: GivenMaterial[] = listed.map(({ id }) => ({ materialId: id, fileId: FILE }))
/** Some stacks are whole, or the rule for those would never be asked. */
const stack = fc.oneof({ weight: 9, arbitrary: fc.array(given, { maxLength: 12 }) }, {
  weight: 1, arbitrary: fc.shuffledSubarray(whole, { minLength: whole.length }),
})

/** The rules in other words, one material at a time. */
function isWrong(entry: GivenMaterial): boolean {
  const material = listed.find(({ id }) => id === entry.materialId)
  return !material || ('promisedBy' in entry && (material.need !== 'deferrable' || entry.promisedBy <= TODAY))
}

describe('交来的材料对不对', () => {
  it('任意一叠材料：错的每一份都指出，对的一份不冤枉，缺的必要材料都点名', () => {
    let complete = 0
    fc.assert(fc.property(stack, (entries) => {
      const faults = givenFaults(listed, entries, TODAY)
      const wrong = entries.flatMap((entry, index) => (isWrong(entry) ? [String(index)] : []))
      assert.deepEqual(faults.flatMap(({ path }) => /^materials\.(\d+)\./.exec(path)?.[1] ?? []), wrong)
      const missing = listed.filter(({ id }) => !entries.some(({ materialId }) => materialId === id)).map(({ id }) => `materials.${id}`)
      assert.deepEqual(faults.map(({ path }) => path).filter((path) => !/^materials\.\d+\./.test(path)), missing)
      assert.deepEqual(entryFaults(listed, entries, TODAY), faults.filter(({ path }) => /^materials\.\d+\./.test(path)))
      if (faults.length === 0) complete += 1
    }), { numRuns: 500 })
    assert(complete > 0, '没有一叠是齐的，白比了')
  })

  it('共享得到的、可交可不交的，不交也不缺', () => {
    const lenient = listed.map((material, index) => ({ ...material, ...(index === 0 ? { source: 'shared' as const } : { need: 'optional' as const }) }))
    assert.deepEqual(givenFaults(lenient, [], TODAY), [])
  })
})

describe('材料的名称和承诺跟着办件', () => {
  const found = { traits: { materials: { lease: '租赁合同' }, promised: { lease: '2026-03-20', odd: 7 } } }

  it('清单里的有名称，别的没有；不成样子的登记不出故障', () => {
    assert.equal(materialName(found, 'lease'), '租赁合同')
    for (const id of ['plan', 'constructor', '__proto__', '']) assert.equal(materialName(found, id), undefined)
    for (const traits of [{}, { materials: null }, { materials: '租赁合同' }, { materials: { lease: 7 } }])
      assert.equal(materialName({ traits }, 'lease'), undefined)
  })

  it('承诺只认日子', () => {
    assert.deepEqual(promisedOf(found), { lease: '2026-03-20' })
    for (const traits of [{}, { promised: null }, { promised: 'x' }]) assert.deepEqual(promisedOf({ traits }), {})
  })

  it('交来文件的销掉，新的承诺代替旧的，别的不动', () => {
    const before = { lease: '2026-03-20', plan: '2026-03-21', photo: '2026-03-22' }
    const after = promisedAfter(before, [
      { materialId: 'lease', fileId: FILE }, { materialId: 'plan', promisedBy: '2026-04-01' }, { materialId: 'menu', promisedBy: '2026-04-02' },
    ])
    assert.deepEqual(after, { plan: '2026-04-01', photo: '2026-03-22', menu: '2026-04-02' })
    fc.assert(fc.property(fc.array(given), (entries) => {
      const promised = promisedAfter({}, entries)
      for (const id of Object.keys(promised)) assert(!entries.some((entry) => entry.materialId === id && 'fileId' in entry))
    }))
  })
})
