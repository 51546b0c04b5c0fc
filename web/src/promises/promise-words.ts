import type { Day } from '../api/types.ts'
import { daysLeftText } from '../kit/days.ts'
import type { PromiseLine, Promises } from './calls.ts'

/** What was not kept comes first, then what runs out soonest. */
export function inOrder(promises: readonly PromiseLine[]): PromiseLine[] {
  return [...promises].sort((one, other) => Number(one.brokenOn === null) - Number(other.brokenOn === null) || one.promisedBy.localeCompare(other.promisedBy))
}

export function standingText({ promisedBy, brokenOn }: Pick<PromiseLine, 'promisedBy' | 'brokenOn'>, today: Day): string {
  return brokenOn === null ? daysLeftText(promisedBy, today) : `逾期没有收到（${brokenOn} 记录）`
}

/** What the department may do once a promise is broken. */
export function consequenceText({ afterBroken, furtherWorkingDays }: Promises['rule']): string {
  const ways = { wait: `暂停审查、再等至多 ${furtherWorkingDays} 个工作日`, terminate: '终止办理' }
  return `逾期没有补交的，可以${afterBroken.map((way) => ways[way]).join('，或者')}。`
}
