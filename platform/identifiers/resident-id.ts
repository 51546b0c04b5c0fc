/** 公民身份号码 (GB 11643): eighteen characters with a MOD 11-2 check. */
import { isDay, type Day } from '../day.ts'
import { findProvince } from './provinces.ts'
import { invalid, valid, type Verdict } from './verdict.ts'

const PATTERN = /^[1-9]\d{16}[\dXx]$/
const FIRST_GENERATION = /^\d{15}$/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
/** The check character for each remainder of the weighted sum by 11. */
const CHECK_CHARACTERS = '10X98765432'
const BIRTH_YEAR_MIN = '1800'

/** A final lower-case x stands for X; nothing else is forgiven. Abolished county codes stay valid, so only the province is checked. */
export function validateResidentId(value: string, today: Day): Verdict {
  if (FIRST_GENERATION.test(value)) return invalid('这是第一代身份证的 15 位号码，已经停用，请填写 18 位号码')
  if (!PATTERN.test(value)) return invalid('身份证号码应是 18 位：前 17 位是数字，最后一位是数字或 X，中间不能有空格或其他符号')
  const province = findProvince(value)
  if (province === undefined) return invalid(`身份证号码开头的 ${value.slice(0, 2)} 不是任何省份的代码，请核对`)
  const birth = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
  if (!isDay(birth)) return invalid(`身份证号码里的出生日期 ${birth} 不是真实的日期，请核对`)
  if (birth < BIRTH_YEAR_MIN) return invalid(`身份证号码里的出生日期 ${birth} 太早了，请核对`)
  if (birth > today) return invalid(`身份证号码里的出生日期 ${birth} 还没有到，请核对`)
  if (checkCharacterOf(value) !== value.slice(17).toUpperCase()) return invalid('身份证号码的最后一位与前 17 位不符，可能输错了一位，请逐位核对')
  const sex = Number(value[16]) % 2 === 1 ? '男' : '女'
  return valid(`身份证号码有效：首次登记在${province}，${dayText(birth)}出生，${sex}`)
}

function checkCharacterOf(value: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(value[index]), 0)
  return CHECK_CHARACTERS[sum % 11]
}

function dayText(day: Day): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}
