import type { ItemRows } from './compose.ts'
import type { Place } from './finding.ts'
import { ITEM_SHEET, LIST_SHEETS, type Sheet } from './layout.ts'

/** The cell a path within an item came from, as closely as it can be told: 'materials.3.when' is a cell of 材料. */
export function placeOf(path: string, rows: ItemRows): Place {
  const list = LIST_SHEETS.find(({ field }) => path === field || path.startsWith(`${field}.`))
  if (!list) return { sheet: ITEM_SHEET.name, row: rows.item.row, ...columnIn(ITEM_SHEET, path) }
  const own = rows.lists[list.field] ?? []
  const [head = '', ...rest] = path.slice(list.field.length + 1).split('.')
  const row = list.field === 'form' ? own.find(({ fields }) => fields['name'] === rest[0])
    : list.field === 'situations' ? own.find(({ fields }) => fields['id'] === questionsIn(own)[Number(head)])
      : own[Number(head === '' ? -1 : head)]
  if (!row) return { sheet: list.name, row: own[0]?.row ?? 0 }
  return { sheet: list.name, row: row.row, ...columnIn(list, list.field === 'form' ? rest.slice(1).join('.') : rest.join('.')) }
}

function questionsIn(rows: readonly ItemRows['item'][]): unknown[] {
  return [...new Set(rows.map(({ fields }) => fields['id']))]
}

function columnIn({ columns }: Sheet, path: string): Pick<Place, 'column'> {
  const column = columns.find(({ field }) => field === path)
    ?? columns.find(({ field }) => path !== '' && (path.startsWith(`${field}.`) || field.startsWith(`${path}.`)))
  return column ? { column: column.title } : {}
}
