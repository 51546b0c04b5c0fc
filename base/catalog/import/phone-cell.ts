import { hasAreaCode, phonesIn, withoutPhones } from '../phones.ts'
import { broken, odd, text, type CellCheck } from './cells.ts'

/** Letters where a clerk tried out the form and the try was published: it says nothing, and must not stop the import. */
const SCRATCH = /^(?:无|0{4})[a-z]{1,4}$/
const ADDRESSES = /(?:https?:\/\/|www\.)[\x21-\x7e]+|[\w.-]+@[\w.-]+|(?<=微信号?[:：])[\w-]+/g
const HAN = /\p{Script=Han}/u
/** What may stand between numbers where there are no words: separators, and extensions such as 2-1. */
const BETWEEN = /^(?:[\s、，,；;/。.()（）]|(?<!\d)\d-\d(?!\d))*$/
const CITY_OF_EIGHT_DIGITS = /^[(（]?(?:86 ?)?0?20[)）]?[-—–－ ]*(?:\d{6,7}|\d{9})$/
const UNUSUAL = /[—–－]|--|\d \d|- |^00/
const CONTACT_CHARACTERS_MAX = 500
const PHONE_CHARACTERS_MAX = 100

/** A telephone cell: one number or several, perhaps with words; “无” is allowed where it is used. */
export const phoneCell: CellCheck = (value) => {
  const verdict = text(CONTACT_CHARACTERS_MAX)(value)
  if (verdict?.severity === 'error') return verdict
  const cell = String(value).trim()
  if (SCRATCH.test(cell)) return odd('像是试填留下的字样，不是电话', '已按没有电话处理，请补上真实的号码')
  return phoneFault(cell) ?? phoneOddity(cell) ?? verdict
}

/** What to show as the telephone of an item: the cell itself, or only its numbers where it is a long text; undefined for none. */
export function phoneOf(cell: string): string | undefined {
  const phones = phonesIn(cell)
  if (phones.length === 0) return undefined
  const short = cell.trim()
  if (short.length <= PHONE_CHARACTERS_MAX && !short.match(ADDRESSES)) return short
  const fitting = phones.filter((_, at) => phones.slice(0, at + 1).join('、').length <= PHONE_CHARACTERS_MAX)
  return [...new Set(fitting)].join('、')
}

function phoneFault(cell: string): ReturnType<CellCheck> {
  if (phonesIn(cell).length === 0) return broken('没有电话号码', '请写带区号的号码，例如 020-12345678；没有的写“无”')
  const bare = cell.replace(ADDRESSES, '')
  if (/[A-Za-z]/.test(bare)) return broken('号码里夹了字母', '请改成数字')
  if (!HAN.test(bare) && !BETWEEN.test(withoutPhones(bare))) return broken(`有不成号码的部分“${withoutPhones(bare).trim()}”`, '请逐个核对号码')
  return undefined
}

function phoneOddity(cell: string): ReturnType<CellCheck> {
  const phones = phonesIn(cell)
  const remarks = [
    ...(phones.some((phone) => !hasAreaCode(phone)) ? ['有号码没有区号'] : []),
    ...(phones.some((phone) => CITY_OF_EIGHT_DIGITS.test(phone)) ? ['020 后应是八位，有号码位数不对'] : []),
    ...(UNUSUAL.test(cell) ? ['区号、连字符或空格写得不规范'] : []),
    ...(cell.length > PHONE_CHARACTERS_MAX || cell.match(ADDRESSES) ? ['夹有地址、网址等别的内容'] : []),
  ]
  return remarks.length > 0 ? odd(remarks.join('；'), '已照收，请在来源里写成“区号-号码”，多个用顿号隔开') : undefined
}
