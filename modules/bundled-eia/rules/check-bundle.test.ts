import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkBundle, newestRules, readBundle, RULE_IDS } from './index.ts'
import { failedRules } from './second-check.test-support.ts'

const SECTIONS = ['政策和规划符合性', '生产工艺及流程', '区域环境质量现状', '环境保护目标及评价标准']
const plant = (name: string, changes: object = {}) => ({ name, industry: '皮革制品制造', process: '涂胶', park: 'p1', ...changes })
const PARK = { id: 'p1', name: '某产业园（示例）', planEia: '审查通过', implemented: true }
const SME = { kind: 'park-sme', projects: [plant('甲'), plant('乙'), plant('丙')], park: PARK, lead: '甲', mergedSections: SECTIONS }
const ROADS = {
  kind: 'infrastructure', projects: [{ name: '东路', infraKind: '城市道路' }, { name: '西路', infraKind: '城市道路' }], park: null, lead: '东路', mergedSections: SECTIONS,
}

const failed = (bundle: object) => checkBundle(readBundle(JSON.stringify(bundle))).failed
const withProjects = (...projects: object[]) => failed({ ...SME, projects })

describe('能不能打捆', () => {
  it('园区小微企业和基础设施，条件都符合的可以', () => {
    assert.deepEqual([failed(SME), failed(ROADS)], [[], []])
  })

  it('没有写的：报告表、在花都区、没有溶剂、还要建、没有违法、签了字、不缺章节、不用省里批', () => {
    const explicit = {
      class: '报告表',
      county: '440114',
      solventTons: { paint: 0, ink: 0, adhesive: 0 },
      active: true,
      openViolation: false,
      signed: true,
      missingSections: [],
      provincial: false,
    }
    assert.deepEqual(withProjects(plant('甲', explicit), plant('乙')), [])
    assert.deepEqual(failed({ ...ROADS, projects: [{ name: '东路', infraKind: '城市道路', county: '440114' }, { name: '西路', infraKind: '城市道路' }] }), [])
  })

  it('至少两个项目，每个都还要建', () => {
    assert.deepEqual(
      [failed({ ...SME, projects: [] }), withProjects(plant('甲')), withProjects(plant('甲'), plant('乙'), plant('丙', { active: false }))],
      [['members'], ['members'], ['members']],
    )
  })

  it('有一个应编报告书或者只要登记表的，不能打捆', () => {
    for (const category of ['报告书', '登记表']) assert.deepEqual(withProjects(plant('甲'), plant('乙', { class: category })), ['class'])
    assert.match(checkBundle(readBundle(JSON.stringify({ ...SME, projects: [plant('甲'), plant('乙', { class: '报告书' })] }))).reasons[0]?.text ?? '', /乙应编报告书/)
  })

  it('行业、工艺都要相同；基础设施看类别，不看行业', () => {
    assert.deepEqual([
      withProjects(plant('甲'), plant('乙', { industry: '印刷' })), withProjects(plant('甲'), plant('乙', { process: '缝制' })),
    ], [['same-type'], ['same-type']])
    assert.deepEqual(failed({ ...ROADS, projects: [{ name: '东路', infraKind: '城市道路', industry: 'a' }, { name: '西路', infraKind: '城市道路', process: 'b' }] }), [])
    assert.deepEqual(failed({ ...ROADS, projects: [{ name: '东路', infraKind: '城市道路' }, { name: '厂', infraKind: '污水处理厂' }] }), ['same-type'])
    assert.deepEqual(withProjects(plant('甲', { industry: undefined }), plant('乙')), ['same-type'])
  })

  it('都在同一个园区；基础设施在同一个区县，用不着园区', () => {
    assert.deepEqual([
      withProjects(plant('甲'), plant('乙', { park: 'p2' })), withProjects(plant('甲'), plant('乙', { park: undefined })),
    ], [['same-place'], ['same-place']])
    assert.deepEqual(failed({ ...SME, park: null }), ['same-place', 'park-plan-eia'])
    assert.deepEqual(failed({ ...ROADS, projects: [{ name: '东路', infraKind: '城市道路' }, { name: '西路', infraKind: '城市道路', county: '440111' }] }), ['same-place'])
    assert.deepEqual(failed({ ...ROADS, park: { ...PARK, planEia: '没有做', implemented: false } }), [])
  })

  it('园区规划环评审查通过或者跟踪评价完成，并且落实了', () => {
    assert.deepEqual(failed({ ...SME, park: { ...PARK, planEia: '跟踪评价完成' } }), [])
    for (const park of [{ ...PARK, planEia: '正在编制' }, { ...PARK, implemented: false }]) assert.deepEqual(failed({ ...SME, park }), ['park-plan-eia'])
  })

  it('0.7 加 7.6 加 1.7 就是 10 吨，不行；少一点点就行；水性的不算；基础设施不看', () => {
    const tons = (...each: object[]) => withProjects(...each.map((solventTons, index) => plant(`厂${index}`, { solventTons, waterBasedTons: 500 })))
    assert.deepEqual(tons({ paint: 0.7 }, { ink: 7.6 }, { adhesive: 1.7 }), ['solvent'])
    assert.deepEqual([
      tons({ paint: 0.1, ink: 0.2 }, { adhesive: 9.7 }), tons({ paint: 9.999999 }, {}), tons({ paint: 3.3, ink: 3.3, adhesive: 3.3 }, {}),
    ], [['solvent'], [], []])
    assert.deepEqual(failed({ ...ROADS, projects: [{ name: '东路', infraKind: '城市道路', solventTons: { paint: 50 } }, { name: '西路', infraKind: '城市道路' }] }), [])
  })

  it('用量按写的数字算，不先变成二进制小数；科学记数法也认', () => {
    const text = (amount: string) => JSON.stringify({ ...SME, projects: [plant('甲', { solventTons: { paint: 12345 } }), plant('乙')] }).replace('12345', amount)
    const answer = (amount: string) => checkBundle(readBundle(text(amount))).failed
    assert.deepEqual(['9.99999999999999999999', '99e-1', '0.99E1', '1e-400'].map(answer), [[], [], [], []])
    assert.deepEqual(['10', '10.0', '1e1', '10.00000000000000000001', '1e300'].map(answer), Array.from({ length: 5 }, () => ['solvent']))
    // No exponent is too long to be answered.
    assert.deepEqual(['0e99999999999', '1e-99999999999', '-0.0'].map(answer), [[], [], []])
  })

  it('未批先建的、没有牵头单位的、有人没有签字的、缺章节的、该省里批的，都不行', () => {
    assert.deepEqual(withProjects(plant('甲'), plant('乙', { openViolation: true })), ['violation'])
    assert.deepEqual([failed({ ...SME, lead: null }), withProjects(plant('甲'), plant('乙', { signed: false }))], [['signed'], ['signed']])
    assert.deepEqual([
      failed({ ...SME, mergedSections: SECTIONS.slice(1) }), withProjects(plant('甲'), plant('乙', { missingSections: ['环境风险'] })),
    ], [['sections'], ['sections']])
    assert.deepEqual(withProjects(plant('甲'), plant('乙', { provincial: true })), ['authority'])
  })

  it('牵头的可以是园区管理机构；多写的章节不碍事', () => {
    assert.deepEqual(failed({ ...SME, lead: '某园区管理委员会（示例）', mergedSections: [...SECTIONS, '结论'] }), [])
  })

  it('全都不符合的，每一条都说：错在谁、条款、怎样补救', () => {
    const bundle = {
      kind: 'park-sme',
      projects: [
        plant('甲', { class: '报告书', signed: false, openViolation: true, provincial: true, active: false, solventTons: { ink: 10 } }),
        plant('乙', { industry: '印刷', park: 'p9' }),
      ],
      park: { ...PARK, planEia: '没有做' },
      lead: null,
      mergedSections: [],
    }
    const { eligible, failed: rules, reasons } = checkBundle(readBundle(JSON.stringify(bundle)))
    assert.deepEqual([eligible, rules], [false, [...RULE_IDS]])
    for (const { text, clause, cure } of reasons) for (const words of [text, clause, cure]) assert.match(words, /[\u4e00-\u9fff]/)
  })

  it('与另写的一份规则逐条相同', () => {
    const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 3 })
    const amount = fc.nat({ max: 5000 }).map((thousandths) => thousandths / 1000)
    const project = fc.record({
      name: fc.constantFrom('甲', '乙', '丙'),
      class: maybe(fc.constantFrom('报告表', '报告表', '报告表', '报告书', '登记表')),
      industry: maybe(fc.constantFrom('皮革', '印刷')),
      process: maybe(fc.constantFrom('涂胶')),
      park: maybe(fc.constantFrom('p1', 'p1', 'p2')),
      infraKind: maybe(fc.constantFrom('城市道路')),
      county: maybe(fc.constantFrom('440114', '440111')),
      solventTons: maybe(fc.record({ paint: amount, ink: amount, adhesive: amount }, { requiredKeys: [] })),
      waterBasedTons: maybe(amount),
      active: maybe(fc.boolean()),
      openViolation: maybe(fc.boolean()),
      signed: maybe(fc.boolean()),
      missingSections: maybe(fc.constantFrom([], ['环境风险'])),
      provincial: maybe(fc.boolean()),
    })
    const park = fc.option(
      fc.record({ id: fc.constantFrom('p1', 'p2'), name: fc.constant('园'), planEia: fc.constantFrom('审查通过', '跟踪评价完成', '没有做'), implemented: fc.boolean() }),
    )
    const bundle = fc.record({
      kind: fc.constantFrom('park-sme', 'infrastructure'),
      projects: fc.array(project, { maxLength: 4 }),
      park,
      lead: fc.option(fc.constant('甲')),
      mergedSections: fc.subarray(SECTIONS, { minLength: 3 }),
    })
    fc.assert(fc.property(bundle, (one) => {
      const text = JSON.stringify(one)
      assert.deepEqual(checkBundle(readBundle(text)).failed, failedRules(text))
    }), { numRuns: 1000 })
  })

  it('规则的每一条都有条款、出处和把握；没有一条冒充规定', () => {
    const { rules } = newestRules()
    assert.deepEqual(rules.map(({ id }) => id), [...RULE_IDS])
    for (const { clause, source, certainty } of rules) assert(clause !== '' && (certainty === 'seen' || /默认值/.test(source)), clause)
  })
})

describe('写错的一捆', () => {
  it('不是 JSON、缺了必填、类型不对、用量是负的或文字，都说出在哪里', () => {
    for (const text of ['', '[', '[]', 'null', '{}', '{"kind":"park-sme"}']) assert.throws(() => readBundle(text), { code: 'invalid' }, text)
    for (const [changes, where] of [
      [{ kind: 'park' }, /kind/],
      [{ projects: [{}] }, /projects\.0\.name/],
      [{ projects: [plant('甲', { class: '表' })] }, /projects\.0\.class/],
      [{ projects: [plant('甲', { solventTons: { paint: -1 } })] }, /solventTons\.paint/],
      [{ projects: [plant('甲', { solventTons: { ink: '3' } })] }, /solventTons\.ink/],
      [{ projects: [plant('甲', { signed: 'yes' })] }, /signed/],
      [{ lead: 3 }, /lead/],
    ] as const) {
      assert.throws(
        () => readBundle(JSON.stringify({ ...SME, ...changes })),
        (error: Error) => where.test(error.message),
      )
    }
  })

  it('什么文本都不会使它出错，只会说不是', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      try {
        readBundle(text)
      } catch (error) {
        assert(Object(error).code === 'invalid', String(error))
      }
    }), { numRuns: 300 })
  })
})
