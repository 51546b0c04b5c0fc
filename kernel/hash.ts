import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Case, CaseEvent } from './case.ts'

/** What the first event of every case is chained to. */
export const CHAIN_START = '0'.repeat(64)

/** SM3 over the predecessor's hash and everything the event says. */
export function hashOf(event: Omit<CaseEvent, 'hash'>): string {
  return sm3Hex(event.previousHash + canonicalJson({
    caseId: event.caseId, seq: event.seq, at: event.at.toISOString(), on: event.on, kind: event.kind, actor: event.actor,
    relation: event.relation, fromState: event.fromState, toState: event.toState, data: event.data,
    clockEvent: event.clockEvent, issued: event.issued, caseSm3: event.caseSm3,
  }))
}

/**
 * SM3 over everything the case says, but for the end of its chain and, while it is open, the days that follow from the
 * calendar: a new calendar moves them without a step.
 */
export function digestOf({ lastHash: _lastHash, nextTimerAt: _nextTimerAt, dueOn, statutoryDueOn, reminderOn, queueDueOn, ...lasting }: Case): string {
  return sm3Hex(canonicalJson(lasting.closedAt === null ? lasting : { ...lasting, dueOn, statutoryDueOn, reminderOn, queueDueOn }))
}
