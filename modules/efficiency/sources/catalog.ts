import { runSql } from '#platform/database'
import type { MeasureSource } from '#base/figures'

/** Items in force today that people apply for. */
const IN_FORCE = `catalog.item where status = 'published' and effective_from <= $1::date and (effective_to is null or effective_to >= $1::date)
  and (superseded_on is null or superseded_on > $1::date) and document->'joint' is null`
const ROWS_MAX = 2000

interface Counted { name: string; label: string; counts: string; where: string; adds?: { label: string; column: string } }

const COUNTED: readonly Counted[] = [
  { name: 'items', label: '事项', counts: '今天在用的事项（一件事另算）', where: 'true' },
  { name: 'online', label: '可在线申办的事项', counts: '办理形式里有网上或移动端的', where: "document->'handleForms' ?| array['2', '3']" },
  { name: 'fullyOnline', label: '全程网办的事项', counts: '网上办理深度为四级的', where: "(document->>'onlineDepth')::int = 4" },
  { name: 'onceAtMost', label: '最多跑一次的事项', counts: '到现场次数不多于一次的', where: 'visits <= 1' },
  { name: 'noVisit', label: '零跑动的事项', counts: '不用到现场的', where: 'visits = 0' },
  { name: 'instant', label: '即办件事项', counts: '办件类型为即办件的', where: "document->>'kind' = 'instant'" },
  { name: 'statutory', label: '有法定时限的事项', counts: '有法定时限的事项', where: 'statutory_working_days > 0', adds: { label: '法定工作日', column: 'statutory_working_days' } },
  { name: 'promised', label: '有法定时限的事项', counts: '有法定时限的事项', where: 'statutory_working_days > 0', adds: { label: '承诺工作日', column: 'promised_working_days' } },
]

/** What the catalogue says of the items themselves (事项能力): as it stands today. */
export const catalogSources: readonly MeasureSource[] = COUNTED.map(({ name, label, counts, where, adds }) => ({
  measure: `catalog.${name}`, label, counts, ...(adds && { adds: adds.label }), kind: 'stock', scopes: ['organisation'], opensAt: '/staff/catalogue',
  count: (tx, { today, by, organisation }) => runSql(tx, `
    select ${by === undefined ? "''" : 'organisation'} as key, count(*)::int as n, coalesce(sum(${adds?.column ?? '0'}), 0)::int as total
    from ${IN_FORCE} and ${where} and ($2::text is null or organisation = $2) group by 1 limit ${ROWS_MAX}`, [today, organisation ?? null]),
}))
