import { checkCode } from '../import/code-cell.ts'
import { broken, both, type CellCheck } from '../import/cells.ts'
import { phoneCell } from '../import/phone-cell.ts'
import { PAUSE_KINDS } from '#kernel'
import { condition, day, decimal, lines, names, onlyYes, plainLines, plainText, shape, whole, word, wordList, wording, yesNo, type CellKind } from './kinds.ts'
import {
  AUDIENCE_WORDS,
  DEPTH_WORDS,
  FIELD_KINDS,
  FIELD_TYPES,
  KIND_WORDS,
  LEVEL_WORDS,
  NEED_WORDS,
  OUTCOME_WORDS,
  SERVER_WORDS,
  SOURCE_WORDS,
  STANDING_WORDS,
  TYPE_NAMES,
  VISIBILITY_WORDS,
  WAY_WORDS,
} from './words.ts'

/** One column of a sheet, and the field of the item (or of its row) that it holds. */
export interface SheetColumn { title: string; field: string; kind: CellKind; isRequired: boolean; help: string }

/** One sheet: the items themselves, or one of the lists that belong to them, a row for each entry. */
export interface Sheet { name: string; says: string; columns: readonly SheetColumn[] }

const must = (title: string, field: string, kind: CellKind, help = ''): SheetColumn => ({ title, field, kind, isRequired: true, help })
const may = (title: string, field: string, kind: CellKind, help = ''): SheetColumn => ({ title, field, kind, isRequired: false, help })

/** Items of our own begin with SL (示例); all others carry the nation's structure. */
const itemCode: CellCheck = (value) => /^SL[0-9A-Z]{4,34}$/.test(String(value)) ? undefined : checkCode(value)
const code: CellKind = { says: '31 位实施编码或 33 位业务办理项编码；示例事项以 SL 开头', check: itemCode, read: (cell) => cell, write: String }
const phone: CellKind = {
  says: '区号-号码，几个用顿号隔开', check: both(phoneCell, (value) => String(value).length > 100 ? broken('太长，最多 100 个字') : undefined),
  read: (cell) => cell.trim(), write: String,
}
const body: CellKind = { ...plainText(260), says: '机构全称，与系统里登记的一样（或它的编号）' }
const id = shape(/^[A-Za-z0-9_-]{1,64}$/, '字母、数字、短横线，同一事项里不重复')
const itemOf = must('事项编码', 'code', code, '属于哪个事项，与“事项”表一致')
const depth: CellKind = { ...word(DEPTH_WORDS), read: (cell) => Number(word(DEPTH_WORDS).read(cell)) }
const days = whole(0, 3650)
const themes: CellKind = plainLines(20)

export const ITEM_SHEET: Sheet = {
  name: '事项', says: '每个事项一行。空着的格就是没有。',
  columns: [
    must('事项编码', 'code', code), may('基本编码', 'basicCode', shape(/^[0-9A-Z]{1,12}$/, '最多 12 位数字或大写字母')),
    must('事项名称', 'name', wording(500)), may('日常用语', 'everydayNames', lines(200), '群众平时怎么叫，帮助搜索'),
    must('事项类型', 'type', word(TYPE_NAMES)), must('实施主体', 'organisation', body), must('受理部门', 'receivingOrganisation', body),
    must('面向', 'audience', wordList(AUDIENCE_WORDS)), must('服务对象', 'serverTypes', wordList(SERVER_WORDS)), must('行使层级', 'useLevel', word(LEVEL_WORDS)),
    must('办件类型', 'kind', word(KIND_WORDS), '承诺时限写 0 的是即办件'), must('窗口当场决定', 'decidedAtWindow', yesNo, '只有即办件可以写“是”'),
    must('法定工作日', 'statutoryWorkingDays', days), must('承诺工作日', 'promisedWorkingDays', days, '不得多于法定工作日'), may('时限说明', 'limitNote', wording(500)),
    must('到现场次数', 'visits', whole(0, 9)), may('必须现场办理原因', 'visitReason', wording(500), '到现场次数大于 0 时必填'),
    must('办理形式', 'handleForms', wordList(WAY_WORDS)), must('网办深度', 'onlineDepth', depth),
    must('快递', 'express', yesNo), must('预约', 'bookable', yesNo),
    must('收费', 'fee.charged', yesNo, '收费的在“收费”表里列项目和标准'), must('网上支付', 'fee.payableOnline', yesNo), may('收费依据', 'fee.basis', wording(500)),
    may('受理条件', 'conditions', lines(1000)),
    must('结果名称', 'outcome.name', wording(200)), must('结果类型', 'outcome.kind', word(OUTCOME_WORDS)), may('有效期', 'outcome.validity', wording(100)),
    must('有结果样本', 'outcome.sample', yesNo), may('特别程序', 'specialProcedures', { ...wordList(PAUSE_KINDS), blank: [] }),
    may('咨询电话', 'consultPhone', phone), may('投诉电话', 'complaintPhone', phone, '不得与咨询电话相同'),
    must('内容性质', 'standing', word(STANDING_WORDS), '每个数字都在公布的文件里读过，才写“已核”'), may('来源说明', 'sourceNote', wording(500)),
    may('来源未载明', 'unstated', names, '导入时自动记下的字段名，一般不用改'),
    must('生效日期', 'effectiveFrom', day, '已经过去的日期不会让新版倒签：有改动的从导入当天起生效'), may('失效日期', 'effectiveTo', day),
    may('自然人主题', 'personThemes', themes), may('法人主题', 'enterpriseThemes', themes, '写了主题的，须与“面向”一致'),
  ],
}

/** The lists of an item; `field` names where they stand in it. */
export const LIST_SHEETS: readonly (Sheet & { field: string })[] = [
  {
    name: '情形', field: 'situations', says: '每个选项一行；同一个问题的各行，问题、说明、前提写得一样。',
    columns: [
      itemOf, must('问题编号', 'id', id), must('问题', 'question', wording(200)), may('问题说明', 'help', wording(500)), may('前提', 'when', condition, '只能用排在前面的问题'),
      must('选项编号', 'option.id', id), must('选项', 'option.label', wording(100)), may('选项说明', 'option.help', wording(300)),
    ],
  },
  {
    name: '材料', field: 'materials', says: '每份材料一行。',
    columns: [
      itemOf, must('材料编号', 'id', id), must('材料名称', 'name', wording(200)), must('必要性', 'need', word(NEED_WORDS)), may('前提', 'when', condition),
      must('原件份数', 'originals', whole(0, 20)), must('复印件份数', 'copies', whole(0, 20)), must('材料来源', 'source', word(SOURCE_WORDS)),
      may('核发机关', 'issuer', wording(200)), may('填报须知', 'guidance', wording(500)), may('受理标准', 'checks', lines(200), '窗口逐条核对；补正通知由此写成'),
      may('要求提供的依据', 'legalBasis', wording(500)),
    ],
  },
  {
    name: '表单', field: 'form', says: '每个字段一行，按填写的顺序；“页”相同的在同一页上问。',
    columns: [
      itemOf, must('页', 'page', wording(100)), may('页说明', 'pageHelp', wording(300)),
      must('字段', 'name', shape(/^[a-z][a-zA-Z0-9]{0,63}$/, '小写字母开头的字母和数字')), must('字段名称', 'title', wording(100)),
      must('类型', 'type', word(FIELD_TYPES)), must('必填', 'required', yesNo), may('说明', 'description', wording(300)), may('选项', 'enum', plainLines(100)),
      may('最少字数', 'minLength', whole(0, 100_000)), may('最多字数', 'maxLength', whole(1, 100_000)), may('最小值', 'minimum', decimal), may('最大值', 'maximum', decimal),
      may('种类', 'x-kind', word(FIELD_KINDS)), may('前提', 'x-when', condition), may('谁可以看', 'x-visibility', word(VISIBILITY_WORDS), '空着就是申请人和办理人'),
      may('个人信息', 'x-personal', onlyYes, '写“是”的加密保存，办理的人看到的是遮盖过的；身份证号码和手机号不写也算'),
    ],
  },
  {
    name: '分情形时限', field: 'limitsByAnswer', says: '某些情形另有承诺时限的，每条一行，先写的先用。',
    columns: [itemOf, must('前提', 'when', condition), must('承诺工作日', 'promisedWorkingDays', days)],
  },
  { name: '收费', field: 'fee.entries', says: '每个收费项目一行。', columns: [itemOf, must('项目', 'name', wording(200)), must('标准', 'standard', wording(500))] },
  {
    name: '依据', field: 'legalBasis', says: '每条设定依据一行；大意用自己的话写，不抄条文。',
    columns: [itemOf, must('法律法规', 'law', wording(200)), may('条款', 'article', plainText(100)), may('大意', 'gist', wording(500))],
  },
  { name: '流程', field: 'flow', says: '每个环节一行，按先后。', columns: [
    itemOf, must('环节', 'name', wording(50)), must('承办单位', 'unit', wording(100)), may('工作日', 'workingDays', days),
  ] },
  { name: '常见问题', field: 'questions', says: '每问一行。', columns: [itemOf, must('问', 'question', wording(300)), must('答', 'answer', wording(1000))] },
  { name: '地点', field: 'places', says: '每个办理地点一行。', columns: [
    itemOf, must('地点', 'name', wording(200)), may('地址', 'address', wording(300)), may('时间', 'hours', wording(200)),
  ] },
]

export const SHEETS: readonly Sheet[] = [ITEM_SHEET, ...LIST_SHEETS]
/** The sheet that explains the others; never read. */
export const GUIDE_SHEET = '填写说明'
