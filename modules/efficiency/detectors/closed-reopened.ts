import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { workingDaysBetween, type Calendar, type Call } from '#kernel'
import { byKey, CASES_MAX, THRESHOLDS, type Detector, type Finding, type Period } from './detector.ts'

const LIMITS = THRESHOLDS['closed-reopened']

export interface Closed { caseId: string; organisation: string; resolvedOn: Day; dueOn: Day }

/** The clock was about to run out, the office ended the case, and the applicant had to begin again. */
export const closedReopened: Detector = {
  id: 'closed-reopened', label: '临到期结掉又重来', kind: 'gaming', by: 'organisation',
  what: `由单位终止、终止那天离到期不多于 ${LIMITS.workingDaysBeforeDue} 个工作日，同一申请人 ${LIMITS.againWithinDays} 天内又就同一事项重新申请；至少 ${LIMITS.casesMin} 件`,
  find: async (call, period) => closedReopenedIn(await closedAgain(call, period), call.kernel.calendar),
  cases: async (call, period, key) => justBeforeDue(await closedAgain(call, period, key), call.kernel.calendar).map(({ caseId }) => caseId),
}

/** Pure. */
export function closedReopenedIn(rows: readonly Closed[], calendar: Calendar): Finding[] {
  const near = byKey(justBeforeDue(rows, calendar))
  const all = byKey(rows)
  return [...near].filter(([, own]) => own.length >= LIMITS.casesMin).map(([key, own]) => ({
    key, cases: own.length, of: all.get(key)?.length ?? own.length, sentence: `${own.length} 件在到期前 ${LIMITS.workingDaysBeforeDue} 个工作日内被终止，申请人随后重新申请了同一事项`,
  }))
}

function justBeforeDue(rows: readonly Closed[], calendar: Calendar): Closed[] {
  return rows.filter(({ resolvedOn, dueOn }) => resolvedOn <= dueOn && workingDaysBetween(calendar, resolvedOn, dueOn) <= LIMITS.workingDaysBeforeDue)
}

function closedAgain({ tx }: Call, { from, to }: Period, organisation?: string): Promise<Closed[]> {
  return runSql<Closed>(tx, `
    select fact.case_id as "caseId", fact.organisation, fact.resolved_on as "resolvedOn", fact.due_on as "dueOn"
    from figures.case_fact fact join kernel.case own on own.id = fact.case_id
    where fact.kind = 'service' and fact.outcome = 'terminated' and fact.resolved_on between $1 and $2
      and fact.due_on is not null and ($3::text is null or fact.organisation = $3)
      and exists (select from kernel.case again where again.applicant_id = own.applicant_id and again.item_code = own.item_code
        and again.opened_at > fact.resolved_at and again.opened_at < fact.resolved_at + $4 * interval '1 day')
    order by fact.resolved_on desc, fact.case_id limit ${CASES_MAX}`, [from, to, organisation ?? null, LIMITS.againWithinDays])
}
