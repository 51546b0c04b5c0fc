import { both, broken, chinese, listOf, matching, odd, oneOf, orNone, orNull, text, type CellCheck } from './cells.ts'
import { checkCode, NATIONAL_OR_PROVINCIAL } from './code-cell.ts'
import { promisedLimit, statutoryLimit } from './limits.ts'
import { phoneCell } from './phone-cell.ts'
import { isNone, NONE, type Column } from './source-row.ts'

export interface ColumnRule {
  label: string
  check: CellCheck
  /** What to do where the check itself names nothing better. */
  suggestion: string
}

/** Provincial code of 事项类型 → its name. The province's 20 and 21 are not the nation's. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
  '01': '行政许可', '05': '行政给付', '07': '行政确认', '08': '行政奖励', '09': '行政裁决', 20: '其他行政权力', 21: '公共服务',
}
/** Level of the owner → 行使层级代码. */
export const LEVEL_CODES: Readonly<Record<string, string>> = { 省级: '2', 市级: '3', 县级: '4', 区级: '4', 镇级: '5', 村级: '6' }
/** 服务对象 → codes of GB/T 39046 A.4, which does not know 非法人企业. */
export const SERVER_TYPES: Readonly<Record<string, string>> = {
  自然人: '1', 企业法人: '2', 事业法人: '3', 社会组织法人: '4', 行政机关: '5', 非法人企业: '6', 其他组织: '6',
}
export const NO_WINDOW = '无线下办理窗口'
export const PLACE_PREFIX = '办理地点：'

const NAME_CHARACTERS_MAX = 200
const CONDITION_CHARACTERS_MAX = 2000
const LEVELS = Object.keys(LEVEL_CODES)
const STAGES = '(?:受理|审核|决定与公开|证件制定与送达)'
const TAKER = `(?:国家级|${LEVELS.join('|')})\\p{Script=Han}{2,12}（${STAGES}(?:,${STAGES})*）`
const CO_DEPARTMENTS = new RegExp(`^${TAKER}(?:、${TAKER})*$`, 'u')
const AREA_NAME = /^广东省(?:\p{Script=Han}{2,10}[市州](?:\p{Script=Han}{1,10}(?:区|县|市|镇|街道))?)?$/u
const HOST = /^(?:(?:[a-z0-9_-]+\.)+[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3})$/i

const name = chinese(NAME_CHARACTERS_MAX)
const bodyName = matching(/^[\p{Script=Han}A-Za-z()（）、· ]+$/u, '机构名称，不含数字和其他符号')
/** More than three has not been seen. */
const visits = matching(/^[0-5]$/, '0 到 5 的一位数字')
const theme = matching(/^[\p{Script=Han}（）、]{2,20}$/u, '2 到 20 个汉字的主题')
const yesNo = oneOf(['是', '否'])
const link: CellCheck = both(both(text(2000), matching(/^https?:\/\/\S{4,}$/, '以 http:// 或 https:// 开头、没有空格的网址')), (value) => {
  const host = URL.canParse(String(value)) ? new URL(String(value)).hostname : ''
  return HOST.test(host) ? undefined : broken('不是可以打开的网址')
})

/** Every column of the source, in its order: how a good cell looks and what to do about a bad one. */
export const COLUMNS: Readonly<Record<Column, ColumnRule>> = {
  TASK_CODE: { label: '实施编码', check: checkCode, suggestion: '请按来源系统里的编码重填，31 位或 33 位' },
  ORGCODE: { label: '组织机构代码', check: matching(/^[0-9A-Z]{9}$/, '9 位数字或大写字母'), suggestion: '请填统一社会信用代码的第 9 到 17 位' },
  TASK_TYPE_TEXT: { label: '事项类型', check: oneOf(Object.values(TYPE_NAMES)), suggestion: '请填事项类型名称' },
  LIMIT_SCENE_NUM: { label: '到现场次数', check: visits, suggestion: '请填要到现场几次，不用到现场写 0' },
  TASK_STATE: { label: '事项状态', check: orNull(oneOf(['在用', '暂停', '取消', '1', '2', '3'])), suggestion: '请填事项状态，没有的留空值' },
  CATANAME: { label: '主项名称', check: name, suggestion: '请填主项名称' },
  DEPT_NAME: { label: '实施主体', check: both(chinese(100), bodyName), suggestion: '请填实施主体的全称' },
  AREA_CODE_TEXT: { label: '区划名称', check: matching(AREA_NAME, '“广东省”或“广东省某市”'), suggestion: '请填区划全称，例如 广东省广州市' },
  parentCatalogId: { label: '主项编码', check: matching(/^44\d{7}(?:000|00Y)$/, '44 开头的 12 位，以 000 或 00Y 结尾'), suggestion: '请按基本目录填主项编码' },
  TASK_TYPE: { label: '事项类型代码', check: oneOf(Object.keys(TYPE_NAMES)), suggestion: '请填两位的事项类型代码' },
  TASK_NAME: { label: '事项名称', check: name, suggestion: '请填事项名称' },
  subTaskName: { label: '业务办理项名称', check: orNull(name), suggestion: '请填业务办理项名称，没有的留空值' },
  parentCatalogName: { label: '主项名称', check: name, suggestion: '请填主项名称' },
  CATAID: { label: '基本编码', check: matching(/^44\d{10}$/, '44 开头的 12 位数字'), suggestion: '请填实施编码的第 20 到 31 位' },
  URL: { label: '网办地址', check: orNull(link), suggestion: '请填网办地址，不能网办的留空值' },
  TASK_TAG: { label: '事项标签', check: orNull(chinese(100)), suggestion: '请填标签文字，没有的留空值' },
  AREACODE: { label: '区划代码', check: matching(/^44\d{4}$/, '44 开头的 6 位数字'), suggestion: '请填 6 位区划代码，例如 440100' },
  subCatalogName: { label: '子项名称', check: name, suggestion: '请填子项名称' },
  ONLINECHECK: { label: '是否网办', check: oneOf(['0', '1']), suggestion: '请填 1（可网办）或 0' },
  matter_name: { label: '事项名称', check: name, suggestion: '请填事项名称' },
  matter_short: { label: '简称', check: orNull(orNone(chinese(NAME_CHARACTERS_MAX))), suggestion: '请填简称，没有的写“无”' },
  matter_daily: { label: '日常用语', check: orNull(orNone(chinese(NAME_CHARACTERS_MAX))), suggestion: '请填群众常用的叫法，没有的写“无”' },
  matter_code: {
    label: '业务办理项编码', check: orNone(matching(NATIONAL_OR_PROVINCIAL, '33 位业务办理项编码')), suggestion: '请填 33 位业务办理项编码，没有的写“无”',
  },
  matter_level: { label: '行使层级', check: oneOf(LEVELS), suggestion: '请填行使层级' },
  visit_number: { label: '到现场次数', check: visits, suggestion: '请填要到现场几次，不用到现场写 0' },
  co_department: {
    label: '联办机构', check: orNone(matching(CO_DEPARTMENTS, '“层级+部门（环节,环节）”，多个用顿号隔开')),
    suggestion: '请按“省级某某（受理,审核）”填写，没有的写“无”',
  },
  handle_location: { label: '办理地点', check: place, suggestion: `请以“${PLACE_PREFIX}”开头写地址，没有窗口的写“${NO_WINDOW}”` },
  handle_time: { label: '法定办结时限', check: statutoryLimit, suggestion: '请核对法定办结时限，写成例如 20(工作日)，没有的写“无”' },
  handle_time_limit: { label: '承诺办结时限', check: promisedLimit, suggestion: '请核对承诺办结时限，写成例如 5(工作日)，没有的写“无”' },
  matter_type: { label: '事项类型', check: oneOf(Object.values(TYPE_NAMES)), suggestion: '请填事项类型名称' },
  accept_standard: { label: '受理条件', check: orNone(conditions), suggestion: '请填受理条件，没有的写“无”' },
  consult_phone: { label: '咨询电话', check: orNone(phoneCell), suggestion: '请核对咨询电话' },
  courier_service: { label: '物流快递', check: oneOf(['是', '否', '不支持']), suggestion: '请填是、否或不支持' },
  bear_paltform: { label: '承办系统', check: orNone(chinese(100)), suggestion: '请填承办系统的名称，没有的写“无”' },
  complain_phone: { label: '监督电话', check: orNone(phoneCell), suggestion: '请核对监督投诉电话' },
  online_book: { label: '网上预约', check: yesNo, suggestion: '请填是或否' },
  online_book_addr: { label: '预约地址', check: orNone(link), suggestion: '请填预约网址，没有的写“无”' },
  district: { label: '所属层级', check: oneOf(LEVELS), suggestion: '请填所属层级' },
  theme_category: { label: '主题分类', check: listOf(theme, { entriesMin: 1, entriesMax: 20 }), suggestion: '请填主题的列表，例如 ["其他"]' },
  service_object_name: {
    label: '服务对象', check: listOf(oneOf(Object.keys(SERVER_TYPES)), { entriesMin: 1, entriesMax: 7 }),
    suggestion: '请填服务对象的列表，例如 ["自然人"]',
  },
  material_intro: { label: '申请材料', check: orNone(materials), suggestion: '请填材料名称的列表，不需要材料的写“无”' },
}

const materialList = listOf(chinese(NAME_CHARACTERS_MAX), { entriesMin: 0, entriesMax: 60 })

function materials(value: unknown): ReturnType<CellCheck> {
  const empty = Array.isArray(value) && value.length === 0
  return empty ? odd('列表是空的，看不出是不需要材料还是漏填', `不需要材料的请写“${NONE}”`) : materialList(value)
}

function place(value: unknown): ReturnType<CellCheck> {
  if (value === NO_WINDOW) return undefined
  if (value === `${PLACE_PREFIX}${NONE}`) return odd('写了地点，地点却是“无”', `没有窗口的请写“${NO_WINDOW}”`)
  const verdict = chinese(500)(value)
  if (verdict?.severity === 'error') return verdict
  const fits = String(value).startsWith(PLACE_PREFIX) && String(value).length > PLACE_PREFIX.length + 2
  return fits ? verdict : broken('不像办理地点')
}

/** The source cuts long texts off at the first line; what is left often ends in the colon before the list. */
function conditions(value: unknown): ReturnType<CellCheck> {
  if (typeof value === 'string' && isNone(value)) return odd('“无”后面多了句号', `已按没有条件处理，请写“${NONE}”`)
  const verdict = chinese(CONDITION_CHARACTERS_MAX)(value)
  if (verdict?.severity === 'error') return verdict
  return /[：:，、]$/.test(String(value).trim()) ? odd('话没有说完，后面的内容多半在来源里就截断了', '请补上完整的条件') : verdict
}
