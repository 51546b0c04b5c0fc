import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export interface Delegation {
  id: string
  absent: { id: string; name: string }
  standIn: { id: string; name: string }
  /** Empty: all that the absent holds. */
  roles: string[]
  from: Day
  until: Day
  reason: string
  setBy: string
  standing: 'coming' | 'running' | 'over' | 'ended'
}
export interface Colleague { id: string; name: string; roles: string[] }
export interface Delegations { daysMax: number; colleagues: Colleague[]; delegations: Delegation[] }
export interface Wish { standIn: string; roles?: string[]; from: Day; until: Day; reason?: string }

/** Of oneself, or of somebody for whom the security administrator acts. */
export interface Absent { id: string; name: string; roles: readonly string[]; isOneself: boolean }

const placeOf = ({ id, isOneself }: Absent): string => (isOneself ? '/api/me/delegations' : `/api/admin/accounts/${id}/delegations`)
export const fetchDelegations = (absent: Absent): Promise<Delegations> => ask('GET', placeOf(absent))
export const setDelegation = (absent: Absent, body: Wish): Promise<Delegation> => ask('POST', placeOf(absent), { body })
export const endDelegation = ({ isOneself }: Absent, id: string): Promise<Delegation> =>
  ask('POST', `${isOneself ? '/api/me' : '/api/admin'}/delegations/${id}/end`)
