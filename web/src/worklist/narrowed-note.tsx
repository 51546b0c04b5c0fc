import { Button } from 'antd'
import type { Queue } from '../api/types.ts'
import { QUEUE_WORDS } from '../shell/queue-words.ts'
import type { Place } from './place.ts'

interface NarrowedNoteProps { queue: Queue; place: Place; total: number; clear: () => void }

/** Why there is nothing to see: nothing in the queue, or nothing that fits. */
export function NarrowedNote({ queue, place: { words, narrowing }, total, clear }: NarrowedNoteProps) {
  const isNarrowed = Object.keys(narrowing).length > 0
  if (!isNarrowed && total === 0) return <p className="empty">{QUEUE_WORDS[queue].empty}</p>
  const why = words === '' ? '没有符合条件的件。' : `没有符合“${words}”的件。`
  return <div className="empty"><p>{why}换个条件，或者清空。</p><Button onClick={clear}>清空条件和筛选</Button></div>
}
