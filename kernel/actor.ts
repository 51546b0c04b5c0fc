/** Who acts. The kernel knows an actor's roles and place, never how the person signed in. */
export const ROLES = [
  'citizen', 'enterprise', 'window', 'reviewer', 'approver', 'supervisor', 'bureau', 'leader', 'hotline', 'discipline',
  'sysadmin', 'secadmin', 'auditor',
] as const
export type Role = (typeof ROLES)[number]

export interface Actor {
  /** The account's id; 'system' for the platform itself, 'visitor' for somebody who has not signed in. */
  id: string
  name: string
  roles: readonly Role[]
  /** The organisation a member of staff belongs to. */
  organisation: string | null
  /** The firm or other body a citizen's account acts for (经办人). */
  party: string | null
}

export const SYSTEM: Actor = { id: 'system', name: '系统', roles: [], organisation: null, party: null }
export const VISITOR: Actor = { id: 'visitor', name: '访客', roles: [], organisation: null, party: null }
