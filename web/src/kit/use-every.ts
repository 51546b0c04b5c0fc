import { useEffect, useRef } from 'react'
import { isSomebodyHere } from './presence.ts'

/** Does something again and again while the page is looked at and somebody is there, and at once when one comes back to it. */
export function useEvery(milliseconds: number, act: () => void, onReturn: () => void = act): void {
  const latest = useRef({ act, onReturn })
  useEffect(() => { latest.current = { act, onReturn } })
  useEffect(() => {
    const isSeen = () => document.visibilityState === 'visible'
    const timer = window.setInterval(() => { if (isSeen() && isSomebodyHere()) latest.current.act() }, milliseconds)
    const comeBack = () => { if (isSeen()) latest.current.onReturn() }
    document.addEventListener('visibilitychange', comeBack)
    window.addEventListener('focus', comeBack)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', comeBack)
      window.removeEventListener('focus', comeBack)
    }
  }, [milliseconds])
}
