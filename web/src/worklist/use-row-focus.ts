import { useEffect, useRef } from 'react'
import type { WorklistRow } from '../api/types.ts'

/** The chosen row is the one whose link has the focus: what one sees, what Enter opens and what is read aloud are the same. */
export function useRowFocus(rows: readonly WorklistRow[], chosen: string | null, choose: (caseId: string) => void) {
  const links = useRef(new Map<string, HTMLAnchorElement>())
  const focus = (caseId: string | undefined) => {
    if (caseId !== undefined) links.current.get(caseId)?.focus()
  }
  const indexNow = () => rows.findIndex(({ id }) => id === chosen)
  const isListed = rows.some(({ id }) => id === chosen)
  useFocusOnReturn(isListed, () => focus(chosen ?? undefined))
  return {
    move: (by: number) => focus(rows[Math.min(rows.length - 1, Math.max(0, indexNow() + by))]?.id),
    current: () => rows[Math.max(0, indexNow())],
    link: (caseId: string) => ({
      ref: (link: HTMLAnchorElement | null) => { if (link) links.current.set(caseId, link); else links.current.delete(caseId) },
      onFocus: () => { if (caseId !== chosen) choose(caseId) },
      isChosen: caseId === chosen,
    }),
  }
}

export type RowLink = ReturnType<ReturnType<typeof useRowFocus>['link']>

/** Coming back from a case one stands where one left; done once, and never while somebody types. */
function useFocusOnReturn(isListed: boolean, focus: () => void): void {
  const isDone = useRef(false)
  useEffect(() => {
    if (!isListed || isDone.current) return
    isDone.current = true
    if (document.activeElement === document.body || document.activeElement?.tagName === 'H1') focus()
  })
}
