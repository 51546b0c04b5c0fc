import { isDay } from '#platform/day'
import { both, broken, chinese, matching, oneOf, text, type CellCheck } from '../import/cells.ts'

/** How the cells of a column are written, checked and read. Every cell comes as text, whatever the spreadsheet held. */
export interface CellKind {
  /** For who fills it in. */
  says: string
  /** The only words allowed, where there are such. */
  words?: readonly string[]
  check: CellCheck
  read: (cell: string) => unknown
  write: (value: unknown) => string | number | Date
  /** How the spreadsheet is told to show it; without it, as text, just as it was typed. */
  format?: string
  /** What an empty cell stands for; without it, for nothing at all. */
  blank?: unknown
}

type Words = Readonly<Record<string, string>>
const LINES_MAX = 200
const same = (cell: string): string => cell.trim()

/** Words that say something in Chinese. */
export const wording = (max: number): CellKind =>
  ({ says: `文字，最多 ${max} 个字`, check: chinese(max, 1), read: same, write: String })

/** Text in which no Chinese is needed, such as a reference number. */
export const plainText = (max: number): CellKind => ({ says: `文字，最多 ${max} 个字`, check: text(max), read: same, write: String })

/** Text of exactly this shape; what programs leave where nothing was is not taken for a name. */
export const shape = (pattern: RegExp, says: string): CellKind => ({
  says, check: both((value) => /^(?:null|undefined|nan)$/i.test(String(value)) ? broken('是程序留下的字样，不是内容') : undefined, matching(pattern, says)),
  read: same, write: String,
})

/** One of these words, each standing for a code. */
export function word(codes: Words): CellKind {
  const names = Object.values(codes)
  return { says: '选一个词', words: names, check: oneOf(names), read: (cell) => codeOf(codes, cell), write: (value) => codes[String(value)] ?? String(value) }
}

/** Several of these words, with 、 between them. */
export function wordList(codes: Words): CellKind {
  const names = Object.values(codes)
  return {
    says: '一个或几个词，用顿号隔开', words: names, check: eachOf(entriesOf, oneOf(names)),
    read: (cell) => entriesOf(cell).map((entry) => codeOf(codes, entry)), write: (value) => listOf(value).map((code) => codes[code] ?? code).join('、'),
  }
}

/** Several texts, each on a line of its own within the cell. */
export const lines = (max: number): CellKind => ({ ...oneALine(chinese(max, 1), max), blank: [] })

/** The same where no Chinese is needed, such as the options of a choice; an empty cell says nothing. */
export const plainLines = (max: number): CellKind => oneALine(text(max), max)

/** Names of fields, with 、 between them. */
export const names: CellKind = {
  says: '一个或几个，用顿号隔开', check: eachOf(entriesOf, text(100)), read: entriesOf, write: (value) => listOf(value).join('、'),
}

/** Blank where it is not so. */
export const onlyYes: CellKind = { says: '是，或者空着', words: ['是'], check: oneOf(['是']), read: () => true, write: () => '是' }

export const yesNo: CellKind = {
  says: '是或否', words: ['是', '否'], check: oneOf(['是', '否']), read: (cell) => cell === '是', write: (value) => value === true ? '是' : '否',
}

export function whole(min: number, max: number): CellKind {
  const says = `${min} 到 ${max} 的整数`
  const check: CellCheck = (value) => /^\d{1,9}$/.test(String(value)) && Number(value) >= min && Number(value) <= max ? undefined : broken(`不合格式，应是${says}`)
  return { says, check, read: Number, write: Number, format: '0' }
}

export const decimal: CellKind = {
  says: '数字', check: matching(/^-?\d{1,12}(?:\.\d{1,6})?$/, '数字'), read: Number, write: Number, format: 'General',
}

export const day: CellKind = {
  says: '日期，例如 2026-03-02', check: (value) => isDay(String(value)) ? undefined : broken('不是真实的日期，应写成 2026-03-02 这样'), read: same,
  // A day of the spreadsheet itself: it can be sorted, and 2026/3/2 typed below it is one too.
  write: (value) => isDay(String(value)) ? new Date(`${String(value)}T00:00:00Z`) : String(value), format: 'yyyy-mm-dd',
}

/** Answers that must hold: premises=leased、lent；lessor=company. */
export const condition: CellKind = {
  says: '问题编号=选项编号；几个选项用顿号，几个问题用分号。空着就是总要', check: (value) => conditionOf(String(value)) ? undefined : broken('不合格式', '请写成“问题编号=选项编号、选项编号；问题编号=选项编号”'),
  read: (cell) => conditionOf(cell) ?? {},
  // Sorted: the database keeps the questions of a condition in an order of its own.
  write: (value) => Object.entries(Object(value)).map(([id, options]) => `${id}=${listOf(options).join('、')}`).sort().join('；'),
}

function oneALine(each: CellCheck, max: number): CellKind {
  const check = both(eachOf(linesIn, each), (value) => linesIn(String(value)).length > LINES_MAX ? broken(`超过 ${LINES_MAX} 条`) : undefined)
  return { says: `每条一行（格内换行），每条最多 ${max} 个字`, check, read: linesIn, write: (value) => listOf(value).join('\n') }
}

function conditionOf(cell: string): Record<string, string[]> | undefined {
  const parts = cell.split(/[；;]/).map((part) => /^\s*([^=＝\s]{1,64})\s*[=＝]\s*(\S.*?)\s*$/.exec(part))
  const pairs = parts.flatMap((part): [string, string[]][] => part?.[1] !== undefined && part[2] !== undefined ? [[part[1], entriesOf(part[2])]] : [])
  const ids = new Set(pairs.map(([id]) => id))
  return pairs.length === parts.length && ids.size === pairs.length && pairs.every(([, options]) => options.length > 0) ? Object.fromEntries(pairs) : undefined
}

function codeOf(codes: Words, name: string): string {
  return Object.entries(codes).find(([, word]) => word === name)?.[0] ?? name
}

function entriesOf(cell: string): string[] {
  return cell.split(/[、，,]/).map(same).filter((entry) => entry !== '')
}

function linesIn(cell: string): string[] {
  return cell.split(/\r?\n/).map(same).filter((line) => line !== '')
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The first entry at fault speaks for the cell; one that stands twice is a fault. */
function eachOf(split: (cell: string) => string[], check: CellCheck): CellCheck {
  return (value) => {
    const entries = split(String(value))
    const twice = entries.findIndex((entry, at) => entries.indexOf(entry) !== at)
    if (entries.length === 0) return broken('是空的')
    if (twice >= 0) return broken(`第 ${twice + 1} 项与前面重复`, '请去掉重复的一项')
    for (const [at, entry] of entries.entries()) {
      const verdict = check(entry)
      if (verdict?.severity === 'error') return { ...verdict, reason: `第 ${at + 1} 项${verdict.reason}` }
    }
    return undefined
  }
}
