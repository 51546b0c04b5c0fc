import type { EventView } from '../api/types.ts'
import type { Values } from './step-data.ts'

/** What a review proposes, as the record shows it; undefined where it proposes nothing. */
export function recommendationText({ recommendation }: Readonly<Record<string, unknown>>): string | undefined {
  if (recommendation === 'deny') return '建议不予批准'
  return recommendation === 'approve' ? '建议准予' : undefined
}

/** The review a decision rests on: the last one. */
export function reviewFor(step: string, events: readonly EventView[]): EventView | undefined {
  return DECISIONS.includes(step) ? events.filter((event) => event.step === 'review').at(-1) : undefined
}

const DECISIONS: readonly string[] = ['approve', 'deny']

/**
 * What choosing a recommendation changes in the form. An opinion that was drafted for the other one is nobody's opinion: it goes,
 * and comes back with the recommendation it was drafted for. What was written by hand stays.
 */
export function opinionWith(recommendation: unknown, { drafted, shown }: { drafted: Values; shown: Values }): Values {
  if (typeof drafted['opinion'] !== 'string' || drafted['recommendation'] === undefined) return {}
  const isAsDrafted = recommendation === drafted['recommendation']
  if (!isAsDrafted && shown['opinion'] === drafted['opinion']) return { opinion: '' }
  return isAsDrafted && shown['opinion'] === '' ? { opinion: drafted['opinion'] } : {}
}
