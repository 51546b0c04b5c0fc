/** What an exchange table is, as data. The names were read; what was not read about a rule is a default of ours and says so. */

/** The rules a column may have beside its name. */
export type RuleName = 'isRequired' | 'max' | 'codes' | 'form'

export interface Column {
  readonly name: string
  readonly label: string
  readonly isRequired?: true
  /** Letters, not bytes. */
  readonly max: number
  readonly codes?: Readonly<Record<string, string>>
  readonly form?: Form
  /** sealed: encrypted here and on the way · withheld: stands in the shape and is never sent. */
  readonly personal?: 'sealed' | 'withheld'
  /** Filled in by the exchange itself when a version of the row is made. */
  readonly stamp?: Stamp
  /** Says which case or row it is: cannot be mended. */
  readonly isFixed?: true
  /** The rules that were read; all others are defaults (默认值). */
  readonly read?: readonly RuleName[]
  readonly note?: string
}

export type Form = keyof typeof FORMS
export type Stamp = 'guid' | 'batch' | 'operation' | 'time' | 'source' | 'version'
export type Family = 'national' | 'guangdong' | 'rating'

export interface Table {
  readonly id: string
  readonly label: string
  readonly family: Family
  readonly columns: readonly Column[]
  readonly note?: string
}

export const FAMILIES: Readonly<Record<Family, string>> = { national: '国家汇聚表（up_pro_*）', guangdong: '省业务环节表（EX_GDBS_*）', rating: '好差评' }
export const FAMILY_IDS = ['national', 'guangdong', 'rating'] as const satisfies readonly Family[]

/** How a text has to look, with the words for somebody who has to mend it. */
export const FORMS = {
  moment: { pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, words: '时间，如 2026-03-02 09:00:00' },
  day: { pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, words: '日期，如 2026-03-02' },
  count: { pattern: /^(0|[1-9]\d{0,8})$/, words: '不小于 0 的整数' },
  item: { pattern: /^[0-9A-Z]{6,36}$/, words: '事项编码：6 到 36 位数字和大写字母' },
  division: { pattern: /^\d{6}(\d{3}|\d{6})?$/, words: '行政区划代码：6、9 或 12 位数字' },
  guid: { pattern: /^[0-9a-f]{32}$/, words: '32 位十六进制' },
} as const

type More = Omit<Column, 'name' | 'label' | 'max'>

/** A column in one line. */
export function column(name: string, label: string, max: number, more: More = {}): Column {
  return { name, label, max, ...more }
}

export const required = { isRequired: true } as const
