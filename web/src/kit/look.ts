import { useCallback, useEffect, useState } from 'react'
import { recall, remember } from './memory.ts'

/** How the pages look to this person at this browser. */
export interface Look { isDark: boolean; isLarge: boolean; isContrast: boolean }

const KEYS = { isDark: 'dark', isLarge: 'large', isContrast: 'contrast' } as const
const ASKED_OF_THE_SYSTEM: Readonly<Record<keyof Look, string>> = {
  isDark: '(prefers-color-scheme: dark)', isLarge: 'not all', isContrast: '(prefers-contrast: more)',
}

/** The look and how to change it; another window of the same browser follows. */
export function useLook(): [Look, (change: Partial<Look>) => void] {
  const [look, setLook] = useState(wantedLook)
  useEffect(() => {
    const follow = () => setLook(wantedLook())
    window.addEventListener('storage', follow)
    return () => window.removeEventListener('storage', follow)
  }, [])
  const change = useCallback((wanted: Partial<Look>) => {
    for (const [name, value] of Object.entries(wanted)) if (isName(name)) remember('local', KEYS[name], value)
    setLook((before) => ({ ...before, ...wanted }))
  }, [])
  return [look, change]
}

function wantedLook(): Look {
  const isWanted = (name: keyof Look): boolean => (recall('local', KEYS[name]) ?? matchMedia(ASKED_OF_THE_SYSTEM[name]).matches) === true
  return { isDark: isWanted('isDark'), isLarge: isWanted('isLarge'), isContrast: isWanted('isContrast') }
}

function isName(name: string): name is keyof Look {
  return name in KEYS
}
