import { useEffect, useState } from 'react'

/** When a dialog goes, the keyboard is back where it was before. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => { if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true }) }, [before])
}
