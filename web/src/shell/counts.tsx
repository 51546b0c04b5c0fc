import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { fetchCounts } from '../api/desk-calls.ts'
import type { Counts as Counted } from '../api/desk-types.ts'
import { useEvery } from '../kit/use-every.ts'

const REFRESH_MILLISECONDS = 10_000
/** As far as the server counts. */
const COUNT_MAX = 1000

/** How many cases stand in each queue; `head` changes when the most urgent case does. */
export type Counts = Partial<Counted>
interface Live { counts: Counts; refresh: () => Promise<void> }

const CountsContext = createContext<Live>({ counts: {}, refresh: async () => {} })

/** How many cases stand in each queue, never older than ten seconds while one looks at it. */
export const useCounts = (): Live => useContext(CountsContext)

export function CountsProvider({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const [counts, setCounts] = useState<Counts>({})
  const refresh = useCallback(async () => {
    if (!isOn) return
    // Where the server could not be asked the last count stays until the next try.
    const counted = await fetchCounts().catch(() => undefined)
    if (counted) setCounts(counted)
  }, [isOn])
  useEffect(() => { void refresh() }, [refresh])
  useEvery(REFRESH_MILLISECONDS, () => void refresh())
  const live = useMemo(() => ({ counts, refresh }), [counts, refresh])
  return <CountsContext value={live}>{children}</CountsContext>
}

export function countText(total: number): string {
  return total >= COUNT_MAX ? `${COUNT_MAX}+` : String(total)
}
