import { useEffect, useRef } from 'react'
import type { WorklistRow } from '../api/types.ts'

interface Choice {
  chosen: string | null
  /** Where the chosen row stood: what has gone from the list leaves its place behind. */
  chosenAt: number
}

/** The chosen row is the one whose link has the focus: what one sees, what Enter opens and what is read aloud are the same. */
export function useRowFocus(rows: readonly WorklistRow[], { chosen, chosenAt }: Choice, choose: (choice: Choice) => void) {
  const links = useRef(new Map<string, HTMLAnchorElement>())
  const listedAt = rows.findIndex(({ id }) => id === chosen)
  const focusAt = (index: number) => links.current.get(rows[Math.min(rows.length - 1, Math.max(0, index))]?.id ?? '')?.focus()
  const move = (by: number) => {
    if (chosen === null) return focusAt(0)
    // The row below a gap has moved up into it.
    focusAt(listedAt >= 0 ? listedAt + by : chosenAt + Math.min(by, 0))
  }
  useFocusOnReturn(rows.length > 0 && chosen !== null, () => focusAt(listedAt >= 0 ? listedAt : chosenAt))
  return {
    move,
    current: () => rows[listedAt],
    link: (caseId: string) => ({
      ref: (link: HTMLAnchorElement | null) => { if (link) links.current.set(caseId, link); else links.current.delete(caseId) },
      onFocus: () => { if (caseId !== chosen) choose({ chosen: caseId, chosenAt: rows.findIndex(({ id }) => id === caseId) }) },
      isChosen: caseId === chosen,
    }),
  }
}

export type RowLink = ReturnType<ReturnType<typeof useRowFocus>['link']>

/** Coming back from a case one stands where one left; done once, and never while somebody types. */
function useFocusOnReturn(isReady: boolean, focus: () => void): void {
  const isDone = useRef(false)
  useEffect(() => {
    if (!isReady || isDone.current) return
    isDone.current = true
    if (document.activeElement === document.body || document.activeElement?.tagName === 'H1') focus()
  })
}
