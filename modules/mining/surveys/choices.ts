import { runSql } from '#platform/database'
import type { Call } from '#kernel'

const ROWS_MAX = 2000

/**
 * Matters of applicants are added up from the counters of the months, a row for each office and matter, and named after their latest
 * case; of the other kinds there are few, and they have an index of their own. However many cases there are, none is grouped here.
 */
const CHOICES = `
  with received as (
    select organisation, item_code, sum(n)::int as cases from figures.measure
    where measure = 'received' and grain = 'month' and organisation <> '' and item_code <> '' and place = '' group by 1, 2 having sum(n) > 0)
  select latest.type, received.organisation, received.item_code as item, latest.item_name as "itemName", received.cases
  from received cross join lateral (
    select fact.type, fact.item_name from figures.case_fact fact
    where fact.kind = 'service' and fact.organisation = received.organisation and fact.item_code = received.item_code
      order by fact.received_on desc limit 1) latest
  union all
  select type, organisation, item_code, max(item_name), count(*)::int from figures.case_fact where kind <> 'service' group by 1, 2, 3
  order by cases desc, item, organisation limit ${ROWS_MAX}`

/** What there is to look at: kinds of cases with their versions, and of each kind the offices and matters that have cases. */
export async function choices({ tx, kernel }: Call) {
  const rows = await runSql<{ type: string; organisation: string; item: string; itemName: string; cases: number }>(tx, CHOICES, [])
  return {
    types: [...kernel.workflows].map(([type, versions]) => ({
      type, label: versions.at(-1)?.label ?? type, versions: versions.map(({ version }) => version),
      cases: rows.filter((row) => row.type === type).reduce((sum, { cases }) => sum + cases, 0),
    })).sort((one, other) => other.cases - one.cases),
    groups: rows.map((row) => ({ ...row, organisationName: kernel.nameOf(row.organisation) })),
  }
}
