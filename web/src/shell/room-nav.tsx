import type { Place } from './address.ts'
import { Link } from './link.tsx'
import { roomAddress, roomsFor } from './rooms.ts'
import { useMe } from './session.tsx'

/** The other pages of this member of staff; nothing where there are none. */
export function RoomNav({ place }: { place: Place }) {
  const rooms = roomsFor(useMe())
  if (rooms.length === 0) return null
  return (
    <nav aria-label="其他页面" className="rooms">
      {rooms.map(({ room, label }) => (
        <Link key={room} href={roomAddress(room)} aria-current={place.page === 'room' && place.room === room ? 'page' : undefined}>{label}</Link>
      ))}
    </nav>
  )
}
