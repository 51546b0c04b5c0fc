import type { Item } from '../item.ts'
import type { SheetRow } from './check-rows.ts'
import { ITEM_SHEET, LIST_SHEETS } from './layout.ts'
import { formOf, formRows, situationRows, situationsOf } from './lists.ts'

/** The rows of all sheets that belong to one item. */
export interface ItemRows { code: string; item: SheetRow; lists: Readonly<Record<string, readonly SheetRow[]>> }

/** A value as a spreadsheet keeps it. */
export type SheetCell = string | number | Date

/** An owner that is not on record here stands with its id behind its name. */
const OUTSIDE = /^(.+)（(uscc:[0-9A-Z]{18})）$/

/** The item that sound rows describe; whether it is one is checked by whoever takes it in. */
export function composed({ item, lists }: ItemRows, organisations: readonly { id: string; name: string }[]): Record<string, unknown> {
  const document: Record<string, unknown> = { version: 1 }
  for (const [path, value] of Object.entries(item.fields)) put(document, path, value)
  for (const { field } of LIST_SHEETS) put(document, field, listOf(field, (lists[field] ?? []).map(({ fields }) => fields)))
  const named = (name: unknown): string => organisations.find((one) => one.name === name)?.id ?? OUTSIDE.exec(String(name))?.[2] ?? String(name)
  const ownName = OUTSIDE.exec(String(item.fields['organisation']))?.[1]
  return {
    ...document, ...(ownName !== undefined && { organisationName: ownName }),
    organisation: named(item.fields['organisation']), receivingOrganisation: named(item.fields['receivingOrganisation']),
  }
}

/** The rows an item makes: what `composed` reads back as the same item. */
export function rowsOf(item: Item, nameOf: (organisation: string) => string): { sheet: string; cells: SheetCell[] }[] {
  const outside = (id: string): string => id === item.organisation && item.organisationName !== undefined ? `${item.organisationName}（${id}）` : nameOf(id)
  const own = { ...item, organisation: outside(item.organisation), receivingOrganisation: outside(item.receivingOrganisation) }
  const cellsOf = (columns: typeof ITEM_SHEET.columns, fields: Readonly<Record<string, unknown>>): SheetCell[] =>
    columns.map(({ field, kind }) => {
      const value = field === 'code' ? item.code : fields[field] ?? taken(fields, field)
      return value === undefined ? '' : kind.write(value)
    })
  return [
    { sheet: ITEM_SHEET.name, cells: cellsOf(ITEM_SHEET.columns, own) },
    ...LIST_SHEETS.flatMap(({ name, field, columns }) => entriesOf(item, field).map((fields) => ({ sheet: name, cells: cellsOf(columns, fields) }))),
  ]
}

function listOf(field: string, rows: readonly Readonly<Record<string, unknown>>[]): unknown {
  const own = rows.map(({ code: _, ...fields }) => fields)
  if (field === 'situations') return situationsOf(own)
  return field === 'form' ? formOf(own) : own
}

/** The rows of a list of an item, flat as a sheet has them. */
export function entriesOf(item: Item, field: string): Readonly<Record<string, unknown>>[] {
  if (field === 'situations') return situationRows(item)
  if (field === 'form') return formRows(item)
  const found = taken(item, field)
  return Array.isArray(found) ? found.map((entry) => ({ ...Object(entry) })) : []
}

/** Sets 'fee.charged' as {fee: {charged}}; no path is deeper. */
function put(document: Record<string, unknown>, path: string, value: unknown): void {
  const [head = '', tail] = path.split('.')
  document[head] = tail === undefined ? value : { ...Object(document[head]), [tail]: value }
}

function taken(holder: object, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => Object(found)[name], holder)
}
