import type { DocumentKind, FactsOf } from '../facts.ts'
import type { Block } from '../layout.ts'

/** What one kind of document says; head, title and number are the same for all and are added in one place. */
export interface Body {
  blocks: readonly Block[]
  /** Whether the document speaks to the applicant by name. */
  addressed: boolean
  closing?: string
  signedBy: 'owner' | 'receiving'
  notes?: readonly string[]
  /** Certificates bear their own name, write the date in characters and are marked as samples. */
  certificateName?: string
}

export type Template<Kind extends DocumentKind> = (facts: FactsOf<Kind>) => Body
