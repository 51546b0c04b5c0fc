import type { Day } from '../day.ts'
import { validateItemCode } from './item-code.ts'
import { validatePhone } from './phone.ts'
import { validateProjectCode } from './project-code.ts'
import { validateResidentId } from './resident-id.ts'
import { validateUscc } from './uscc.ts'
import type { Verdict } from './verdict.ts'

export const IDENTIFIER_KINDS = ['resident-id', 'uscc', 'project-code', 'item-code', 'phone'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

export function isIdentifierKind(kind: string): kind is IdentifierKind {
  return IDENTIFIER_KINDS.some((known) => known === kind)
}

/** Judges the value exactly as given: nothing is trimmed or normalised. `today` decides whether a birth lies in the future. */
export function validate(kind: IdentifierKind, value: string, today: Day): Verdict {
  switch (kind) {
    case 'resident-id': return validateResidentId(value, today)
    case 'uscc': return validateUscc(value)
    case 'project-code': return validateProjectCode(value)
    case 'item-code': return validateItemCode(value)
    case 'phone': return validatePhone(value)
  }
}
