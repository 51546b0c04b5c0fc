import { useEffect, useRef } from 'react'
import { fetchWorklist } from '../api/calls.ts'
import type { Queue, WorklistPage } from '../api/types.ts'
import { useLoaded, type Loaded } from '../kit/use-loaded.ts'
import { useCounts } from '../shell/counts.tsx'

/** So many are loaded at once: a day's work; sorting and filtering need no request. */
export const LOADED_MAX = 200

/** The queue as it stands, loaded again as soon as the counts say that something has moved. */
export function useWorklist(queue: Queue, part: number): Loaded<WorklistPage> {
  const loaded = useLoaded(`${queue} ${part}`, () => fetchWorklist(queue, { page: part, size: LOADED_MAX }))
  const { counts } = useCounts()
  const now = counts[queue]
  const sign = now && `${now.total} ${now.head}`
  const known = useRef(sign)
  const { reload } = loaded
  useEffect(() => {
    if (known.current !== undefined && known.current !== sign) void reload()
    known.current = sign
  }, [sign, reload])
  return loaded
}
