import { useState } from 'react'
import type { WorklistRow } from '../api/types.ts'
import { NOTHING, renewed, toggled, withRange, withRows, type Selection } from './selection.ts'

/** What is chosen on the list, by mouse or by keyboard; it stays while one turns pages and sorts. */
export function useSelection(loaded: readonly WorklistRow[], shown: readonly WorklistRow[]) {
  const [kept, setKept] = useState<Selection>(NOTHING)
  const [last, setLast] = useState<string | null>(null)
  const selection = renewed(kept, loaded)
  return {
    selection,
    isChosen: (caseId: string) => selection.has(caseId),
    toggle: (row: WorklistRow, isRange = false) => {
      setKept(isRange && !selection.has(row.id) ? withRange(selection, shown, { from: last, to: row.id }) : toggled(selection, row))
      setLast(row.id)
    },
    add: (rows: readonly WorklistRow[]) => setKept((before) => withRows(before, rows)),
    choosePage: () => setKept(withRows(selection, shown)),
    clear: () => setKept(NOTHING),
  }
}

export type Choosing = ReturnType<typeof useSelection>
