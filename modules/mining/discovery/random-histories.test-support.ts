import fc from 'fast-check'
import { addCalendarDays, startOf } from '#platform/day'
import { applicationWorkflow as WORKFLOW } from '../../applications/workflow.ts'
import type { Happening, History, Stay } from '../own-log/history.ts'

export const FROM = '2026-03-02'
export const TODAY = '2026-09-30'
const STAFF = ['window', 'owner', 'approver']

/** A choice, and after how many days; a walk through the declared workflow is a list of these. */
const turn = fc.record({
  choice: fc.nat({ max: 50 }),
  days: fc.integer({ min: 0, max: 12 }),
  who: fc.constantFrom('甲', '乙', '丙'),
  dueDays: fc.option(fc.integer({ min: 0, max: 10 })),
})

/** Histories that obey the declared workflow of ordinary applications, whatever is chosen. */
export const anyHistories: fc.Arbitrary<History[]> = fc.array(fc.array(turn, { minLength: 1, maxLength: 14 }), { maxLength: 8 })
  .map((cases) => cases.map((turns, index) => historyOf(String(index + 1), turns)))

interface Turn { choice: number; days: number; who: string; dueDays: number | null }

function historyOf(number: string, turns: readonly Turn[]): History {
  const happenings: Happening[] = [
    happening(
      { seq: 1, on: FROM, step: 'open', relation: 'applicant', fromState: null, toState: WORKFLOW.initial },
      { choice: 0, days: 0, who: '', dueDays: 5 },
    ),
  ]
  let [state, on]: [string, string] = [WORKFLOW.initial, FROM]
  for (const one of turns) {
    const open = Object.entries(WORKFLOW.steps).filter(([, { from }]) => from.some((name) => name === state))
    const [step, rule] = open[one.choice % Math.max(1, open.length)] ?? []
    if (step === undefined || rule === undefined) break
    on = addCalendarDays(on, one.days)
    const fromState = state
    state = rule.to ?? state
    happenings.push(happening({ seq: happenings.length + 1, on, step, relation: rule.by[one.choice % rule.by.length] ?? '', fromState, toState: state }, one))
  }
  return {
    caseId: number, number: `示例-${number}`, version: WORKFLOW.version, itemName: '某事项（示例）', organisation: 'o', receivedOn: FROM, workingDays: null,
    happenings, stays: staysOf(happenings, turns),
  }
}

function happening(given: Pick<Happening, 'seq' | 'on' | 'step' | 'relation' | 'fromState' | 'toState'>, { who }: Turn): Happening {
  const isStaff = STAFF.includes(given.relation)
  return {
    ...given, at: new Date(startOf(given.on).getTime() + (9 * 60 + given.seq) * 60_000),
    who: isStaff ? who : null, organisation: isStaff ? given.relation : null,
    what: given.step === 'startSpecialProcedure' ? 'pause-start' : null,
  }
}

/** A stay begins with every step that leads to another, open state. */
function staysOf(happenings: readonly Happening[], turns: readonly Turn[]): Stay[] {
  const moves = happenings.filter(({ fromState, toState }) => fromState !== toState)
  return moves.flatMap(({ seq, toState, at, on }, index): Stay[] => {
    const rule = Object.entries(WORKFLOW.states).find(([name]) => name === toState)?.[1]
    if (!rule || 'closed' in rule) return []
    const [next, dueDays] = [moves[index + 1], turns[index]?.dueDays ?? null]
    const turnOf = typeof rule.turn === 'function' ? 'owner' : rule.turn
    return [{
      seq, state: toState, turn: turnOf, organisation: index % 2 === 0 ? 'a' : 'b',
      enteredAt: at, enteredOn: on, dueOn: dueDays === null ? null : addCalendarDays(on, dueDays),
      leftAt: next?.at ?? null, leftOn: next?.on ?? null,
    }]
  })
}
