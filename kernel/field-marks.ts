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
/** What only steps in somebody's place say; marked only there, so that the marks of all other events are as they always were. */
const ON_BEHALF: typeof FIELDS = { on_behalf_id: ({ actor }) => actor.onBehalfOf?.id, on_behalf_name: ({ actor }) => actor.onBehalfOf?.name }
const MARK_LETTERS = 8

/**
 * A mark of eight letters for each field. They are no proof — the SM3 chain is — but when the chain does not hold they say in
 * which field to look; a check sum does that as well as a digest and costs a step next to nothing.
 */
export function fieldMarksOf(event: Marked): string {
  return marksOf(FIELDS, event) + (event.actor.onBehalfOf ? marksOf(ON_BEHALF, event) : '')
}

/** The fields that no longer agree with the marks. Empty when all do, and undefined where there are no marks to go by. */
export function fieldsOffMark(event: Marked, marks: string | null): string[] | undefined {
  const all = { ...FIELDS, ...ON_BEHALF }
  const whole = marks?.length === Object.keys(FIELDS).length * MARK_LETTERS ? marks + NOBODYS : marks
  if (whole?.length !== Object.keys(all).length * MARK_LETTERS) return undefined
  const now = marksOf(all, event)
  return Object.keys(all).filter((_, index) => {
    const at = index * MARK_LETTERS
    return now.slice(at, at + MARK_LETTERS) !== whole.slice(at, at + MARK_LETTERS)
  })
}

const NOBODYS = Object.keys(ON_BEHALF).map(() => markOf(null)).join('')

function marksOf(fields: typeof FIELDS, event: Marked): string {
  return Object.values(fields).map((read) => markOf(read(event) ?? null)).join('')
}

function markOf(value: unknown): string {
  return crc32(canonicalJson(value)).toString(16).padStart(MARK_LETTERS, '0')
}
