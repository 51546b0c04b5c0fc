import { useEffect, useRef } from 'react'
import { ASK_MILLISECONDS } from '../leader/use-tiles.ts'

/**
 * Asks again and again, also where nobody has touched the keyboard for hours: a screen on a wall is looked at, not used. So its
 * session does not run out by standing idle, only after the twelve hours any session lasts.
 */
export function useAlways(act: () => void): void {
  const latest = useRef(act)
  useEffect(() => { latest.current = act })
  useEffect(() => {
    const timer = window.setInterval(() => { if (document.visibilityState === 'visible') latest.current() }, ASK_MILLISECONDS)
    return () => window.clearInterval(timer)
  }, [])
}
