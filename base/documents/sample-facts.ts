/** One document of each kind about people and firms that do not exist, for tests and for showing what a document looks like. */
import type { Day } from '#platform/day'
import { documentFactsOf, type DocumentFacts, type DocumentKind, type FactsOf } from './facts.ts'
import { documentNumber } from './titles.ts'

const CASE = {
  number: '4401142611230000017',
  itemName: '食品经营许可（新开办）',
  itemCode: 'SL440114SPJY001',
  applicantName: '广州市花都区春风里餐饮有限公司',
  applicantKind: 'organisation',
  agentName: '周垚喆',
  ownerName: '广州市花都区市场监督管理局',
  receivingName: '花都区政务服务中心综合窗口',
} as const

const CLOCK = {
  receivedOn: '2026-11-23', acceptedOn: '2026-11-25', dueOn: '2026-12-09', statutoryDueOn: '2026-12-23', noticeDueOn: '2026-11-30',
  deliverBy: '2026-12-22',
} as const

const ISSUED_ON: Readonly<Record<DocumentKind, Day>> = {
  receipt: '2026-11-23', acceptance: '2026-11-25', correction: '2026-11-25', 'non-acceptance': '2026-11-25',
  'special-procedure': '2026-11-26', extension: '2026-12-07', approval: '2026-12-08', denial: '2026-12-08',
  certificate: '2026-12-08', 'delivery-receipt': '2026-12-09', withdrawal: '2026-11-27', termination: '2026-12-15', 'hand-over': '2026-11-24',
}

const REASON = '经营场所的食品处理区与非食品处理区未分开设置，现场核查时未见独立的餐用具清洗消毒区域，不符合食品经营许可的场所条件。'

const DATA: { readonly [Kind in DocumentKind]: FactsOf<Kind>['data'] } = {
  receipt: {
    materials: [
      { material: '食品经营许可申请书', originals: 1, copies: 0 }, { material: '营业执照', copies: 1 },
      { material: '经营场所平面布局图、操作流程图', originals: 1, copies: 0 }, { material: '食品安全管理制度', originals: 1, copies: 0 },
    ],
  },
  acceptance: { promisedWorkingDays: 10, statutoryWorkingDays: 20 },
  correction: {
    materials: [
      { material: '经营场所平面布局图、操作流程图', problems: ['未标明食品处理区、就餐区和清洗消毒区的位置与面积', '缺少比例尺和设备摆放位置'] },
      { material: '食品安全管理制度', problems: ['未加盖申请人公章'] },
      { material: '从业人员健康证明', problems: ['名单中的第3人缺少健康证明'] },
    ],
    dueOn: '2026-12-14',
  },
  'non-acceptance': {
    reason: '所申请的事项是仅销售预包装食品，按照规定实行备案管理，不需要取得食品经营许可。',
    legalBasis: [{ law: '食品安全法', article: '第35条' }],
    remedies: { reviewBodies: ['广州市花都区人民政府'], court: '有管辖权的人民法院' },
  },
  'special-procedure': {
    kind: 'expert-review', reason: '经营场所位于综合体地下一层，通风排烟条件特殊，需要组织专家评审。', expectedWorkingDays: 15, expectedEndOn: '2026-12-17',
  },
  extension: { days: 10, reason: '申请人所在楼宇正在进行排烟系统整改，现场核查需要在整改后再次进行。', previousDueOn: '2026-12-09', newDueOn: '2026-12-23' },
  approval: {
    outcomeName: '《食品经营许可证》',
    conditions: ['在许可的经营项目范围内从事经营活动。', '经营场所布局、主要设备设施发生变化的，应当在变化后10个工作日内报告。'],
    validity: '五年，自2026年12月8日至2031年12月7日',
  },
  denial: {
    reason: REASON, legalBasis: [{ law: '食品安全法', article: '第三十三条' }],
    remedies: { reviewBodies: ['广州市花都区人民政府'], court: '有管辖权的人民法院' },
  },
  certificate: {
    certificateName: '食品经营许可证', certificateNumber: 'JY24401140000017（示例）', holder: CASE.applicantName, holderCode: '91440114MA00000017',
    scope: [{ label: '经营场所', value: '广州市花都区示例街道示例路1号101铺' }, { label: '主体业态', value: '餐饮服务经营者' }, '热食类食品制售', '冷食类食品制售', '自制饮品制售'],
    validFrom: '2026-12-08', validTo: '2031-12-07',
  },
  'delivery-receipt': {
    documents: [{ title: '准予行政许可决定书', number: '花市监准〔2026〕17号' }, { title: '食品经营许可证', number: 'JY24401140000017（示例）' }],
    method: '当场', recipient: CASE.applicantName, place: CASE.receivingName,
  },
  withdrawal: { reason: '拟改变经营场所，稍后重新申请。', withdrawnOn: '2026-11-26' },
  termination: { reason: '申请人在约定的期限内没有补正材料，经两次联系仍表示不再办理。', legalBasis: [] },
  'hand-over': {
    from: '新华街道办事处', to: CASE.ownerName, way: '寄递', parcel: 'SL0000000017CN', returnTo: '新华街道', listSm3: '5f'.repeat(32),
    papers: [{ name: '食品经营许可申请书', originals: 1, copies: 0 }, { name: '营业执照', originals: 0, copies: 1, sm3: '6e'.repeat(32) }],
  },
}

/** Facts of a kind as the flow would draw them up. */
export function sampleFacts<Kind extends DocumentKind>(kind: Kind, changes: Partial<FactsOf<Kind>> = {}): DocumentFacts {
  // Safe: kind and data come from the same row of the table; the tests check the result against its schema.
  return {
    kind, number: documentNumber('花市监', kind, ISSUED_ON[kind], 17), issuedOn: ISSUED_ON[kind], isLicence: true, case: CASE, clock: CLOCK,
    data: DATA[kind], basis: [], ...changes,
  } as unknown as DocumentFacts
}

/** The facts with some of the data replaced; undefined takes a member out. */
export function withData(kind: DocumentKind, changes: Record<string, unknown>): DocumentFacts {
  const facts = sampleFacts(kind)
  return documentFactsOf(JSON.parse(JSON.stringify({ ...facts, data: { ...facts.data, ...changes } })))
}
