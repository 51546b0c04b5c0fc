import { runSql } from '#platform/database'
import { excludedRated, type CaseCondition, type MeasureSource, type SourceAsked } from '#base/figures'

const ROWS_MAX = 2000
const EXCLUDED = 'fact.case_id in (select case_id from ratings.exclusion)'

const excluded = (which: 'n' | 'bad' | 'good', where: string): Pick<MeasureSource, 'kind' | 'byMonth' | 'scopes' | 'cases' | 'count'> => ({
  kind: 'period', byMonth: true, scopes: ['organisation', 'item', 'place'], cases: { day: 'rated_on', where: `fact.kind = 'service' and ${EXCLUDED}${where}` },
  count: async (tx, asked) => (await excludedRated(tx, asked)).map((row) => ({ key: row.key, n: row[which], total: row.total })),
})

const BEYOND: CaseCondition = { day: null, where: "fact.kind = 'service' and fact.resolved_on is null and fact.statutory_due_on < $6::date" }
const FOLLOWED: CaseCondition = {
  day: 'resolved_on', where: "fact.kind = 'internal' and fact.type = 'rating-complaint' and 'replied' = any(fact.visited)",
}
const KEYS = { organisation: 'fact.organisation', item: 'fact.item_code', place: 'fact.place', month: "to_char(fact.resolved_on, 'YYYY-MM-01')" } as const

/** What is counted from the facts when it is asked for: it depends on today, or on marks beside the log. */
export const caseSources: readonly MeasureSource[] = [
  { measure: 'excluded', label: '不计入的评价', counts: '依规则不计入的评价', adds: '它们的等级', ...excluded('n', '') },
  { measure: 'excluded.bad', label: '不计入的差评', counts: '核实为误评或恶意的差评', ...excluded('bad', ' and fact.rating <= 2') },
  { measure: 'excluded.good', label: '不计入的好评', counts: '依规则不计入的好评', ...excluded('good', ' and fact.rating > 2') },
  {
    measure: 'open.beyondStatutory', label: '未决定、已超法定期限', counts: '此刻还没有决定、已过法定期限的办件', kind: 'stock', scopes: ['organisation', 'item', 'place'], cases: BEYOND,
    count: (tx, asked) => runSql(tx, `
      select ${keyOf(asked)} as key, count(*)::int as n, 0 as total from figures.case_fact fact
      where fact.kind = 'service' and fact.resolved_on is null and fact.statutory_due_on < $1 and ${SCOPE}
        group by 1 limit ${ROWS_MAX}`, [asked.today, ...scopeOf(asked)]),
  },
  {
    measure: 'complaint.followedUp', label: '回访过的差评', counts: '办结以前到过“待回访”的差评办件', kind: 'period', byMonth: true, scopes: ['organisation'], cases: FOLLOWED,
    count: (tx, asked) => runSql(tx, `
      select ${keyOf(asked)} as key, count(*)::int as n, 0 as total from figures.case_fact fact
      where fact.resolved_on between $5 and $1 and ${FOLLOWED.where} and ${SCOPE} group by 1 limit ${ROWS_MAX}`, [asked.to, ...scopeOf(asked), asked.from]),
  },
]

const SCOPE = '($2::text is null or fact.organisation = $2) and ($3::text is null or fact.item_code = $3) and ($4::text is null or fact.place = $4)'

function scopeOf({ organisation, item, place }: SourceAsked): (string | null)[] {
  return [organisation ?? null, item ?? null, place ?? null]
}

function keyOf({ by }: SourceAsked): string {
  return by === undefined ? "''" : KEYS[by]
}
