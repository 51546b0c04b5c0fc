import type { Item } from './item.ts'

/** A small item that passes every rule, for tests: two questions of which the second depends on the first. */
export function testItem(changes: Partial<Item> = {}): Item {
  return { ...TEST_ITEM, ...changes }
}

const TEST_ITEM: Item = {
  code: 'SL0100001', version: 1, name: '小餐饮店经营许可（示例）', everydayNames: ['开饭店', '餐饮证'], type: '01',
  organisation: 'market-regulation', receivingOrganisation: 'hall',
  audience: ['person', 'enterprise'], serverTypes: ['1', '2'], useLevel: '4',
  kind: 'promised', decidedAtWindow: false, statutoryWorkingDays: 20, promisedWorkingDays: 10,
  limitsByAnswer: [{ when: { premises: ['own'] }, promisedWorkingDays: 5 }],
  visits: 0, handleForms: ['1', '2'], onlineDepth: 4, express: true, bookable: true,
  fee: { charged: false, payableOnline: false, entries: [] },
  conditions: ['有与经营相适应的场所'],
  outcome: { name: '小餐饮店经营许可证', kind: '出证办结', validity: '五年', sample: true },
  situations: [
    { id: 'premises', question: '店面是自己的还是租的？', options: [{ id: 'own', label: '自己的' }, { id: 'leased', label: '租的' }] },
    {
      id: 'lessor', question: '房东是谁？', when: { premises: ['leased'] },
      options: [{ id: 'person', label: '个人' }, { id: 'company', label: '公司' }],
    },
  ],
  materials: [
    material('application', {}),
    material('deed', { when: { premises: ['own'] } }),
    material('lease', { when: { premises: ['leased'] }, need: 'deferrable' }),
    material('lessor-licence', { when: { premises: ['leased'], lessor: ['company'] } }),
  ],
  form: {
    type: 'object', additionalProperties: false,
    properties: {
      shopName: { type: 'string', title: '店名', maxLength: 30 },
      area: { type: 'number', title: '面积（平方米）', minimum: 1, maximum: 500 },
      seats: { type: 'integer', title: '座位数', minimum: 0, maximum: 200 },
      openOn: { type: 'string', title: '开业日期', 'x-kind': 'day' },
      outdoor: { type: 'boolean', title: '是否有外摆' },
      kitchen: { type: 'string', title: '厨房种类', enum: ['明火', '电'] },
      lessorName: { type: 'string', title: '房东姓名', 'x-when': { premises: ['leased'] } },
    },
    required: ['shopName', 'area', 'kitchen', 'lessorName'],
    'x-pages': [
      { title: '店面', fields: ['shopName', 'area', 'seats', 'openOn', 'outdoor', 'kitchen'] },
      { title: '房东', fields: ['lessorName'] },
    ],
  },
  legalBasis: [{ law: '中华人民共和国行政许可法', article: '第四十二条' }],
  flow: ['受理', '审查', '决定', '办结', '送达'].map((name) => ({ name, unit: '市场监管局' })),
  specialProcedures: [], questions: [{ question: '要多久？', answer: '十个工作日内。' }], places: [],
  consultPhone: '020-11112222', complaintPhone: '12345', standing: 'example', effectiveFrom: '2026-01-01',
}

function material(id: string, changes: Partial<Item['materials'][number]>): Item['materials'][number] {
  return { id, name: `材料 ${id}`, need: 'required', originals: 1, copies: 0, source: 'applicant', checks: [], ...changes }
}
