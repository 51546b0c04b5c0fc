import { broken, type CellCheck } from './cells.ts'

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** Owner's credit code, level, and the rest; the head TE marks a body that has been given no credit code. */
const OWNER = '(?:[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}|TE\\d{6}[0-9A-Z]{10})'

/** 业务办理项编码, of the province's catalogue (44) or the nation's (00). */
export const NATIONAL_OR_PROVINCIAL = new RegExp(`^${OWNER}[1-7](?:44|00)\\d{12}$`)
const CODE = new RegExp(`^${OWNER}[1-7]44\\d{10}(?:\\d{2})?$`)

/** 实施编码 (31) or 业务办理项编码 (33). Whether the credit code in it passes its own check is judged with the whole file. */
export const checkCode: CellCheck = (value) => {
  if (typeof value !== 'string') return broken(value === null ? '不能为空（null）' : '应是文字')
  if (CODE.test(value)) return undefined
  return broken(codeFault(value))
}

/** Whether the 18 characters pass the check of GB 32100. */
export function passesCreditCheck(creditCode: string): boolean {
  const sum = CREDIT_WEIGHTS.reduce((total, weight, at) => total + weight * CREDIT_ALPHABET.indexOf(creditCode[at] ?? ''), 0)
  const known = [...creditCode].every((character) => CREDIT_ALPHABET.includes(character))
  return known && creditCode.length === 18 && CREDIT_ALPHABET[(31 - sum % 31) % 31] === creditCode[17]
}

function codeFault(value: string): string {
  if (value.trim() === '') return '是空的'
  if (/\s/.test(value)) return '编码里有空格或换行'
  if (/[a-z]/.test(value)) return '编码里有小写字母'
  if (/[^0-9A-Z]/.test(value)) return '编码里有数字、大写字母以外的字符'
  if (value.endsWith('00Y')) return '是主项编码（以 00Y 结尾），不是可以办理的事项'
  if (value.length !== 31 && value.length !== 33) return `有 ${value.length} 位，应是 31 位或 33 位`
  return '各段不合编码规则：18 位信用代码、1 位层级、12 位以 44 开头的基本编码'
}
