import type { Day } from '#platform/day'
import type { Minute } from './rules.ts'

export type Urgency = 'urgent' | 'ordinary'
/** all: urgent ones at once, the rest in the digest · urgent: no digest · statutory: only what the law says must be told. */
export type Wants = 'all' | 'urgent' | 'statutory'

/** A message that has not yet been told outside of the inbox. */
export interface Waiting {
  messageId: number
  /** What it is about: the same matter twice is told once. */
  matter: string
  caseNumber: string | null
  gist: string
  urgency: Urgency
  statutory: boolean
  actBy: Day | null
  isRead: boolean
  /** When it came. */
  at: Date
}

export interface Person {
  wants: Wants
  digestMinute: Minute
  isStaff: boolean
  hasPhone: boolean
  lastDigestOn: Day | null
  /** What went out lately. */
  recent: readonly { smsId: string; matter: string; words: string; at: Date }[]
}
