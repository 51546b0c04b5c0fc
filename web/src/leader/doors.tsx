import { createContext, useContext, type ReactNode } from 'react'
import { Link } from '../shell/link.tsx'
import type { Measure } from './calls.ts'
import { doorTo, type Doorway, type Narrowed } from './doorway.ts'

const DoorwayContext = createContext<Doorway>({ base: '', period: 'month', organisation: null, place: null, kept: [] })
export const DoorwayProvider = DoorwayContext
export const useDoorway = (): Doorway => useContext(DoorwayContext)

interface DoorProps { measure: Measure; of?: Narrowed; count: number; label?: string; className?: string | undefined; tabIndex?: number; children: ReactNode }

/** A number that opens to its definition and its cases. `count` is how many there will be. */
export function Door({ measure, of = {}, count, label, ...rest }: DoorProps) {
  return <Link href={doorTo(useDoorway(), measure, of)} data-count={count} aria-label={label} {...rest} />
}
