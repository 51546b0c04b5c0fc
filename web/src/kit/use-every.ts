import { useEffect, useRef } from 'react'

/** Does something again and again while the page is looked at, and at once when one comes back to it. */
export function useEvery(milliseconds: number, act: () => void): void {
  const latest = useRef(act)
  useEffect(() => { latest.current = act })
  useEffect(() => {
    const actIfSeen = () => { if (document.visibilityState === 'visible') latest.current() }
    const timer = window.setInterval(actIfSeen, milliseconds)
    document.addEventListener('visibilitychange', actIfSeen)
    window.addEventListener('focus', actIfSeen)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', actIfSeen)
      window.removeEventListener('focus', actIfSeen)
    }
  }, [milliseconds])
}
