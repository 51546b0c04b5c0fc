import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, type Day } from '#platform/day'
import { VETO_RULES, type Scheme } from '../campaigns/scheme.ts'
import type { FoundVeto } from './values.ts'

/** So many ratings that were not given freely are no accident. A default of ours. */
const FALSE_RATINGS_MIN = 3
/** An objection that was upheld is held against somebody so long. A default of ours. */
const OBJECTION_CALENDAR_DAYS = 365
const BAD_LEVEL_MAX = 2
/** Found to be true and not mended yet; not while it is looked into, nor where it was found mistaken. */
const FOUND_TRUE = "'rectifying', 'escalated'"

interface Asked { people: readonly string[]; subject: string; from: Day; to: Day; today: Day }

const MEASURED: Readonly<Record<string, { sql: string; valuesOf: (asked: Asked) => unknown[]; min: number; sentence: (cases: number) => string }>> = {
  'bad-rating-unmended': {
    min: 1, sentence: (cases) => `统计期内 ${cases} 件差评查实，还没有整改`, valuesOf: ({ people, from, to }) => [people, from, to],
    sql: `select count(*)::int as cases from figures.case_fact fact join ratings.rating rating using (case_id)
      join ratings.complaint complaint on complaint.rated_case_id = fact.case_id
      join kernel.case opened on opened.id = complaint.case_id
      where fact.kind = 'service' and (fact.accepted_by = any($1::text[]) or fact.decided_by = any($1::text[])) and fact.resolved_on between $2 and $3
        and rating.level <= ${BAD_LEVEL_MAX} and opened.state in (${FOUND_TRUE})`,
  },
  'false-ratings': {
    min: FALSE_RATINGS_MIN, sentence: (cases) => `统计期内 ${cases} 件有代评、在工作人员设备上评或成批的评价`, valuesOf: ({ people, from, to }) => [people, from, to],
    sql: `select count(distinct fact.case_id)::int as cases from figures.case_fact fact join ratings.exclusion exclusion using (case_id)
      where fact.kind = 'service' and (fact.accepted_by = any($1::text[]) or fact.decided_by = any($1::text[])) and fact.resolved_on between $2 and $3
        and exclusion.rule in ('by-staff', 'staff-device', 'burst')`,
  },
  'upheld-objection': {
    min: 1, sentence: (cases) => `一年内有 ${cases} 次因异议成立被取消资格或摘牌`, valuesOf: ({ subject, today }) => [subject, addCalendarDays(today, -OBJECTION_CALENDAR_DAYS)],
    sql: `select count(*)::int as cases from awards.objection objection join awards.nomination nomination on nomination.case_id = objection.nomination_id
      join kernel.case found on found.id = objection.case_id where nomination.subject = $1 and found.state = 'upheld' and found.closed_at >= $2::date`,
  },
}

/** What the system itself knows against a nominee, by the vetoes of the scheme; the declared ones are the reviewer's. */
export async function vetoesFound(tx: Tx, { vetoes }: Pick<Scheme, 'vetoes'>, asked: Asked): Promise<FoundVeto[]> {
  const found: FoundVeto[] = []
  for (const { id, name } of VETO_RULES) {
    const rule = vetoes.includes(id) && Object.hasOwn(MEASURED, id) ? MEASURED[id] : undefined
    if (!rule) continue
    const [row] = await runSql<{ cases: number }>(tx, rule.sql, rule.valuesOf(asked))
    const cases = row?.cases ?? 0
    if (cases >= rule.min) found.push({ id, name, cases, sentence: rule.sentence(cases), dismissed: null })
  }
  return found
}
