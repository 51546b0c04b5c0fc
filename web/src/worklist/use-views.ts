import { useEffect, useRef } from 'react'
import { fetchViewCounts, fetchViews } from '../api/desk-calls.ts'
import type { SavedView } from '../api/desk-types.ts'
import type { Queue } from '../api/types.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { useCounts } from '../shell/counts.tsx'
import { placeIn } from './place.ts'
import { useReloadWhen } from './use-worklist.ts'

/** The views of a queue with how many cases each shows now. Where nothing is kept of an earlier visit, the first view is begun with. */
export function useViews(queue: Queue, begin: (view: SavedView) => void) {
  const isNew = useRef(placeIn(queue) === undefined)
  const views = useLoaded('views', fetchViews)
  const counted = useLoaded(`view counts ${queue}`, () => fetchViewCounts(queue))
  const { counts } = useCounts()
  const now = counts[queue]
  useReloadWhen(now && `${now.total} ${now.head}`, counted.reload)
  const own = (views.answer ?? []).filter((view) => view.queue === queue)
  const first = own.find((view) => view.first)
  const latest = useRef(begin)
  useEffect(() => { latest.current = begin })
  useEffect(() => {
    if (!isNew.current || views.answer === undefined) return
    isNew.current = false
    if (first) latest.current(first)
  }, [views.answer, first])
  const reload = async () => { await Promise.all([views.reload(), counted.reload()]) }
  return { views: own, counts: counted.answer ?? {}, trouble: views.trouble, reload }
}

export type Views = ReturnType<typeof useViews>
