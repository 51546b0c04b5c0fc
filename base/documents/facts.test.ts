import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#platform/refusal'
import { documentFactsOf, FACTS_BY_KIND, isDocumentKind, type DocumentKind } from './facts.ts'
import { sampleFacts } from './sample-facts.ts'
import { documentNumber, KINDS, titleOf } from './titles.ts'

const ALL = Object.keys(FACTS_BY_KIND).filter(isDocumentKind)

/** Paths of the fields a value is refused for. */
function refusedPaths(value: unknown): string[] {
  try {
    documentFactsOf(value)
  } catch (error) {
    assert(error instanceof Refusal)
    assert.equal(error.code, 'invalid')
    return error.fields.map(({ path }) => path)
  }
  return []
}

for (const kind of ALL) {
  test(`${KINDS[kind].other}：完整的内容可以出具，存取一遍不变`, () => {
    const facts = sampleFacts(kind)
    assert.deepEqual(documentFactsOf(JSON.parse(JSON.stringify(facts))), facts)
  })

  test(`${KINDS[kind].other}：缺一项必填、多一项不认识的，都不能出具`, () => {
    const facts = sampleFacts(kind)
    for (const field of ['number', 'issuedOn', 'isLicence', 'case', 'clock', 'data', 'basis']) {
      assert.deepEqual(refusedPaths({ ...facts, [field]: undefined }), [field])
    }
    assert.deepEqual(refusedPaths({ ...facts, seal: '甲' }), ['seal'])
    assert.deepEqual(refusedPaths({ ...facts, data: { ...facts.data, note2: '甲' } }), ['data.note2'])
    assert.deepEqual(refusedPaths({ ...facts, case: { ...facts.case, phone: '1' } }), ['case.phone'])
  })
}

test('没有的文书种类被拒绝', () => {
  const strange = { ...sampleFacts('acceptance'), kind: 'constructor' }
  for (const value of [null, 1, 'acceptance', {}, { kind: 'x' }, { kind: 'toString' }, strange]) {
    assert.throws(() => documentFactsOf(value), { code: 'invalid', message: /没有这一种文书/ })
  }
})

test('不存在的日子被指出来', () => {
  const facts = sampleFacts('acceptance')
  assert.deepEqual(refusedPaths({ ...facts, issuedOn: '2026-02-30' }), ['issuedOn'])
  assert.deepEqual(refusedPaths({ ...facts, clock: { ...facts.clock, dueOn: '2027-02-29' } }), ['clock.dueOn'])
  assert.deepEqual(refusedPaths({ ...facts, issuedOn: '2026年2月3日' }), ['issuedOn'])
  assert.deepEqual(refusedPaths({ ...facts, clock: { ...facts.clock, dueOn: '2028-02-29' } }), [])
})

test('一次补正可以列一百项材料，一百零一项被拒绝', () => {
  const facts = sampleFacts('correction')
  const materials = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ material: `材料${index + 1}`, problems: ['未提交'] }))
  assert.deepEqual(refusedPaths({ ...facts, data: { materials: materials(100) } }), [])
  assert.deepEqual(refusedPaths({ ...facts, data: { materials: materials(101) } }), ['data.materials'])
  assert.deepEqual(refusedPaths({ ...facts, data: { materials: [] } }), ['data.materials'])
})

test('补正的每项材料都要写明问题', () => {
  const data = { materials: [{ material: '甲', problems: [] }] }
  assert.deepEqual(refusedPaths({ ...sampleFacts('correction'), data }), ['data.materials.0.problems'])
})

test('理由可以写四千字，不能不写', () => {
  const facts = sampleFacts('denial')
  assert.deepEqual(refusedPaths({ ...facts, data: { reason: '因'.repeat(4000) } }), [])
  assert.deepEqual(refusedPaths({ ...facts, data: { reason: '因'.repeat(4001) } }), ['data.reason'])
  assert.deepEqual(refusedPaths({ ...facts, data: { reason: '' } }), ['data.reason'])
})

test('延长期限不超过十五个工作日', () => {
  const facts = sampleFacts('extension')
  assert.deepEqual(refusedPaths({ ...facts, data: { days: 15, reason: '甲' } }), [])
  assert.deepEqual(refusedPaths({ ...facts, data: { days: 16, reason: '甲' } }), ['data.days'])
  assert.deepEqual(refusedPaths({ ...facts, data: { days: 0, reason: '甲' } }), ['data.days'])
})

test('文号由机关代字、文种、年份和序号组成', () => {
  assert.equal(documentNumber('花市监', 'acceptance', '2026-11-23', 15), '花市监受〔2026〕15号')
  assert.equal(documentNumber('花住建', 'denial', '2027-01-04', 1), '花住建不准〔2027〕1号')
})

test('每种文书的文号代字各不相同', () => {
  assert.equal(new Set(ALL.map((kind) => KINDS[kind].mark)).size, ALL.length)
})

test('不是行政许可的文书，名称里没有行政许可', () => {
  const named = (isLicence: boolean) => ALL.filter((kind: DocumentKind) => titleOf(kind, { isLicence }).includes('行政许可'))
  assert.deepEqual(named(false), [])
  assert.equal(named(true).length, 10)
})
