import { BAD_LEVEL_MAX } from './complaint.ts'

/** Which ratings do not count because they were not given freely by the person served (默认评价、代为评价、刷评). */

/** What the rules look at. */
export interface RatingFacts {
  caseId: string
  level: number
  tags: readonly string[]
  text: string | null
  ratedAt: Date
  device: string | null
  byStaff: boolean
  onStaffDevice: boolean
  secondsAfterClosing: number | null
}

export type Condition =
  | { kind: 'by-staff' }
  | { kind: 'staff-device' }
  | { kind: 'soon'; secondsMax: number }
  /** So many of the same level and the same words from one device within so many minutes. */
  | { kind: 'burst'; level: number; ratingsMin: number; minutes: number }

export interface ExclusionRule { id: string; label: string; why: string; when: Condition }

/** Ours, configurable defaults: no number here was read in an official text. */
export const EXCLUSION_RULES: readonly ExclusionRule[] = [
  { id: 'by-staff', label: '工作人员账号代评', why: '评价由办事的人自愿作出，工作人员的账号不能代为评价', when: { kind: 'by-staff' } },
  { id: 'staff-device', label: '在工作人员的设备上评', why: '与十二小时内登录过的工作人员同一网络地址、同一浏览器', when: { kind: 'staff-device' } },
  { id: 'soon', label: '办结后立刻评', why: '办结后十秒内就有评价，来不及由办事的人看过再评', when: { kind: 'soon', secondsMax: 10 } },
  { id: 'burst', label: '成批的相同满分', why: '同一设备十分钟内五个以上一模一样的满分', when: { kind: 'burst', level: 5, ratingsMin: 5, minutes: 10 } },
]

/** Set by the supervision, never by a machine and never by those who were rated. */
export const RECHECKED_RULES: readonly Omit<ExclusionRule, 'when'>[] = [
  { id: 'mistaken', label: '核实为误评', why: '监督部门核实时评价人确认是点错了' },
  { id: 'malicious', label: '复核为恶意评价', why: '监督部门复核认定，被评价的单位不能自行剔除' },
]

export interface Found { caseId: string; rule: string }

/**
 * Which of these ratings fall under which rule, now that `rating` is there; `nearby` are those of the same device around that time.
 * A bad rating is never left out by a rule: only the supervision may find it mistaken. Pure.
 */
export function exclusionsAfter(rating: RatingFacts, nearby: readonly RatingFacts[], rules: readonly ExclusionRule[] = EXCLUSION_RULES): Found[] {
  if (rating.level <= BAD_LEVEL_MAX) return []
  return rules.flatMap(({ id, when }) => caughtBy(when, rating, nearby).map(({ caseId }) => ({ caseId, rule: id })))
}

function caughtBy(when: Condition, rating: RatingFacts, nearby: readonly RatingFacts[]): readonly RatingFacts[] {
  switch (when.kind) {
    case 'by-staff': return rating.byStaff ? [rating] : []
    case 'staff-device': return rating.onStaffDevice ? [rating] : []
    case 'soon': return rating.secondsAfterClosing !== null && rating.secondsAfterClosing <= when.secondsMax ? [rating] : []
    case 'burst': return burstAround(rating, nearby, when)
  }
}

/** The burst the rating completes or joins: all alike within the minutes before or after it that belong to a run long enough. */
function burstAround(rating: RatingFacts, nearby: readonly RatingFacts[], { level, ratingsMin, minutes }: Extract<Condition, { kind: 'burst' }>): RatingFacts[] {
  if (rating.level !== level || rating.device === null) return []
  const alike = [rating, ...nearby.filter(({ caseId }) => caseId !== rating.caseId)].filter((other) => isAlike(rating, other))
    .toSorted((one, other) => one.ratedAt.getTime() - other.ratedAt.getTime())
  const caught = new Set<RatingFacts>()
  for (const first of alike) {
    const run = alike.filter(({ ratedAt }) => ratedAt >= first.ratedAt && ratedAt.getTime() - first.ratedAt.getTime() <= minutes * 60_000)
    if (run.length >= ratingsMin && run.includes(rating)) for (const one of run) caught.add(one)
  }
  return [...caught]
}

function isAlike(one: RatingFacts, other: RatingFacts): boolean {
  return one.level === other.level && one.device === other.device && (one.text ?? '') === (other.text ?? '')
    && one.tags.toSorted().join('\n') === other.tags.toSorted().join('\n')
}
