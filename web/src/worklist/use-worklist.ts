import { useEffect, useRef } from 'react'
import { fetchWorklist } from '../api/calls.ts'
import type { Queue, WorklistPage, WorklistRow } from '../api/types.ts'
import { chinaDay } from '../kit/days.ts'
import { useLoaded, type Loaded } from '../kit/use-loaded.ts'
import { useCounts } from '../shell/counts.tsx'
import { askedOn } from './narrowing.ts'
import type { Place } from './place.ts'
import { CHOSEN_MAX } from './selection.ts'

/** So many are loaded at once: a day's work; sorting and filtering need no request. */
export const LOADED_MAX = 200

/** The queue as it stands and as it is narrowed, loaded again as soon as the counts say that something has moved. */
export function useWorklist(queue: Queue, { part, narrowing, sort }: Pick<Place, 'part' | 'narrowing' | 'sort'>): Loaded<WorklistPage> {
  const asked = askedOn(narrowing, chinaDay(new Date()))
  const loaded = useLoaded(`${queue} ${part} ${sort} ${JSON.stringify(asked)}`, () =>
    fetchWorklist(queue, { page: part, size: LOADED_MAX, narrowing: asked, sort }))
  const { counts } = useCounts()
  const now = counts[queue]
  useReloadWhen(now && `${now.total} ${now.head}`, loaded.reload)
  return loaded
}

/** As many cases of the queue, as it is narrowed, as can be chosen at once. */
export async function fetchAll(queue: Queue, { narrowing, sort }: Pick<Place, 'narrowing' | 'sort'>): Promise<WorklistRow[]> {
  const asked = askedOn(narrowing, chinaDay(new Date()))
  const rows: WorklistRow[] = []
  for (let page = 1; rows.length < CHOSEN_MAX; page += 1) {
    const { cases } = await fetchWorklist(queue, { page, size: LOADED_MAX, narrowing: asked, sort })
    rows.push(...cases)
    if (cases.length < LOADED_MAX) break
  }
  return rows.slice(0, CHOSEN_MAX)
}

/** Loads again when the sign has changed; the first sign is the one the list was loaded with. */
export function useReloadWhen(sign: string | undefined, reload: () => Promise<void>): void {
  const known = useRef(sign)
  useEffect(() => {
    if (known.current !== undefined && known.current !== sign) void reload()
    known.current = sign
  }, [sign, reload])
}
