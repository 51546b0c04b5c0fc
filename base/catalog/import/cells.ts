import type { Verdict } from './finding.ts'
import { NONE } from './source-row.ts'

/** Says what is wrong with the value of one cell; undefined when nothing is. */
export type CellCheck = (value: unknown) => Verdict | undefined

const UNREADABLE = /\uFFFD|锟斤拷|烫烫烫|屯屯屯|ï»¿|ï¿½|Ã[\u0080-\u00ff]|â€|[?？]{3,}|□□/
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u
const PICTURE = /\p{Extended_Pictographic}/u
const MARKUP = /<\/?[a-zA-Z!][^>]*>?|&(?:[a-z]{2,6}|#\d{1,5});/
/** Words that programs, spreadsheets and unfinished work leave where content should be. */
const LEFT_OVER = new RegExp(`^(?:${[
  'null', 'undefined', 'none', 'nan', 'nil', 'n/?a', 'true', 'false', '\\[object object\\]',
  '#(?:ref!|n/a|name\\?|value!|div/0!)', 'tbd', 'todo', 'test', '测试', '待定', '待补充', 'x{2,}', '-+',
].join('|')})$`, 'i')
const HAN = /\p{Script=Han}/gu

/** Text of 1 to `max` characters with nothing unreadable in it; spaces around it are odd, not wrong. */
export function text(max: number): CellCheck {
  return (value) => typeFault(value, '文字') ?? contentFault(String(value), max)
}

/** Text that says something in Chinese, `hanMin` characters of it at least. */
export function chinese(max: number, hanMin = 2): CellCheck {
  const check = text(max)
  return (value) => {
    const verdict = check(value)
    if (verdict?.severity === 'error') return verdict
    const words = String(value)
    if (MARKUP.test(words)) return broken('夹带了网页代码', '请只留文字')
    if ((words.match(HAN)?.length ?? 0) < hanMin) return broken(`看不出是中文内容，至少应有 ${hanMin} 个汉字`)
    return verdict
  }
}

/** Text of exactly this shape; `says` is the shape in words. */
export function matching(pattern: RegExp, says: string): CellCheck {
  return (value) => {
    const fault = typeFault(value, '文字') ?? (value === '' ? broken('是空的') : undefined)
    return fault ?? (pattern.test(String(value)) ? undefined : broken(`不合格式，应是${says}`))
  }
}

export function oneOf(values: readonly string[]): CellCheck {
  const fault = broken('不在允许的取值里', `请改为其中一个：${values.join('、')}`)
  return (value) => typeFault(value, '文字') ?? (values.includes(String(value)) ? undefined : fault)
}

export function orNull(check: CellCheck): CellCheck {
  return (value) => value === null ? undefined : check(value)
}

/** “无” stands for nothing. */
export function orNone(check: CellCheck): CellCheck {
  return (value) => value === NONE ? undefined : check(value)
}

/** The first verdict wins, so put the coarse check first. */
export function both(first: CellCheck, second: CellCheck): CellCheck {
  return (value) => {
    const verdict = first(value)
    return verdict?.severity === 'error' ? verdict : second(value) ?? verdict
  }
}

/** A list in which every entry passes and none stands twice. */
export function listOf(check: CellCheck, { entriesMin, entriesMax }: { entriesMin: number; entriesMax: number }): CellCheck {
  return (value) => {
    if (!Array.isArray(value)) return broken(`应是列表，这里是${kindOf(value)}`)
    if (value.length < entriesMin || value.length > entriesMax) return broken(`列表有 ${value.length} 项，应有 ${entriesMin} 到 ${entriesMax} 项`)
    const verdicts = value.flatMap((entry: unknown, at) => {
      const verdict = check(entry)
      return verdict ? [{ ...verdict, reason: `第 ${at + 1} 项${verdict.reason}` }] : []
    })
    const twice = value.findIndex((entry, at) => value.indexOf(entry) !== at)
    return verdicts.find(({ severity }) => severity === 'error')
      ?? (twice >= 0 ? broken(`第 ${twice + 1} 项与前面重复`, '请去掉重复的一项') : verdicts[0])
  }
}

export function broken(reason: string, suggestion?: string): Verdict {
  return { severity: 'error', reason, ...(suggestion !== undefined && { suggestion }) }
}

export function odd(reason: string, suggestion?: string): Verdict {
  return { severity: 'odd', reason, ...(suggestion !== undefined && { suggestion }) }
}

function typeFault(value: unknown, wanted: string): Verdict | undefined {
  if (typeof value === 'string') return undefined
  return broken(value === null ? '不能为空（null）' : `应是${wanted}，这里是${kindOf(value)}`)
}

function contentFault(value: string, max: number): Verdict | undefined {
  const words = value.trim()
  if (words === '') return broken('是空的')
  if (UNREADABLE.test(value) || !value.isWellFormed()) return broken('有乱码，多半是编码转换出错', '请从原系统按 UTF-8 重新导出这一格')
  if (INVISIBLE.test(value)) return broken('有看不见的控制字符', '请删去控制字符')
  if (PICTURE.test(value)) return broken('有表情符号', '请只留文字')
  if (LEFT_OVER.test(words)) return broken(`“${words}”是占位的字样，不是内容`)
  const characters = [...value].length
  if (characters > max) return broken(`有 ${characters} 个字，最多 ${max} 个`, `请缩短到 ${max} 个字以内`)
  return words === value ? undefined : odd('前后有多余的空格', '已去掉前后空格，请在来源里改正')
}

const KIND_NAMES: Readonly<Record<string, string>> = { number: '数字', boolean: '是非值', object: '对象', string: '文字' }

function kindOf(value: unknown): string {
  if (value === null) return '空值（null）'
  if (Array.isArray(value)) return '列表'
  return KIND_NAMES[typeof value] ?? '别的类型'
}
