import type { Day } from '#platform/day'
import { readClock, workingDaysBetween, type CaseEvent, type Rules } from '#kernel'
import { declared, type CaseFact, type Kind, type Turn } from './case-fact.ts'

/** One stay of a case in a state: a row of figures.stay. Closed states are no stays: nobody waits there. */
export interface Stay {
  case_id: string
  seq: number
  type: string
  kind: Kind
  state: string
  turn: Turn
  /** Whose turn it is: the window's organisation, otherwise the owner's, also while she waits for the applicant. */
  organisation: string
  item_code: string
  place: string
  entered_at: Date
  entered_on: Day
  due_on: Day | null
  left_at: Date | null
  left_on: Day | null
  left_by: string | null
  left_step: string | null
  working_days: number | null
  is_late: boolean | null
  late_days: number | null
}

/** What an event does to the stays of its case: the one that ends or goes on, and the one that begins. Pure. */
export function staysAfter(open: Stay | undefined, event: CaseEvent, { fact, rules }: { fact: CaseFact; rules: Rules }): { left: Stay | null; open: Stay | null } {
  const remains = open !== undefined && event.fromState === event.toState
  if (remains) return { left: null, open: { ...open, due_on: dueOf(fact, event, { rules, standing: open.due_on }) } }
  return { left: open ? leftBy(open, event, rules) : null, open: entered(fact, event, rules) }
}

function leftBy(stay: Stay, { at, on, actor, step }: CaseEvent, { calendar }: Rules): Stay {
  const lateDays = stay.due_on === null ? 0 : workingDaysBetween(calendar, stay.due_on, on)
  return {
    ...stay, left_at: at, left_on: on, left_by: actor.id, left_step: step, working_days: workingDaysBetween(calendar, stay.entered_on, on),
    is_late: stay.due_on !== null && on > stay.due_on, late_days: lateDays,
  }
}

function entered(fact: CaseFact, event: CaseEvent, rules: Rules): Stay | null {
  const turn = turnIn(fact, event.toState, rules)
  if (turn === null) return null
  return {
    case_id: event.caseId, seq: event.seq, type: fact.type, kind: fact.kind, state: event.toState, turn,
    organisation: turn === 'window' ? fact.receiving : fact.organisation, item_code: fact.item_code, place: fact.place,
    entered_at: event.at, entered_on: event.on, due_on: dueOf(fact, event, { rules, standing: null }),
    left_at: null, left_on: null, left_by: null, left_step: null, working_days: null, is_late: null, late_days: null,
  }
}

function turnIn(fact: CaseFact, state: string, rules: Rules): Turn | null {
  const rule = declared(rules, fact)?.states[state]
  if (rule === undefined || 'closed' in rule) return null
  return typeof rule.turn === 'function' ? fact.turns?.[state] ?? 'owner' : rule.turn
}

/** The day by which that somebody must act, as the workflow declares it (kernel: decide.ts). */
function dueOf(fact: CaseFact, { toState, data, on }: CaseEvent, { rules, standing }: { rules: Rules; standing: Day | null }): Day | null {
  const rule = declared(rules, fact)?.states[toState]
  if (rule === undefined || 'closed' in rule) return null
  return rule.dueOn({ reading: readClock(rules.calendar, fact.clock, on), data, on, calendar: rules.calendar, standing })
}
