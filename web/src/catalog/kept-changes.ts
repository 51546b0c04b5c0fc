import { useEffect } from 'react'
import { forget, recall, remember } from '../kit/memory.ts'
import { askBeforeLeaving } from '../shell/router.ts'
import type { Fields } from './calls.ts'

/** Changes not saved, and what they were made of. */
export interface Kept { edition: number; base: Fields; item: Fields }

const LEAVE = '还有没保存的改动。离开以后，它们只留在这个窗口里，关了窗口就没有了。要离开吗？'
const nameOf = (code: string): string => `catalogue.${code}`

/** What was left unsaved in this window, if anything. */
export function keptFor(code: string): Kept | undefined {
  const { edition, base, item } = Object(recall('session', nameOf(code)))
  return typeof edition === 'number' && typeof item === 'object' && typeof base === 'object' ? { edition, base, item } : undefined
}

export const forgetKept = (code: string): void => forget('session', nameOf(code))

/** Keeps the changes in this window as long as there are some, and asks before one leaves them; null: nothing to keep now. */
export function useKeeping(code: string, isChanged: boolean, kept: Kept | null): void {
  useEffect(() => (isChanged ? askBeforeLeaving(LEAVE) : undefined), [isChanged])
  const { edition, base, item } = kept ?? {}
  useEffect(() => {
    if (edition === undefined || base === undefined || item === undefined) return
    if (isChanged) remember('session', nameOf(code), { edition, base, item } satisfies Kept)
    else forgetKept(code)
  }, [code, isChanged, edition, base, item])
}
