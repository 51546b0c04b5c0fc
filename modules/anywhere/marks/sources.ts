import { runSql } from '#platform/database'
import type { MeasureSource } from '#base/figures'

/** Items that any district's window can take in today, by the marks set (全市通办标注). */
export const markSources: readonly MeasureSource[] = [{
  measure: 'anywhere.cityWide', label: '全市通办事项', counts: '今天有异地代收代办、多地联办或无差别办理标注的事项', kind: 'stock', scopes: [], opensAt: '/staff/anywhere',
  count: (tx, { today }) => runSql(tx, `
    select '' as key, count(distinct item_code)::int as n, 0 as total from anywhere.mark
    where mode in ('proxy', 'multi', 'uniform') and from_on <= $1 and (to_on is null or to_on >= $1)`, [today]),
}]
