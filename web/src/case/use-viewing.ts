import { useState } from 'react'
import { recall, remember } from '../kit/memory.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useMe } from '../shell/session.tsx'
import { FIT_WIDTH, keptViewing, turned, zoomed, type Viewing } from './viewing.ts'

/** How this person looks at files, kept for her on this computer, and the keys for it. */
export function useViewing(fileId: string | undefined) {
  const name = `viewing.${useMe().id}`
  const [viewing, setViewing] = useState(() => keptViewing(recall('local', name)))
  const change = (next: Viewing) => {
    setViewing(next)
    remember('local', name, { zoom: next.zoom, isWide: next.isWide })
  }
  const acts = {
    larger: () => change(zoomed(viewing, 1)), smaller: () => change(zoomed(viewing, -1)), fit: () => change({ ...viewing, zoom: FIT_WIDTH }),
    turn: () => { if (fileId !== undefined) change(turned(viewing, fileId)) }, widen: () => change({ ...viewing, isWide: !viewing.isWide }),
  }
  useKeys({ '+': acts.larger, '-': acts.smaller, 0: acts.fit, z: acts.turn, w: acts.widen })
  return { viewing, ...acts }
}

export type Viewer = ReturnType<typeof useViewing>
