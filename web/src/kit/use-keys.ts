import { useEffect, useRef } from 'react'
import { shortcutOf, takesText } from './keyboard.ts'
import { recall, remember } from './memory.ts'

export type Keys = Readonly<Record<string, (() => void) | undefined>>

const ON_KEY = 'shortcuts'

/** Single letters get in the way of speech control, so they can be turned off (WCAG 2.1.4). */
export const areShortcutsOn = (): boolean => recall('local', ON_KEY) !== false
export const setShortcutsOn = (isOn: boolean): void => remember('local', ON_KEY, isOn)

/** Listens for shortcuts while the component is there and `isActive`; an open dialog silences the page behind it. */
export function useKeys(keys: Keys, isActive = true): void {
  const latest = useRef(keys)
  useEffect(() => { latest.current = keys })
  useEffect(() => {
    if (!isActive) return
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body
      const shortcut = takesText(target) || hasDialog() ? undefined : shortcutOf(event)
      const act = shortcut === undefined || !areShortcutsOn() ? undefined : latest.current[shortcut]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [isActive])
}

function hasDialog(): boolean {
  return document.querySelector('[role="dialog"]:not([hidden])') !== null
}
