import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Compile } from 'typebox/compile'
import { CONSISTENCY_RULES, problemsOf } from './consistency.ts'
import { Item } from './item.ts'
import { testItem } from './test-item.ts'

const context = { organisations: new Set(['market-regulation', 'hall']) }
const broken = (changes: Partial<Item>): string[] => problemsOf(testItem(changes), context).map(({ rule, path }) => `${rule} ${path}`)
const form = testItem().form
const question = { options: [{ id: 'a', label: '甲' }, { id: 'b', label: '乙' }] }

describe('合乎规则的事项没有问题', () => {
  it('样例通过全部规则', () => {
    assert.ok(Compile(Item).Check(testItem()))
    assert.deepEqual(problemsOf(testItem(), context), [])
  })

  it('每条规则有编号、一句话和来源，编号不重复', () => {
    assert.equal(new Set(CONSISTENCY_RULES.map(({ id }) => id)).size, CONSISTENCY_RULES.length)
    for (const { says, source, reads } of CONSISTENCY_RULES) {
      assert.match(says, /\p{Script=Han}/u)
      assert.ok(source.length > 0 && reads.length > 0)
    }
  })

  it('每个问题都说了哪里不对、怎么改', () => {
    const problems = problemsOf(testItem({ visits: 2, serverTypes: ['1'], questions: [], flow: [] }), context)
    assert.ok(problems.length >= 7)
    for (const { text, cure } of problems) assert.match(text + cure, /\p{Script=Han}.*(请|写|两处)/u)
  })
})

describe('时限', () => {
  it('即办的是即办件，不是即办的是承诺件', () => {
    assert.deepEqual(broken({ promisedWorkingDays: 0, limitsByAnswer: [] }), ['instant-kind kind'])
    assert.deepEqual(broken({ kind: 'instant' }), ['instant-kind kind'])
    assert.deepEqual(broken({ kind: 'instant', promisedWorkingDays: 0, limitsByAnswer: [], decidedAtWindow: true }), [])
  })

  it('承诺件不能由窗口当场决定', () => {
    assert.deepEqual(broken({ decidedAtWindow: true }), ['window-decides-instant decidedAtWindow'])
  })

  it('承诺时限等于法定可以，长一天不行', () => {
    assert.deepEqual(broken({ promisedWorkingDays: 20 }), [])
    assert.deepEqual(broken({ promisedWorkingDays: 21 }), ['promised-within-statutory promisedWorkingDays'])
  })

  it('某种情形下的承诺也不得长于法定', () => {
    const limitsByAnswer = [{ when: { premises: ['own'] }, promisedWorkingDays: 21 }]
    assert.deepEqual(broken({ limitsByAnswer }), ['promised-within-statutory limitsByAnswer.0'])
  })

  it('失效不早于生效，日期要真实', () => {
    assert.deepEqual(broken({ effectiveTo: '2026-01-01' }), [])
    assert.deepEqual(broken({ effectiveTo: '2025-12-31' }), ['effective-days effectiveTo'])
    assert.deepEqual(broken({ effectiveFrom: '2026-02-30' }), ['effective-days effectiveFrom'])
  })
})

describe('到现场和网办', () => {
  it('要到现场的写明原因', () => {
    assert.deepEqual(broken({ visits: 1, onlineDepth: 3 }), ['visit-reason visitReason'])
    assert.deepEqual(broken({ visits: 1, onlineDepth: 3, visitReason: '要现场核验原件' }), [])
  })

  it('全程网办的不得要求到现场', () => {
    assert.deepEqual(broken({ visits: 1, visitReason: '核验' }), ['online-no-visit visits'])
  })

  it('不到现场又不能网办的，必须能快递', () => {
    assert.deepEqual(broken({ handleForms: ['1'], onlineDepth: 1 }), ['no-visit-way handleForms'])
    assert.deepEqual(broken({ handleForms: ['1', '4'], onlineDepth: 1 }), [])
    assert.deepEqual(broken({ handleForms: ['1', '2'], onlineDepth: 1 }), ['no-visit-way handleForms'])
  })
})

describe('收费、电话、对象', () => {
  it('收费要有依据、项目和标准', () => {
    const entries = [{ name: '工本费', standard: '十元' }]
    const bare = { charged: true, payableOnline: true, entries: [] }
    assert.deepEqual(broken({ fee: bare }), ['fee-details fee.basis', 'fee-details fee.entries'])
    assert.deepEqual(broken({ fee: { charged: true, payableOnline: false, basis: '某文件', entries } }), [])
  })

  it('不收费不得标网上支付，也不列项目', () => {
    assert.deepEqual(broken({ fee: { charged: false, payableOnline: true, entries: [] } }), ['fee-details fee.payableOnline'])
    const entries = [{ name: '费', standard: '一元' }]
    assert.deepEqual(broken({ fee: { charged: false, payableOnline: false, entries } }), ['fee-details fee.entries'])
  })

  it('咨询电话与投诉电话不得相同', () => {
    assert.deepEqual(broken({ complaintPhone: '020-11112222' }), ['phones-differ complaintPhone'])
  })

  it('固定电话须含区号，全国短号和手机不用', () => {
    assert.deepEqual(broken({ consultPhone: '36898888' }), ['area-code consultPhone'])
    assert.deepEqual(broken({ consultPhone: '020-36898888、36898889' }), ['area-code consultPhone'])
    assert.deepEqual(broken({ consultPhone: '13800138000', complaintPhone: '12345' }), [])
    assert.deepEqual(broken({ consultPhone: '请到窗口问' }), ['area-code consultPhone'])
  })

  it('面向个人或企业须与服务对象一致', () => {
    assert.deepEqual(broken({ audience: ['person'] }), ['audience-agrees audience'])
    assert.deepEqual(broken({ audience: ['enterprise'] }), ['audience-agrees audience'])
    assert.deepEqual(broken({ audience: ['enterprise'], serverTypes: ['2', '6'] }), [])
  })
})

describe('行政许可和结果', () => {
  it('行政许可至少一条常见问题，别的类型不要求', () => {
    assert.deepEqual(broken({ questions: [] }), ['permit-questions questions'])
    assert.deepEqual(broken({ questions: [], type: '20' }), [])
  })

  it('行政许可的流程须有五个环节，缺哪个说哪个', () => {
    const flow = testItem().flow.filter(({ name }) => name !== '送达' && name !== '审查')
    assert.deepEqual(broken({ flow }), ['permit-steps flow', 'permit-steps flow'])
    assert.deepEqual(broken({ flow: [...flow, { name: '审核', unit: '某科' }, { name: '送达', unit: '窗口' }] }), [])
  })

  it('结果以证、文、批复结尾的类型须相符', () => {
    assert.deepEqual(broken({ outcome: { name: '某某证', kind: '其他', sample: true } }), ['outcome-kind outcome.kind'])
    assert.deepEqual(broken({ outcome: { name: '某某批复', kind: '出文办结', sample: true } }), ['outcome-kind outcome.kind'])
    assert.deepEqual(broken({ outcome: { name: '某某函文', kind: '出文办结', sample: true } }), [])
  })

  it('有审批结果的须有样本', () => {
    assert.deepEqual(broken({ outcome: { name: '许可证', kind: '出证办结', sample: false } }), ['outcome-sample outcome.sample'])
  })
})

describe('结构', () => {
  it('编号不得重复', () => {
    const { materials, situations } = testItem()
    assert.deepEqual(broken({ materials: [...materials, ...materials.slice(0, 1)] }), ['unique-ids materials'])
    assert.deepEqual(broken({ situations: [...situations, { id: 'premises', question: '？', ...question }] }), ['unique-ids situations'])
    const twice = { id: 'more', question: '？', options: [{ id: 'a', label: '甲' }, { id: 'a', label: '乙' }] }
    assert.deepEqual(broken({ situations: [...situations, twice] }), ['unique-ids situations.2.options'])
  })

  it('前提只能是前面的问题，所以情形不会绕圈', () => {
    const [first, second] = testItem().situations
    assert.ok(first && second)
    assert.deepEqual(broken({ situations: [second, first] }), ['earlier-questions situations.0.when'])
    const [onItself, unknown] = [{ ...first, when: { premises: ['own'] } }, { ...second, when: { premises: ['rented'] } }]
    assert.deepEqual(broken({ situations: [onItself, second] }), ['earlier-questions situations.0.when'])
    assert.deepEqual(broken({ situations: [first, unknown] }), ['earlier-questions situations.1.when'])
  })

  it('材料、字段、时限的前提必须是已有的问题和选项', () => {
    const materials = testItem().materials.slice(0, 1).map((material) => ({ ...material, when: { nobody: ['x'] } }))
    const limitsByAnswer = [{ when: { premises: ['moon'] }, promisedWorkingDays: 1 }]
    assert.deepEqual(broken({ materials }), ['known-answers materials.0.when'])
    assert.deepEqual(broken({ limitsByAnswer }), ['known-answers limitsByAnswer.0.when'])
    const properties = { ...form.properties, lessorName: { type: 'string' as const, title: '房东', 'x-when': { lessor: ['ghost'] } } }
    assert.deepEqual(broken({ form: { ...form, properties } }), ['known-answers form.properties.lessorName.x-when'])
  })

  it('每个字段恰好在一页上', () => {
    const pages = form['x-pages']
    const another = (name: string) => [...pages, { title: '又一页', fields: [name] }]
    for (const other of [pages.slice(0, 1), another('area'), another('ghost')]) {
      assert.deepEqual(broken({ form: { ...form, 'x-pages': other } }), ['form-pages form.x-pages'])
    }
  })

  it('必填项必须在表单里', () => {
    assert.deepEqual(broken({ form: { ...form, required: ['shopName', 'toString'] } }), ['form-required form.required'])
  })

  it('字段的设置不得自相矛盾', () => {
    const withField = (shopName: Item['form']['properties'][string]): string[] =>
      broken({ form: { ...form, properties: { ...form.properties, shopName } } })
    assert.deepEqual(withField({ type: 'number', title: '数', enum: ['一'] }), ['form-field form.properties.shopName'])
    assert.deepEqual(withField({ type: 'boolean', title: '否', 'x-kind': 'day' }), ['form-field form.properties.shopName'])
    assert.deepEqual(withField({ type: 'string', title: '字', minLength: 5, maxLength: 4 }), ['form-field form.properties.shopName'])
    assert.deepEqual(withField({ type: 'number', title: '数', minimum: 2, maximum: 1 }), ['form-field form.properties.shopName'])
  })

  it('机构必须已登记；导入的机构带着自己的名称', () => {
    assert.deepEqual(broken({ organisation: 'nobody' }), ['known-organisation organisation'])
    assert.deepEqual(broken({ receivingOrganisation: 'nobody' }), ['known-organisation receivingOrganisation'])
    const body = 'uscc:11440000006939756B'
    assert.deepEqual(broken({ organisation: body, receivingOrganisation: body, organisationName: '某厅' }), [])
    assert.deepEqual(broken({ organisation: body, organisationName: '某厅', receivingOrganisation: 'nobody' }), [
      'known-organisation receivingOrganisation',
    ])
  })
})

describe('主题分类', () => {
  it('都没有写的不管；写了就须与面向一致：该有的有，不该有的没有', () => {
    assert.deepEqual(broken({}), [])
    assert.deepEqual(broken({ personThemes: ['就业创业'], enterpriseThemes: ['准营准办'] }), [])
    assert.deepEqual(broken({ personThemes: ['就业创业'] }), ['themes-agree enterpriseThemes'])
    assert.deepEqual(broken({
      audience: ['enterprise'], serverTypes: ['2'], personThemes: ['就业创业'], enterpriseThemes: ['准营准办'],
    }), ['themes-agree personThemes'])
    assert.deepEqual(broken({ audience: ['person'], serverTypes: ['1'], enterpriseThemes: ['准营准办'] }), [
      'themes-agree personThemes', 'themes-agree enterpriseThemes',
    ])
  })
})

describe('来源没有写的', () => {
  it('不拿默认值去套规则，写了的照样要查', () => {
    assert.deepEqual(broken({ visits: 1, onlineDepth: 3, unstated: ['visitReason'] }), [])
    assert.deepEqual(broken({ questions: [], flow: [], unstated: ['questions', 'flow'] }), [])
    assert.deepEqual(broken({ questions: [], flow: [], unstated: ['questions'] }).length, 5)
  })
})
