import type { ClaimNames } from '#platform/unified-identity'
import type { Day } from '#platform/day'
import { validate } from '#platform/identifiers'
import { UnifiedTrouble } from './troubles.ts'

/** Who the provider says somebody is. */
export type Identity = PersonIdentity | AgentIdentity

interface Known { issuer: string; subject: string; name: string }
export interface PersonIdentity extends Known {
  kind: 'person'
  residentId: string
  phone: string | null
}
/** Somebody who acts for an organisation; `name` is hers, not the organisation's. */
export interface AgentIdentity extends Known {
  kind: 'agent'
  organisation: { name: string; uscc: string }
}

export type Claims = Readonly<Record<string, unknown>>

const NAME_LETTERS_MAX = 50
const ORGANISATION_LETTERS_MAX = 200

/** What the claims say, under the names the operator has set. @throws UnifiedTrouble no-claims when they do not say who it is */
export function identityOf(claims: Claims, { issuer, names, today }: { issuer: string; names: ClaimNames; today: Day }): Identity {
  const text = (claim: keyof ClaimNames): string => textOf(claims[names[claim]])
  const known = { issuer, subject: textOf(claims['sub']), name: cut(text('name'), NAME_LETTERS_MAX) }
  if (known.subject === '' || known.name === '') throw new UnifiedTrouble('no-claims')
  const uscc = text('creditCode').toUpperCase()
  if (uscc !== '') {
    const organisation = { name: cut(text('organisation'), ORGANISATION_LETTERS_MAX), uscc }
    if (organisation.name === '' || !validate('uscc', uscc, today).valid) throw new UnifiedTrouble('no-claims')
    return { ...known, kind: 'agent', organisation }
  }
  const residentId = text('idNumber').toUpperCase()
  if (!validate('resident-id', residentId, today).valid) throw new UnifiedTrouble('no-claims')
  const phone = text('phone').replace(/^\+86/, '')
  return { ...known, kind: 'person', residentId, phone: validate('phone', phone, today).valid ? phone : null }
}

/** Which claims are still to be asked for at the provider's userinfo address. */
export function isComplete(claims: Claims, names: ClaimNames): boolean {
  const has = (claim: keyof ClaimNames): boolean => textOf(claims[names[claim]]) !== ''
  return has('name') && (has('idNumber') || (has('creditCode') && has('organisation')))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').trim() : ''
}

function cut(text: string, lettersMax: number): string {
  return [...text].slice(0, lettersMax).join('').toWellFormed()
}
