import { FORMS, type Column, type Table } from './column.ts'

export type Columns = Readonly<Record<string, string>>
export interface Fault { column: string; message: string }

/**
 * Everything that is wrong with a row by the rules of its table; the same rules hold here, where it is mended, and in the
 * simulator. Pure.
 */
export function faultsOf({ columns: rules }: Pick<Table, 'columns'>, columns: Columns): Fault[] {
  const known = new Set(rules.map(({ name }) => name))
  const strange = Object.keys(columns).filter((name) => !known.has(name)).map((name) => ({ column: name, message: '这张表没有这一列' }))
  return [...strange, ...rules.flatMap((rule) => {
    const message = faultOf(rule, columns[rule.name])
    return message === undefined ? [] : [{ column: rule.name, message: `${rule.label}${message}` }]
  })]
}

function faultOf({ isRequired, max, codes, form, personal }: Column, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return isRequired ? '不能为空' : undefined
  if (personal === 'withheld') return '是个人信息，不得报送'
  if ([...value].length > max) return `最多 ${max} 个字`
  if (value !== value.toWellFormed() || /[\0-\x08\x0b\x0c\x0e-\x1f]/.test(value)) return '有不能传输的字符'
  if (codes && !Object.hasOwn(codes, value)) return `只能是 ${Object.entries(codes).map(([code, words]) => `${code}（${words}）`).join('、')}`
  return form && !FORMS[form].pattern.test(value) ? `应当是${FORMS[form].words}` : undefined
}

/** What is filled in, in the length the table takes: free text is cut, and what is empty is left out. Nothing else is changed. Pure. */
export function fitted({ columns: rules }: Pick<Table, 'columns'>, columns: Readonly<Record<string, string | undefined>>): Columns {
  const maxOf = new Map(rules.map(({ name, max }) => [name, max]))
  return Object.fromEntries(Object.entries(columns).flatMap(([name, value]) => {
    const clean = value === undefined ? '' : plain(value)
    return clean ? [[name, cut(clean, maxOf.get(name) ?? 0)]] : []
  }))
}

/** Without what cannot be sent and without blanks around it. */
export function plain(text: string): string {
  return text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '').trim()
}

function cut(text: string, max: number): string {
  const letters = [...text]
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('')}…`
}
