import { later } from '../kit/later.tsx'
import type { Place } from './address.ts'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'
import { Outsider } from './outsider.tsx'
import { NoQueues } from './no-queues.tsx'
import { RoomPage } from './room.tsx'
import { hasQueues, useMe } from './session.tsx'

const WorklistPage = later(async () => (await import('../worklist/worklist-page.tsx')).WorklistPage)
const CasePage = later(async () => (await import('../case/case-page.tsx')).CasePage)

/** While one is still being asked who one is. */
export function fetchPagesAhead(): void {
  WorklistPage.ahead()
  CasePage.ahead()
}

/** The page of a place, inside the frame. */
export function Pages({ place }: { place: Place }) {
  const me = useMe()
  if (me.kind !== 'staff') return <Outsider />
  return <Frame place={place}><PageAt place={place} /></Frame>
}

function PageAt({ place }: { place: Place }) {
  const me = useMe()
  switch (place.page) {
    case 'queue': return hasQueues(me) ? <WorklistPage key={place.queue} queue={place.queue} /> : <NoQueues />
    case 'room': return <RoomPage key={place.room} room={place.room} query={place.query} />
    case 'case': return <CasePage key={place.caseId} caseId={place.caseId} take={place.take} />
    default: return <NotFound />
  }
}
