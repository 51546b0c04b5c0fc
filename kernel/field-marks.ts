import { crc32 } from 'node:zlib'
import { canonicalJson } from '#platform/sm'
import type { CaseEvent } from './case.ts'

type Marked = Omit<CaseEvent, 'hash' | 'step'>

/** What an event says, field by field, under the names of its columns. */
const FIELDS: Readonly<Record<string, (event: Marked) => unknown>> = {
  case_id: ({ caseId }) => caseId, seq: ({ seq }) => seq, at: ({ at }) => at.toISOString(), on_day: ({ on }) => on, kind: ({ kind }) => kind,
  actor_id: ({ actor }) => actor.id, actor_name: ({ actor }) => actor.name, actor_organisation: ({ actor }) => actor.organisation,
  relation: ({ relation }) => relation, from_state: ({ fromState }) => fromState, to_state: ({ toState }) => toState, data: ({ data }) => data,
  clock_event: ({ clockEvent }) => clockEvent, issued: ({ issued }) => issued, case_sm3: ({ caseSm3 }) => caseSm3,
  previous_hash: ({ previousHash }) => previousHash,
}
const MARK_LETTERS = 8

/**
 * A mark of eight letters for each field. They are no proof — the SM3 chain is — but when the chain does not hold they say in
 * which field to look; a check sum does that as well as a digest and costs a step next to nothing.
 */
export function fieldMarksOf(event: Marked): string {
  return Object.values(FIELDS).map((read) => crc32(canonicalJson(read(event) ?? null)).toString(16).padStart(MARK_LETTERS, '0')).join('')
}

/** The fields that no longer agree with the marks. Empty when all do, and undefined where there are no marks to go by. */
export function fieldsOffMark(event: Marked, marks: string | null): string[] | undefined {
  if (marks?.length !== Object.keys(FIELDS).length * MARK_LETTERS) return undefined
  const now = fieldMarksOf(event)
  return Object.keys(FIELDS).filter((_, index) => {
    const at = index * MARK_LETTERS
    return now.slice(at, at + MARK_LETTERS) !== marks.slice(at, at + MARK_LETTERS)
  })
}
