import type { Item } from '../item.ts'
import { entriesOf } from '../sheet/compose.ts'
import { ITEM_SHEET, LIST_SHEETS, type SheetColumn } from '../sheet/layout.ts'

type Fields = Readonly<Record<string, unknown>>
type NameOf = (organisation: string) => string

const SHOWN_CHARACTERS_MAX = 80

/** What is different in the later of two versions, one sentence each, in the order of the editor. */
export function differenceOf(before: Item, after: Item, nameOf: NameOf): string[] {
  return [
    ...ITEM_SHEET.columns.filter(({ field }) => field !== 'code')
      .flatMap((column) => columnWords(column, [before, after].map((item) => shownIn(item, column, nameOf)))),
    ...LIST_SHEETS.flatMap((sheet) => listWords(sheet, entriesOf(before, sheet.field), entriesOf(after, sheet.field))),
  ]
}

function shownIn(item: Item, { field, kind }: SheetColumn, nameOf: NameOf): string {
  const value = field.split('.').reduce<unknown>((found, name) => Object(found)[name], item)
  if (value === undefined) return ''
  return field === 'organisation' || field === 'receivingOrganisation' ? nameOf(String(value)) : wordsOf(kind.write(value))
}

/** What a sheet holds, as a person reads it: a day is a date there, and its own text would be that of the machine. */
function wordsOf(written: unknown): string {
  return written instanceof Date ? written.toISOString().slice(0, 10) : String(written)
}

function columnWords({ title }: Pick<SheetColumn, 'title'>, [before = '', after = '']: readonly string[]): string[] {
  if (before === after) return []
  if (before.includes('\n') || after.includes('\n')) return lineWords(title, before.split('\n'), after.split('\n'))
  if (before === '') return [`${title}：写上“${short(after)}”`]
  if (after === '') return [`${title}：去掉“${short(before)}”`]
  return [`${title}：由“${short(before)}”改为“${short(after)}”`]
}

function lineWords(title: string, before: readonly string[], after: readonly string[]): string[] {
  const gone = before.filter((line) => line !== '' && !after.includes(line))
  const come = after.filter((line) => line !== '' && !before.includes(line))
  if (gone.length + come.length === 0) return [`${title}：换了次序`]
  return [...gone.map((line) => `${title}：去掉“${short(line)}”`), ...come.map((line) => `${title}：增加“${short(line)}”`)]
}

type ListSheet = (typeof LIST_SHEETS)[number]

function listWords(sheet: ListSheet, before: readonly Fields[], after: readonly Fields[]): string[] {
  const [were, are] = [keyed(sheet, before), keyed(sheet, after)]
  const kept = [...are].filter(([key]) => were.has(key))
  const isReordered = kept.map(([key]) => key).join('\n') !== [...were.keys()].filter((key) => are.has(key)).join('\n')
  return [
    ...[...were].filter(([key]) => !are.has(key)).map(([, fields]) => `${sheet.name}：去掉“${nameIn(sheet, fields)}”`),
    ...[...are].filter(([key]) => !were.has(key)).map(([, fields]) => `${sheet.name}：增加“${nameIn(sheet, fields)}”`),
    ...kept.flatMap(([key, fields]) => entryWords(sheet, were.get(key) ?? {}, fields)),
    ...(isReordered ? [`${sheet.name}：换了次序`] : []),
  ]
}

/** Entries by what makes them the same entry: their own id, or else their first column. */
function keyed({ field, columns }: ListSheet, entries: readonly Fields[]): Map<string, Fields> {
  const names = field === 'situations' ? ['id', 'option.id'] : field === 'form' ? ['name'] : [columns[1]?.field ?? '']
  const map = new Map<string, Fields>()
  for (const entry of entries) {
    const key = names.map((name) => JSON.stringify(entry[name])).join(' ')
    map.set(map.has(key) ? `${key} ${map.size}` : key, entry)
  }
  return map
}

function entryWords(sheet: ListSheet, before: Fields, after: Fields): string[] {
  return sheet.columns.slice(1).flatMap((column) => {
    const [was, is] = [before, after].map((fields) => (fields[column.field] === undefined ? '' : wordsOf(column.kind.write(fields[column.field]))))
    return columnWords({ title: `${sheet.name}“${nameIn(sheet, after)}”的${column.title}` }, [was ?? '', is ?? ''])
  })
}

/** What a person calls the entry. */
function nameIn({ field, columns }: ListSheet, fields: Fields): string {
  const name = field === 'situations'
    ? `${String(fields['question'])} ${String(fields['option.label'])}`
    : fields['title'] ?? fields['name'] ?? fields['question'] ?? fields['law']
  if (name !== undefined) return short(String(name))
  const first = columns[1]
  return first ? short(wordsOf(first.kind.write(fields[first.field]))) : ''
}

function short(text: string): string {
  return text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}…` : text
}
