import { useState } from 'react'
import type { Fields } from './calls.ts'

const UNDO_MAX = 50

interface Work { item: Fields; before: readonly Fields[]; /** Counts how often the controls begin anew. */ turn: number }

/** An item one writes in, and the way back. */
export function useUndo(begin: () => Fields) {
  const [{ item, before, turn }, setWork] = useState<Work>(() => ({ item: begin(), before: [], turn: 0 }))
  const setItem = (change: (item: Fields) => Fields) =>
    setWork((now) => ({ ...now, item: change(now.item), before: [...now.before, now.item].slice(-UNDO_MAX) }))
  /** Puts another item into the controls, which then begin anew. */
  const put = (next: Fields) => setWork((now) => ({ item: next, before: [...now.before, now.item].slice(-UNDO_MAX), turn: now.turn + 1 }))
  const undo = () => setWork((now) => ({ item: now.before.at(-1) ?? now.item, before: now.before.slice(0, -1), turn: now.turn + 1 }))
  return { item, turn, setItem, put, undo, mayUndo: before.length > 0 }
}
