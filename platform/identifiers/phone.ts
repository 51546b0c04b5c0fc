/** A mainland mobile number: eleven digits, no country code, no separators. */
import { invalid, valid, type Verdict } from './verdict.ts'

export function validatePhone(value: string): Verdict {
  if (/^1[3-9]\d{9}$/.test(value)) return valid('手机号码有效：中国大陆手机号码')
  if (/^(\+|00)?86\D?1[3-9]/.test(value)) return invalid('请去掉国家代码，只填 11 位手机号码')
  if (/[^0-9]/.test(value)) return invalid('手机号码只能有数字，请去掉空格、短横线等符号')
  if (value.length !== 11) return invalid(`手机号码应是 11 位，现在是 ${value.length} 位，请核对`)
  return invalid('手机号码应以 13 至 19 开头，请核对')
}
