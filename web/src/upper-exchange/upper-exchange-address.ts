import { roomAddress } from '../shell/rooms.ts'
import type { PeerId } from './calls.ts'

/** A view of the room: which tab, about which platform, with which row open. */
export const address = (tab: string, peer?: PeerId, row?: string): string =>
  roomAddress('upper-exchange', new URLSearchParams({ tab, ...(peer && { peer }), ...(row && { row }) }).toString())
