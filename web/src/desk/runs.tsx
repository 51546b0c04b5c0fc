import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { fetchRuns } from '../api/desk-calls.ts'
import type { Held, Run, Runs } from '../api/desk-types.ts'
import { useEvery } from '../kit/use-every.ts'
import { isAtWork } from './run-words.ts'

const REST_MILLISECONDS = 15_000
const WORK_MILLISECONDS = 1_500

interface Live {
  runs: readonly Run[]
  /** By the id of the case. */
  held: ReadonlyMap<string, Held>
  /** When the answer was looked at, for what is measured in minutes. */
  now: number
  refresh: () => Promise<void>
}

const RunsContext = createContext<Live>({ runs: [], held: new Map(), now: 0, refresh: async () => {} })

/** What this clerk has asked for of late and how far it is; the server goes on with it whether or not anybody looks. */
export const useRuns = (): Live => useContext(RunsContext)

export function RunsProvider({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const [{ runs, held }, setRuns] = useState<Runs>({ runs: [], held: [] })
  const [now, setNow] = useState(Date.now)
  const refresh = useCallback(async () => {
    if (!isOn) return
    // The last answer stays when the server cannot be asked; the next round tries again.
    const answer = await fetchRuns().catch(() => undefined)
    setNow(Date.now())
    if (answer) setRuns(answer)
  }, [isOn])
  useEffect(() => { void refresh() }, [refresh])
  useEvery(runs.some((run) => isAtWork(run, now)) ? WORK_MILLISECONDS : REST_MILLISECONDS, () => void refresh())
  const live = useMemo(() => ({ runs, held: new Map(held.map((one) => [one.caseId, one])), now, refresh }), [runs, held, now, refresh])
  return <RunsContext value={live}>{children}</RunsContext>
}
