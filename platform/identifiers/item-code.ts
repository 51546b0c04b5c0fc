/**
 * The code of a service item: 实施编码 of 31 characters (credit code of the organ, level, basic code) or 业务办理项编码 of 33 (two digits
 * more). The embedded credit code is not verified: some organs' own codes fail the check.
 */
import { invalid, valid, type Verdict } from './verdict.ts'

const PATTERN = /^([0-9A-Z]{18})([1-7])((\d{2})(\d{2})\d{5}(\d{3}))(\d{2})?$/
const PARENT = /^[0-9A-Z]{18}[1-7]\d{9}00Y/
const BASIC = /^\d{9}(\d{3}|00Y)$/

/** 行使层级 (GB/T 39046 A.2). */
const LEVELS = ['', '国家级', '省级', '市级', '县级', '镇（街道）级', '村（社区）级', '分级管理'] as const
/** The catalogue's own meaning of its type digits: 20 is another thing in Guangdong's than in the national one. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['4401', '行政许可'], ['4405', '行政给付'], ['4407', '行政确认'], ['4408', '行政奖励'], ['4409', '行政裁决'], ['4420', '其他行政权力'], ['4421', '公共服务'],
  ['0001', '行政许可'], ['0005', '行政给付'], ['0007', '行政确认'], ['0008', '行政奖励'], ['0009', '行政裁决'], ['0010', '其他行政权力'], ['0020', '公共服务'],
])
const CATALOGUES: ReadonlyMap<string, string> = new Map([['44', '广东省目录'], ['00', '国家目录']])

export function validateItemCode(value: string): Verdict {
  const [, organ, level, basic, catalogue = '', type = '', child, business] = PATTERN.exec(value) ?? []
  if (organ === undefined) return invalid(faultOf(value))
  const what = business === undefined ? '实施编码' : `业务办理项编码（第 ${business} 个业务办理项）`
  const source = CATALOGUES.get(catalogue) ?? `目录 ${catalogue}`
  const typeText = TYPES.get(catalogue + type) ?? `事项类型 ${type}`
  const childText = child === '000' ? '没有子项' : `子项 ${child}`
  return valid(`${what}有效：实施主体 ${organ}，${LEVELS[Number(level)]}，基本编码 ${basic}（${source}，${typeText}，${childText}）`)
}

function faultOf(value: string): string {
  if (PARENT.test(value)) return '这是有子项的主项编码（以 00Y 结尾），不能直接办理，请填写具体子项的编码'
  if (BASIC.test(value)) return '这是 12 位基本编码，不含实施主体，请填写 31 位实施编码或 33 位业务办理项编码'
  if (value.length !== 31 && value.length !== 33) return `事项编码应是 31 位（实施编码）或 33 位（业务办理项编码），现在是 ${value.length} 位，请核对`
  return '事项编码应是 18 位实施主体代码（数字和大写字母）、1 位层级（1 至 7）和 12 位数字的基本编码，33 位的再加 2 位序号，请核对'
}
