import { Button } from 'antd'
import type { SavedView } from '../api/desk-types.ts'
import { countText } from '../shell/counts.tsx'
import { isSameLens, PLAIN, type Lens } from './narrowing.ts'

interface ViewBarProps {
  views: readonly SavedView[]
  counts: Readonly<Record<string, number>>
  viewId: string | null
  lens: Lens
  choose: (view: SavedView | undefined) => void
  isOpen: boolean
  toggle: () => void
}

/** All, and the views of this queue with how many cases each shows; the first nine have a number key. */
export function ViewBar({ views, counts, viewId, lens, choose, isOpen, toggle }: ViewBarProps) {
  const chosen = views.find(({ id }) => id === viewId)
  const isChanged = !isSameLens(lens, chosen ?? PLAIN)
  return (
    <div className="view-bar">
      <div role="group" aria-label="视图" className="views">
        <ViewButton digit={0} name="全部" isChosen={chosen === undefined} isChanged={isChanged} press={() => choose(undefined)} />
        {views.map((view, index) => (
          <ViewButton
            key={view.id} digit={index + 1} name={view.by === null ? view.name : `${view.name}（${view.by}）`} count={counts[view.id]}
            isChosen={view.id === viewId} isChanged={isChanged} press={() => choose(view)}
          />
        ))}
      </div>
      <Button aria-expanded={isOpen} onClick={toggle}>条件和视图 <kbd>f</kbd></Button>
    </div>
  )
}

interface ViewButtonProps { digit: number; name: string; count?: number | undefined; isChosen: boolean; isChanged: boolean; press: () => void }

function ViewButton({ digit, name, count, isChosen, isChanged, press }: ViewButtonProps) {
  return (
    <button type="button" aria-pressed={isChosen} onClick={press}>
      {digit <= LAST_DIGIT && <kbd>{digit}</kbd>} {name}
      {count !== undefined && <span className="view-count">{countText(count)}<span className="unseen"> 件</span></span>}
      {isChosen && isChanged && <span className="view-changed">（改过）</span>}
    </button>
  )
}

const LAST_DIGIT = 9
