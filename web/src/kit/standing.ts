import type { Day, Level, Phase } from '../api/types.ts'
import { daysBetween, daysLeftText } from './days.ts'

/** How a case stands to its clock. Each has its own word and its own shape, so that nothing hangs on colour. */
export type Standing = 'fine' | 'near' | 'late' | 'paused' | 'over'

export const STANDING_WORDS: Readonly<Record<Standing, string>> = { fine: '正常', near: '临期', late: '超期', paused: '暂停', over: '已结' }

/** What a standing is read from: a row of the worklist, or a case. */
export interface ClockFacts { closedAt: string | null; queueDueOn: Day | null; clock: { state: Phase; level: Level } }

/** Where the decision clock runs, the server has counted working days; elsewhere the day in the queue decides. */
export function standingOf({ closedAt, queueDueOn, clock }: ClockFacts, today: Day): Standing {
  if (closedAt !== null) return 'over'
  if (clock.level === 'yellow' || clock.level === 'red') return 'late'
  if (clock.state === 'paused' || clock.state === 'correcting') return 'paused'
  if (clock.level === 'reminder') return 'near'
  if (clock.state === 'running' || queueDueOn === null) return 'fine'
  return byDay(daysBetween(today, queueDueOn))
}

/** 超期 says more when a card has been given. */
export function standingWord(facts: ClockFacts, today: Day): string {
  const word = STANDING_WORDS[standingOf(facts, today)]
  return facts.closedAt === null && facts.clock.level === 'red' ? `${word}·红牌` : word
}

/** What the day in the queue is the end of. */
export function dueWord(state: Phase): string {
  return DUE_WORDS[state] ?? '到期'
}

/** How far it is to that day. A stopped clock is not late: there, it is the day on which it should go on. */
export function leftText(state: Phase, dueOn: Day, today: Day): string {
  if (state !== 'paused') return daysLeftText(dueOn, today)
  const left = daysBetween(today, dueOn)
  if (left === 0) return '今天该恢复'
  return left > 0 ? `还停 ${left} 天` : `该恢复已过 ${-left} 天`
}

const DUE_WORDS: Readonly<Partial<Record<Phase, string>>> = { paused: '预计恢复', correcting: '补正截止' }

function byDay(daysLeft: number): Standing {
  if (daysLeft < 0) return 'late'
  return daysLeft <= 1 ? 'near' : 'fine'
}
