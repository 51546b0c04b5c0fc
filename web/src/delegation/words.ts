import type { Delegation } from './calls.ts'

const STANDINGS: Readonly<Record<Delegation['standing'], string>> = { coming: '还没开始', running: '进行中', over: '已到期', ended: '已提前结束' }

export function standingWord({ standing }: Pick<Delegation, 'standing'>): string {
  return STANDINGS[standing]
}

/** The whole post, or the roles that were chosen. */
export function rolesWords(roles: readonly string[], words: Readonly<Record<string, string>>): string {
  return roles.length === 0 ? '全部岗位' : roles.map((role) => words[role] ?? role).join('、')
}

export function daysWords({ from, until }: Pick<Delegation, 'from' | 'until'>): string {
  return from === until ? from : `${from} 至 ${until}`
}

/** Whether the two posts must not come together on one case: the stand-in is told before she presses. */
export function areApart(standIn: readonly string[], left: readonly string[]): boolean {
  return (standIn.includes('reviewer') && left.includes('approver')) || (standIn.includes('approver') && left.includes('reviewer'))
}
