import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { fetchWorklist } from '../api/calls.ts'
import { QUEUES, type Queue } from '../api/types.ts'
import { useEvery } from '../kit/use-every.ts'
import { queuesToCount } from './counting.ts'

const REFRESH_MILLISECONDS = 10_000
/** As far as the server counts. */
const COUNT_MAX = 1000

export type Counts = Readonly<Partial<Record<Queue, { total: number; /** Changes when the most urgent case does. */ head: string }>>>
interface Live { counts: Counts; refresh: () => Promise<void> }

const CountsContext = createContext<Live>({ counts: {}, refresh: async () => {} })

/** How many cases stand in each queue, never older than ten seconds while one looks at it. */
export const useCounts = (): Live => useContext(CountsContext)

interface CountsProps { isOn: boolean; shown: Queue | undefined; children: ReactNode }

export function CountsProvider({ isOn, shown, children }: CountsProps) {
  const [counts, setCounts] = useState<Counts>({})
  const turn = useRef(0)
  const count = useCallback(async (queues: readonly Queue[]) => {
    if (!isOn) return
    const counted = await Promise.all(queues.map(countOf))
    setCounts((before) => ({ ...before, ...Object.fromEntries(counted.flat()) }))
  }, [isOn])
  const refresh = useCallback(() => count(QUEUES), [count])
  useEffect(() => { void refresh() }, [refresh])
  useEvery(REFRESH_MILLISECONDS, () => void count(queuesToCount(++turn.current, shown)), () => void refresh())
  const live = useMemo(() => ({ counts, refresh }), [counts, refresh])
  return <CountsContext value={live}>{children}</CountsContext>
}

export function countText(total: number): string {
  return total >= COUNT_MAX ? `${COUNT_MAX}+` : String(total)
}

/** Nothing where the server could not be asked: the last count stays until the next try. */
async function countOf(queue: Queue) {
  try {
    const { total, cases: [first] } = await fetchWorklist(queue, { page: 1, size: 1 })
    return [[queue, { total, head: first ? `${first.id} ${first.version}` : '' }]] as const
  } catch {
    return []
  }
}
