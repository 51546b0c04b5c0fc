/** How a value is written down: in words, as one of some words, several of them … */
export type Kind = 'text' | 'long' | 'whole' | 'figure' | 'yes-no' | 'lines' | 'day' | 'organisation' | { one: Words } | { some: Words } | { number: Words }
type Words = Readonly<Record<string, string>>

/** `isRequired`: it stays in the item even when empty. */
export interface Entry { path: string; title: string; kind: Kind; isRequired: boolean; help?: string }
export interface Group { title: string; entries: readonly Entry[] }
export interface List { path: string; title: string; help: string; columns: readonly Entry[]; blank: Readonly<Record<string, unknown>> }

const must = (path: string, title: string, kind: Kind = 'text', help?: string): Entry =>
  ({ path, title, kind, isRequired: true, ...(help !== undefined && { help }) })
const may = (path: string, title: string, kind: Kind = 'text', help?: string): Entry =>
  ({ path, title, kind, isRequired: false, ...(help !== undefined && { help }) })

const TYPES = {
  '01': '行政许可', '02': '行政处罚', '03': '行政强制', '04': '行政征收', '05': '行政给付', '06': '行政检查', '07': '行政确认', '08': '行政奖励', '09': '行政裁决', '10': '其他行政权力', '20': '公共服务',
}
const PAUSES = {
  hearing: '听证', bidding: '招标', auction: '拍卖', inspection: '检验', testing: '检测', quarantine: '检疫', appraisal: '鉴定', 'expert-review': '专家评审', publicity: '公示',
}
const SERVED = { 1: '自然人', 2: '企业法人', 3: '事业法人', 4: '社会组织法人', 5: '行政机关', 6: '其他组织' }
const LEVELS = { 1: '国家级', 2: '省级', 3: '市级', 4: '县级', 5: '镇（乡、街道）级', 6: '村（社区）级', 7: '分级管理' }
const WAYS = { 1: '窗口办理', 2: '电脑端网上办理', 3: '移动端网上申请', 4: '快递申请', 9: '其他' }
const OUTCOMES = { 出证办结: '出证办结', 出文办结: '出文办结', 审批办结: '审批办结', 其他: '其他' }
const FIELD_KINDS = {
  text: '短文字', 'long-text': '长文字', day: '日期', phone: '手机号', 'resident-id': '身份证号', uscc: '统一社会信用代码', 'project-code': '投资项目代码', address: '地址',
}

/** The single fields of an item, as the editor groups them. */
export const GROUPS: readonly Group[] = [
  {
    title: '是什么',
    entries: [
      must('name', '事项名称'),
      must('everydayNames', '日常用语', 'lines', '群众平时怎么叫，一行一个'),
      must('type', '事项类型', { one: TYPES }),
      may('basicCode', '基本编码'),
      must('organisation', '实施主体', 'organisation'),
      must('receivingOrganisation', '受理部门', 'organisation'),
      must('useLevel', '行使层级', { one: LEVELS }),
      must('audience', '面向', { some: { person: '个人', enterprise: '企业和单位' } }),
      must('serverTypes', '服务对象', { some: SERVED }),
      may('personThemes', '自然人主题', 'lines', '主题分类，一行一个；写了就须与“面向”一致'),
      may('enterpriseThemes', '法人主题', 'lines'),
    ],
  },
  {
    title: '多久办好',
    entries: [
      must('kind', '办件类型', { one: { instant: '即办件', promised: '承诺件' } }),
      must('decidedAtWindow', '窗口当场决定', 'yes-no', '只有即办件可以选“是”'),
      must('statutoryWorkingDays', '法定工作日', 'whole'),
      must('promisedWorkingDays', '承诺工作日', 'whole', '不得多于法定工作日'),
      may('limitNote', '时限说明', 'long'),
      must('specialProcedures', '特别程序', { some: PAUSES }),
    ],
  },
  {
    title: '怎么办',
    entries: [
      must('visits', '到现场次数', 'whole'),
      may('visitReason', '必须现场办理的原因', 'long', '次数大于 0 时必填'),
      must('handleForms', '办理形式', { some: WAYS }),
      must('onlineDepth', '网办深度', { number: { 1: 'Ⅰ级', 2: 'Ⅱ级', 3: 'Ⅲ级', 4: 'Ⅳ级（全程网办）' } }),
      must('express', '快递', 'yes-no'),
      must('bookable', '预约', 'yes-no'),
      must('conditions', '受理条件', 'lines', '一行一条'),
    ],
  },
  {
    title: '收费、结果和电话',
    entries: [
      must('fee.charged', '收费', 'yes-no'),
      must('fee.payableOnline', '网上支付', 'yes-no'),
      may('fee.basis', '收费依据', 'long'),
      must('outcome.name', '结果名称'),
      must('outcome.kind', '结果类型', { one: OUTCOMES }),
      may('outcome.validity', '有效期'),
      must('outcome.sample', '有结果样本', 'yes-no'),
      may('consultPhone', '咨询电话'),
      may('complaintPhone', '投诉电话', 'text', '不得与咨询电话相同'),
    ],
  },
  {
    title: '来源和生效',
    entries: [
      must('standing', '内容性质', { one: { official: '已核', example: '示例' } }, '每个数字都在公布的文件里读过，才选“已核”'),
      may('sourceNote', '来源说明', 'long'),
      must('effectiveFrom', '生效日期', 'day', '早于今天的，从发布当天起生效'),
      may('effectiveTo', '失效日期', 'day'),
    ],
  },
]

/** What can be said of a material, but for the answers under which it is asked for: those are ticked in the decision table. */
export const MATERIAL: readonly Entry[] = [
  must('name', '名称'), must('need', '必要性', { one: { required: '必要', optional: '非必要', deferrable: '容缺后补' } }),
  must('source', '来源', { one: { applicant: '申请人自备', government: '政府部门核发', shared: '数据共享' } }), may('issuer', '核发机关'),
  must('originals', '原件', 'whole', '到窗口办要交几份'), must('copies', '复印件', 'whole', '只在网上交的，原件、复印件都写 0'), may('guidance', '填报须知', 'long', '怎么准备，写给群众看'),
  must('checks', '受理标准', 'lines', '窗口核对什么，一行一条'), may('legalBasis', '依据'),
]
export const BLANK_MATERIAL = { name: '', need: 'required', originals: 0, copies: 0, source: 'applicant', checks: [] }

/** What can be said of a field of the form. */
export const FORM_FIELD: readonly Entry[] = [
  must('title', '字段名称', 'text', '群众看到的问法'), must('isRequired', '必填', 'yes-no'),
  must('type', '类型', { one: { string: '文字', number: '数字', integer: '整数', boolean: '是否' } }),
  may('x-kind', '种类', { one: FIELD_KINDS }, '决定用什么输入、怎样核对'), may('enum', '选项', 'lines', '一行一个，群众选一个'), may('description', '说明', 'long', '写在字段下面'),
  may('maxLength', '最多字数', 'whole'), may('minLength', '最少字数', 'whole'), may('minimum', '最小值', 'figure'), may('maximum', '最大值', 'figure'),
  may('x-visibility', '谁可以看', { one: { public: '公开', applicant: '申请人', handling: '申请人和办理人', sealed: '密封' } }, '没有选就是申请人和办理人'),
  may('x-personal', '个人信息', 'yes-no', '加密保存，看到的是遮盖过的；身份证号、手机号不选也算'),
]

/** The parts with editors of their own, as the server names places in them. */
const PLACES: readonly { path: string; title: string; columns: readonly Entry[] }[] = [
  { path: 'situations', title: '问题', columns: [must('question', '问题'), may('when', '前提')] },
  { path: 'materials', title: '材料', columns: [...MATERIAL, may('when', '勾选')] },
  { path: 'form', title: '表单', columns: [] }, { path: 'limitsByAnswer', title: '分情形时限', columns: [may('when', '勾选')] },
]

/** The other lists of an item, each a table. */
export const LISTS: readonly List[] = [
  { path: 'fee.entries', title: '收费项目', help: '收费的事项在这里列项目和标准。', blank: { name: '', standard: '' }, columns: [must('name', '项目'), must('standard', '标准')] },
  { path: 'legalBasis', title: '依据', help: '大意用自己的话写，不抄条文。', blank: { law: '' }, columns: [
    must('law', '法律法规'), may('article', '条款'), may('gist', '大意', 'long'),
  ] },
  { path: 'flow', title: '流程', help: '按先后，一个环节一行。', blank: { name: '', unit: '' }, columns: [
    must('name', '环节'), must('unit', '承办单位'), may('workingDays', '工作日', 'whole'),
  ] },
  { path: 'questions', title: '常见问题', help: '一问一行。', blank: { question: '', answer: '' }, columns: [
    must('question', '问', 'long'), must('answer', '答', 'long'),
  ] },
  { path: 'places', title: '地点', help: '一个办理地点一行。', blank: { name: '' }, columns: [must('name', '地点'), may('address', '地址'), may('hours', '时间')] },
]

/** What a person calls the place a path of the server means. */
export function titleOf(path: string): string {
  if (path === 'joint' || path.startsWith('joint.')) return jointTitle(path)
  const entry = GROUPS.flatMap(({ entries }) => entries).find((one) => path === one.path || path.startsWith(`${one.path}.`))
  if (entry) return entry.title
  const inside = GROUPS.flatMap(({ entries }) => entries).filter((one) => one.path.startsWith(`${path}.`))
  if (inside[0]) return `${inside[0].title}等`
  const list = [...PLACES, ...LISTS].find((one) => path === one.path || path.startsWith(`${one.path}.`))
  if (!list) return '整个事项'
  const [row, ...rest] = path.slice(list.path.length + 1).split('.')
  const column = list.columns.find((one) => one.path === rest[0])?.title ?? ''
  return /^\d+$/.test(row ?? '') ? `${list.title}第 ${Number(row) + 1} 条${column === '' ? '' : `的${column}`}` : list.title
}

const JOINT_PLACES: Readonly<Record<string, string>> = {
  lead: '牵头部门', lanes: '包含的事项', fields: '字段对应', materials: '材料对应', checks: '自动核对',
  appointments: '预约', compositionNote: '事项构成的说明', readiness: '可办', caseType: '办法',
}
const LANE_PLACES: Readonly<Record<string, string>> = { itemCode: '事项', when: '什么时候要办', after: '先后', answers: '自己的问题' }

/** 'joint.lanes.1.after.0' → 包含的事项第 2 件的先后 */
function jointTitle(path: string): string {
  const [, part = '', row, inside = ''] = path.split('.')
  const title = JOINT_PLACES[part]
  if (title === undefined) return '一件事'
  if (row === undefined || !/^\d+$/.test(row)) return title
  const place = LANE_PLACES[inside]
  return part === 'lanes' ? `${title}第 ${Number(row) + 1} 件${place === undefined ? '' : `的${place}`}` : `${title}第 ${Number(row) + 1} 条`
}
