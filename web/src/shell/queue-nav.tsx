import { QUEUES } from '../api/types.ts'
import { queueAddress, type Place } from './address.ts'
import { countText, useCounts } from './counts.tsx'
import { Link } from './link.tsx'
import { QUEUE_WORDS } from './queue-words.ts'

/** The four queues with how many cases stand in each. */
export function QueueNav({ place }: { place: Place }) {
  const { counts } = useCounts()
  return (
    <nav aria-label="队列" className="queues">
      {QUEUES.map((queue) => {
        const { name, meaning } = QUEUE_WORDS[queue]
        const total = counts[queue]?.total
        const isHere = place.page === 'queue' && place.queue === queue
        return (
          <Link key={queue} href={queueAddress(queue)} aria-current={isHere ? 'page' : undefined}>
            <span className="queue-name">{name}</span>
            <span className="queue-meaning">{meaning}</span>
            {total !== undefined && <span className="queue-count">{countText(total)}<span className="unseen"> 件</span></span>}
          </Link>
        )
      })}
    </nav>
  )
}
