import { useEffect } from 'react'
import { later } from '../kit/later.tsx'
import type { Me, Queue } from '../api/types.ts'
import type { Place } from './address.ts'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'
import { Outsider } from './outsider.tsx'
import { NoQueues } from './no-queues.tsx'
import { RoomPage } from './room.tsx'
import { go } from './router.ts'
import { roomAddress, roomsFor, type Room } from './rooms.ts'
import { hasQueues, useMe } from './session.tsx'

const WorklistPage = later(async () => (await import('../worklist/worklist-page.tsx')).WorklistPage)
const ScreenPage = later(async () => (await import('../screen/screen-page.tsx')).ScreenPage)
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
  return place.page === 'screen' ? <ScreenPage query={place.query} /> : <Frame place={place}><PageAt place={place} /></Frame>
}

/** Where somebody arrives: at her queue, or for those without one at the district's figures. */
function firstPage(me: Me, queue: Queue) {
  if (hasQueues(me)) return <WorklistPage key={queue} queue={queue} />
  return roomsFor(me).some(({ room }) => room === 'overview') ? <Moved to={roomAddress('overview')} /> : <NoQueues />
}

function PageAt({ place }: { place: Place }) {
  const me = useMe()
  switch (place.page) {
    case 'queue':
      return firstPage(me, place.queue)
    case 'room':
      return isOld(place.room) ? (
        <Moved to={roomAddress(place.room, place.query.replace(/^\?/, ''))} />
      ) : (
        <RoomPage key={place.room} room={place.room} query={place.query} />
      )
    case 'case':
      return <CasePage key={place.caseId} caseId={place.caseId} take={place.take} />
    default:
      return <NotFound />
  }
}

/** Reached by an address the page had before. */
function isOld(room: Room): boolean {
  return !roomAddress(room).startsWith(location.pathname.replace(/\/$/, ''))
}

function Moved({ to }: { to: string }) {
  useEffect(() => go(to, { replace: true }), [to])
  return null
}
