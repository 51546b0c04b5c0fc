import type { MeasureSource, SourceAsked, SourceRow } from '#base/figures'
import { runSql, type Tx } from '#platform/database'

/** What came to nothing (the day moved, the alert was wrong) counts nowhere. */
export const COUNTS = "(settled_how is null or settled_how not in ('moved', 'dismissed'))"
/** A yellow card whose supervised deadline still runs is neither in time nor late. */
const JUDGED = `${COUNTS} and level = 'yellow' and supervise_until is not null and (settled_on is not null or supervise_until < $4::date)`
const MENDED = "outcome = 'rectified' and evidenced_on <= ordered_until"
/** Ordered, not taken back, and over or past its day. */
const ISSUED = "ordered_on is not null and outcome is distinct from 'cancelled' and (closed_on is not null or evidenced_on is not null or ordered_until < $4::date)"

type Counted = { table: 'alert' | 'rectification'; day: string; where: string }

function counting(measure: string, label: string, counts: string, counted: Counted): MeasureSource {
  return { measure, label, counts, kind: 'period', scopes: ['organisation', 'item'], count: (tx, asked) => count(tx, asked, counted) }
}

/** The four indicators of supervision (F01 to F04) read these. */
export const governanceSources: readonly MeasureSource[] = [
  counting('governance.alerts', '到了督办期限的黄牌', '统计期里出的、已经处置或者过了督办期限的黄牌；期限变了、预警有误的不算', { table: 'alert', day: 'fired_on', where: JUDGED }),
  counting(
    'governance.answeredInTime', '督办期限内处置的黄牌', '其中在督办期限内办结或整改的', { table: 'alert', day: 'fired_on', where: `${JUDGED} and settled_on <= supervise_until` },
  ),
  counting('governance.yellow', '黄牌数', '统计期里出的黄牌；期限变了、预警有误的不算', { table: 'alert', day: 'fired_on', where: `${COUNTS} and level = 'yellow'` }),
  counting('governance.red', '红牌数', '统计期里出的红牌；期限变了、预警有误的不算', { table: 'alert', day: 'fired_on', where: `${COUNTS} and level = 'red'` }),
  counting('governance.issues', '交办的问题', '统计期里交办的、已经举证或者过了期限的整改；撤销的不算', { table: 'rectification', day: 'ordered_on', where: ISSUED }),
  counting('governance.closedInTime', '按期整改并销号的问题', '其中在交办的期限内举证、复核通过销号的', { table: 'rectification', day: 'ordered_on', where: `${ISSUED} and ${MENDED}` }),
]

/** Along alert_by_day and rectification_ordered. */
async function count(tx: Tx, { from, to, today, by, organisation, item }: SourceAsked, { table, day, where }: Counted): Promise<SourceRow[]> {
  const key = by === 'organisation' ? 'organisation' : "''"
  return runSql<SourceRow>(tx, `
    select ${key} as key, count(*)::int as n, 0 as total from governance.${table}
    where ${day} >= $1 and ${day} <= $2 and ($3::text is null or organisation = $3)
      and ($4::date is not null) and ($5::text is null or item_code = $5) and ${where}
    group by 1 order by 1 limit 2000`, [from, to, organisation ?? null, today, item ?? null])
}
