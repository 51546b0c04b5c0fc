/** 投资项目代码 (GB/T 40058): YYYY-AAAAAA-DD-TT-NNNNNC. How C is reckoned is not public, so only the structure is checked. */
import { divisionText } from './provinces.ts'
import { invalid, valid, type Verdict } from './verdict.ts'

const PATTERN = /^(\d{4})-(\d{6})-(\d{2})-(\d{2})-\d{5}[\dX]$/

export function validateProjectCode(value: string): Verdict {
  const [, year, division = '', department, type] = PATTERN.exec(value) ?? []
  if (year === undefined) return invalid('投资项目代码应形如 2026-440114-04-01-123456：年份、地区、部门、类型、随机码，用短横线分开，最后一位是数字或大写 X')
  return valid(`投资项目代码结构正确：${year}年，地区 ${divisionText(division)}，中央业务指导部门代码 ${department}，项目类型代码 ${type}；校验码的算法没有公开，未核对真伪`)
}
