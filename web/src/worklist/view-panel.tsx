import { useState } from 'react'
import type { SavedView } from '../api/desk-types.ts'
import type { Queue } from '../api/types.ts'
import { useKeys } from '../kit/use-keys.ts'
import type { Lens } from './narrowing.ts'
import { NarrowingPanel } from './narrowing-panel.tsx'
import type { Place } from './place.ts'
import { useViews } from './use-views.ts'
import { ViewBar } from './view-bar.tsx'
import { ViewKeeping } from './view-keeping.tsx'

interface ViewPanelProps {
  queue: Queue
  place: Place
  setLens: (lens: Partial<Lens>) => void
  choose: (view: SavedView | undefined) => void
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** The views of the queue, and, opened, what the list is narrowed by and how views are kept. */
export function ViewPanel({ queue, place, setLens, choose }: ViewPanelProps) {
  const { views, counts, reload } = useViews(queue, choose)
  const [isOpen, setOpen] = useState(false)
  const chosen = views.find(({ id }) => id === place.viewId)
  const toggle = () => setOpen(!isOpen)
  const byDigit = Object.fromEntries(DIGITS.map((digit) => { const view = views[digit - 1]; return [String(digit), view && (() => choose(view))] }))
  useKeys({ ...byDigit, 0: () => choose(undefined), f: toggle })
  return (
    <>
      <ViewBar views={views} counts={counts} viewId={place.viewId} lens={place} choose={choose} isOpen={isOpen} toggle={toggle} />
      {isOpen && (
        <section className="card view-panel" aria-label="条件和视图">
          <NarrowingPanel lens={place} set={setLens} isClosed={queue === 'done'} />
          <ViewKeeping key={chosen?.id ?? ''} queue={queue} lens={place} chosen={chosen} choose={choose} reload={reload} />
        </section>
      )}
    </>
  )
}
