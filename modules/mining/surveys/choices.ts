import { runSql } from '#platform/database'
import type { Call } from '#kernel'

const ROWS_MAX = 2000

/** What there is to look at: kinds of cases with their versions, and of each kind the offices and matters that have cases. */
export async function choices({ tx, kernel }: Call) {
  const rows = await runSql<{ type: string; organisation: string; item: string; itemName: string; cases: number }>(tx, `
    select type, organisation, item_code as item, max(item_name) as "itemName", count(*)::int as cases from figures.case_fact
    group by type, organisation, item_code order by cases desc, item_code, organisation limit ${ROWS_MAX}`, [])
  return {
    types: [...kernel.workflows].map(([type, versions]) => ({
      type, label: versions.at(-1)?.label ?? type, versions: versions.map(({ version }) => version),
      cases: rows.filter((row) => row.type === type).reduce((sum, { cases }) => sum + cases, 0),
    })).sort((one, other) => other.cases - one.cases),
    groups: rows.map((row) => ({ ...row, organisationName: kernel.nameOf(row.organisation) })),
  }
}
