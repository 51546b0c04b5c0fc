/** 统一社会信用代码 (GB 32100): eighteen characters of a 31-character alphabet with a MOD 31 check. */
import { divisionText } from './provinces.ts'
import { invalid, valid, type Verdict } from './verdict.ts'

/** Without I, O, S, V, Z, which are easily misread. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const PATTERN = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** Registration department and category together. Others of the alphabet are valid, only without a name here. */
const ORGANISATION_KINDS: ReadonlyMap<string, string> = new Map([
  ['11', '机关'], ['12', '事业单位'], ['13', '编办批准的群众团体等'], ['51', '社会团体'], ['52', '民办非企业单位'],
  ['91', '企业'], ['92', '个体工商户'], ['93', '农民专业合作社'],
])

export function validateUscc(value: string): Verdict {
  if (!PATTERN.test(value)) return invalid(faultOf(value))
  if (checkCharacterOf(value) !== value[17]) return invalid('统一社会信用代码的最后一位与前 17 位不符，可能输错了一位，请逐位核对')
  const prefix = value.slice(0, 2)
  const kind = ORGANISATION_KINDS.get(prefix) ?? `登记管理部门代码 ${prefix[0]}、机构类别代码 ${prefix[1]}`
  return valid(`统一社会信用代码有效：${kind}，登记地 ${divisionText(value.slice(2, 8))}，主体标识码 ${value.slice(8, 17)}`)
}

function faultOf(value: string): string {
  if (value.length !== 18) return `统一社会信用代码应是 18 位，现在是 ${value.length} 位，请核对`
  if (/[a-z]/.test(value)) return '统一社会信用代码的字母应是大写，请改正'
  if (/[IOSVZ]/.test(value)) return '统一社会信用代码不用字母 I、O、S、V、Z，可能与数字 1、0、5、2 混淆，请核对'
  if (/^[0-9A-Z]+$/.test(value)) return '统一社会信用代码的第 3 至 8 位是登记地区划，应是数字，请核对'
  return '统一社会信用代码只能有数字和大写字母，不能有空格或其他符号'
}

function checkCharacterOf(value: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(value.charAt(index)), 0)
  return ALPHABET[(31 - (sum % 31)) % 31]
}
