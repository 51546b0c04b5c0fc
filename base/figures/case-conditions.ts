import type { CaseFact } from './case-fact.ts'

type DayColumn = Extract<keyof CaseFact, `${string}_on`>

/** Which cases a counter counts: a condition on figures.case_fact, named `fact`, and the column whose day lies in the period; null where the period does not matter. */
export interface CaseCondition { day: DayColumn | null; where: string; stay?: string }

const onResolved = (where: string): CaseCondition => ({ day: 'resolved_on', where })
const DECIDED = 'fact.on_time is not null'
const onDecided = (where: string): CaseCondition => onResolved(`${DECIDED} and ${where}`)
const filed = (channel: string): CaseCondition => ({ day: 'received_on', where: `fact.channel = '${channel}'` })
const ended = (outcome: string): CaseCondition => onResolved(`fact.outcome = '${outcome}'`)
const rated = (level: number): CaseCondition => ({ day: 'rated_on', where: `fact.rating = ${level}` })
const OWED = "fact.accepted_on is not null and (fact.outcome is null or fact.outcome in ('granted', 'refused'))"

/** The same conditions as in contributions.ts, which a test holds together for every measure. */
const CONDITIONS: Readonly<Record<string, CaseCondition>> = {
  received: { day: 'received_on', where: 'true' },
  'received.online': filed('online'), 'received.window': filed('window'), 'received.system': filed('system'),
  accepted: { day: 'accepted_on', where: 'true' }, deemed: { day: 'accepted_on', where: 'fact.is_deemed' },
  due: { day: 'due_on', where: OWED }, dueKept: { day: 'due_on', where: `${OWED} and fact.on_time` },
  resolved: onResolved('true'),
  'outcome.granted': ended('granted'), 'outcome.refused': ended('refused'), 'outcome.notAccepted': ended('notAccepted'),
  'outcome.withdrawn': ended('withdrawn'), 'outcome.terminated': ended('terminated'), 'outcome.ended': ended('ended'),
  decided: onResolved(DECIDED), limit: onResolved(DECIDED), statutoryLimit: onResolved(DECIDED),
  onTime: onDecided('fact.on_time'), late: onDecided('not fact.on_time'), beyondStatutory: onDecided('not fact.within_statutory'),
  early: onDecided('fact.decided_on < fact.due_on'), promised: onDecided('fact.limit_days > 0'), instant: onDecided('fact.limit_days = 0'),
  hasty: onDecided("fact.limit_days > 0 and fact.decided_at - fact.accepted_at < interval '10 minutes'"),
  deliveredInTime: onDecided("fact.outcome = 'granted' and fact.delivered_on <= fact.deliver_by"),
  waiting: onResolved('fact.waiting_days > 0'), paused: onResolved('fact.paused_days > 0'), corrected: onResolved('fact.corrections > 0'),
  correctedOnce: onResolved('fact.corrections = 1'), special: onResolved('fact.specials > 0'), extended: onResolved('fact.extensions > 0'),
  returned: onResolved('fact.returns > 0'), handedOver: onResolved('fact.handovers > 0'), lateStage: onResolved('fact.late_stages > 0'),
  delivered: { day: 'delivered_on', where: 'true' },
  rated: { day: 'rated_on', where: 'true' }, rated1: rated(1), rated2: rated(2), rated3: rated(3), rated4: rated(4), rated5: rated(5),
  reopened: { day: 'reopened_on', where: 'true' },
}

/** The condition behind a counter by its name, with the type of case its prefix says; undefined where nobody counts it. */
export function conditionOf(measure: string): CaseCondition | undefined {
  const own = Object.hasOwn(CONDITIONS, measure) ? CONDITIONS[measure] : stayCondition(measure)
  if (own) return { ...own, where: `fact.kind = 'service' and ${own.where}` }
  const [prefix = '', ...rest] = measure.split('.')
  const inner = rest.join('.')
  const found = Object.hasOwn(CONDITIONS, inner) ? CONDITIONS[inner] : stayCondition(inner)
  if (!found || !/^[a-z-]+$/.test(prefix)) return undefined
  return { ...found, where: `${prefix === 'joint' ? "fact.kind = 'joint'" : `fact.kind = 'internal' and fact.type = '${prefix}'`} and ${found.where}` }
}

/** Cases with a stay that was left in the period; a case with several of them is one case. */
function stayCondition(measure: string): CaseCondition | undefined {
  const [name, value = ''] = measure.split('.')
  if (!/^[A-Za-z]+$/.test(value)) return undefined
  if (name === 'turn') return { day: null, where: 'true', stay: `stay.turn = '${value}'` }
  if (name === 'stage') return { day: null, where: 'true', stay: `stay.state = '${value}'` }
  return name === 'stageLate' ? { day: null, where: 'true', stay: `stay.state = '${value}' and stay.is_late` } : undefined
}
