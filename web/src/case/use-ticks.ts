import { useCallback, useState } from 'react'
import { recall, remember } from '../kit/memory.ts'
import type { Ticks } from './ticks.ts'

/** The ticks of a case, kept while the window is open; a new version of the case has new papers and starts afresh. */
export function useTicks(caseId: string, version: number): [Ticks, (change: (ticks: Ticks) => Ticks) => void] {
  const name = `ticks.${caseId}.${version}`
  const [kept, setKept] = useState(() => ({ name, ticks: ticksUnder(name) }))
  const ticks = kept.name === name ? kept.ticks : ticksUnder(name)
  const change = useCallback((change: (ticks: Ticks) => Ticks) => {
    setKept((before) => {
      const changed = change(before.name === name ? before.ticks : ticksUnder(name))
      remember('session', name, changed)
      return { name, ticks: changed }
    })
  }, [name])
  return [ticks, change]
}

function ticksUnder(name: string): Ticks {
  const kept = recall('session', name)
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(Object.entries(kept).flatMap(([id, lines]) => {
    return Array.isArray(lines) ? [[id, lines.filter((line) => typeof line === 'number')]] : []
  }))
}
