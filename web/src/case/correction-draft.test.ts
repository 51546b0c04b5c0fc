import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { draftCorrection, entriesOf, filledEntries, mergeCorrection, type CorrectionEntry } from './correction-draft.ts'
import { withAllRight, withAllWrong, withLine, type Ticks } from './ticks.ts'

const FILE = { fileId: 'f', name: 'f.pdf', mediaType: 'application/pdf', size: 10, sm3: '', createdAt: '' }
const there = { given: [{ file: FILE, promisedBy: null, givenOn: '2026-05-01', replaced: false }], source: 'applicant' } as const
const form = { ...there, given: [...there.given], id: 'form', name: '申请书', checks: ['已签名', '写了日期'] }
const plan = { ...there, given: [...there.given], id: 'plan', name: '平面图', checks: ['标了功能间', '标了面积'] }
const lease = { ...there, given: [...there.given], id: 'lease', name: '租赁合同', checks: ['双方签名'] }
const MATERIALS = [form, plan, lease]

describe('一次性告知补正的拟稿', () => {
  it('没有勾的条目全部写进去，一次说完', () => {
    const ticks = withAllWrong(withLine({}, form, 0), plan)
    assert.deepEqual(draftCorrection(MATERIALS, ticks, []), [
      { materialId: 'form', name: '申请书', problems: ['没有做到：写了日期'] },
      { materialId: 'plan', name: '平面图', problems: ['没有做到：标了功能间', '没有做到：标了面积'] },
    ])
  })

  it('符合的材料不写', () => {
    assert.deepEqual(draftCorrection(MATERIALS, MATERIALS.reduce(withAllRight, {}), []), [])
  })

  it('还没看的材料不当作有问题', () => {
    assert.deepEqual(draftCorrection(MATERIALS, withAllRight({}, form), []), [])
  })

  it('缺的材料由系统列出，不再逐条说它哪里不对', () => {
    const lacking = [{ materialId: 'lease', name: '租赁合同', problems: ['没有提交，请补交'] }]
    assert.deepEqual(draftCorrection(MATERIALS, withAllWrong({}, lease), lacking), lacking)
  })

  it('次序照材料清单，不照发现的先后', () => {
    const lacking = [{ materialId: 'form', name: '申请书', problems: ['没有提交，请补交'] }]
    const drafted = draftCorrection(MATERIALS, withAllWrong(withAllWrong({}, lease), plan), lacking)
    assert.deepEqual(drafted.map(({ materialId }) => materialId), ['form', 'plan', 'lease'])
  })

  it('每份材料最多二十条，接口不会因此拒收', () => {
    const long = { ...form, id: 'long', name: '清单', checks: Array.from({ length: 30 }, (_, index) => `第 ${index + 1} 条`) }
    assert.equal(draftCorrection([long], withAllWrong({}, long), [])[0]?.problems.length, 20)
  })

  it('勾与没勾：写进告知书的正好是看过而没有勾的那些条', () => {
    const ticked = fc.dictionary(fc.constantFrom('form', 'plan', 'lease'), fc.uniqueArray(fc.nat(1), { maxLength: 2 }))
    fc.assert(fc.property(ticked, (ticks: Ticks) => {
      const lines = draftCorrection(MATERIALS, ticks, [])
        .flatMap(({ materialId, problems }) => problems.map((problem) => `${materialId} ${problem}`))
      const expected = MATERIALS.flatMap(({ id, checks }) => checks
        .filter((_line, index) => ticks[id] !== undefined && !ticks[id].includes(index)).map((line) => `${id} 没有做到：${line}`))
      assert.deepEqual(lines, expected)
    }))
  })
})

describe('写了一半又回去核对', () => {
  const entry = (materialId: string, ...problems: string[]): CorrectionEntry => ({ materialId, name: materialId, problems })

  it('后来发现的问题补进来，写好的字不动', () => {
    const fresh = [entry('form', '没签名', '没日期'), entry('plan', '没面积')]
    assert.deepEqual(mergeCorrection({ base: [entry('form', '没签名')], written: [entry('form', '第三页没签名')], fresh }), [
      entry('form', '第三页没签名', '没日期'), entry('plan', '没面积'),
    ])
  })

  it('后来勾上的不再写，除非已经改成自己的话', () => {
    assert.deepEqual(
      mergeCorrection({ base: [entry('form', '没签名', '没日期')], written: [entry('form', '没签名', '日期写错')], fresh: [entry('form', '没日期')] }),
      [entry('form', '日期写错')],
    )
    assert.deepEqual(mergeCorrection({ base: [entry('form', '没签名')], written: [entry('form', '没签名')], fresh: [] }), [])
  })

  it('手工去掉的不会自己回来', () => {
    const draft = [entry('form', '没签名'), entry('plan', '没面积')]
    assert.deepEqual(mergeCorrection({ base: draft, written: [entry('plan', '没面积')], fresh: draft }), [entry('plan', '没面积')])
  })

  it('手工加的材料留着', () => {
    assert.deepEqual(mergeCorrection({ base: [], written: [entry('lease', '没盖章')], fresh: [] }), [entry('lease', '没盖章')])
  })

  it('什么都没有变，写的就是最后的', () => {
    const problems = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1 })
    const entries = fc.dictionary(fc.constantFrom('a', 'b', 'c'), problems)
      .map((listed) => Object.entries(listed).map(([materialId, found]) => entry(materialId, ...found)))
    fc.assert(fc.property(entries, entries, (draft, written) => {
      assert.deepEqual(mergeCorrection({ base: draft, written, fresh: draft }), written)
    }))
  })
})

describe('告知书的内容', () => {
  it('空行不送，空材料不送', () => {
    assert.deepEqual(filledEntries([
      { materialId: 'form', name: '申请书', problems: [' 没有签名 ', '', '  '] },
      { materialId: 'plan', name: '平面图', problems: [''] },
    ]), [{ materialId: 'form', name: '申请书', problems: ['没有签名'] }])
  })

  it('服务器的拟稿读得进来，读不懂的不混进去', () => {
    assert.deepEqual(entriesOf([{ materialId: 'form', name: '申请书', problems: ['没有提交'] }, { materialId: 3 }, null, 'form']), [
      { materialId: 'form', name: '申请书', problems: ['没有提交'] },
    ])
    assert.deepEqual(entriesOf([{ materialId: 'form' }]), [{ materialId: 'form', name: 'form', problems: [] }])
    assert.deepEqual(entriesOf(undefined), [])
  })
})
