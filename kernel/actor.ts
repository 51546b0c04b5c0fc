import type { Day } from '#platform/day'

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
  /** The firm or other body whose own account this is. */
  party: string | null
  /** Colleagues who are away and in whose place the actor works today (委托代办); `roles` holds theirs too. Left out: nobody. */
  standsInFor?: readonly Absentee[]
  /** Her roles without those of the absent. Left out: all of `roles`. */
  ownRoles?: readonly Role[]
  /** The firm she acts for at present as its agent (经办人), and how far that goes. Never beside `party`. */
  agency?: Agency
  /** The firm whose agent she was when she chose to act for it and no longer is: she must not take it for her own business unawares. */
  lapsedAgency?: string
}

/** Somebody who is away until the end of that day, and the roles she has left to the actor. */
export interface Absentee { id: string; name: string; roles: readonly Role[]; until: Day }

/** What an agent may be empowered to: file an application, supplement it, withdraw it, see what others have filed for the firm. */
export const POWERS = ['file', 'supplement', 'withdraw', 'see'] as const
export type Power = (typeof POWERS)[number]

/** What a firm has empowered an agent to. No items and no organisations: everything. */
export interface Agency {
  party: string
  name: string
  items: readonly string[]
  /** Whose matters she may handle, beside the items. */
  organisations: readonly string[]
  powers: readonly Power[]
  until: Day
}

/** Whether the agency reaches as far as this matter. */
export function reaches({ items, organisations }: Pick<Agency, 'items' | 'organisations'>, itemCode: string, organisation: string): boolean {
  return (items.length === 0 && organisations.length === 0) || items.includes(itemCode) || organisations.includes(organisation)
}

/** The actor as she stands to what is her own: what she hands in there is hers and not the firm's. */
export function onHerOwn(actor: Actor): Actor {
  const { agency: _, ...own } = actor
  return own
}

/** The body for which the actor files and uploads now; null where she does so for herself. */
export function bodyOf({ party, agency }: Pick<Actor, 'party' | 'agency'>): string | null {
  return party ?? agency?.party ?? null
}

export const SYSTEM: Actor = { id: 'system', name: '系统', roles: [], organisation: null, party: null }
export const VISITOR: Actor = { id: 'visitor', name: '访客', roles: [], organisation: null, party: null }
