import { runSql } from '#platform/database'
import { isOpen, workflowOf, type Call } from '#kernel'
import { monthsBefore } from './asked.ts'

const ROWS_MAX = 2000
const MONTHS_SHOWN = 24
const TYPE = 'application'

/** What a change can be about: finished months, windows and departments, items and steps that have had cases. */
export async function choices({ tx, kernel, today }: Call) {
  const rows = await runSql<{ item: string; itemName: string; receiving: string; organisation: string; limitDays: number; cases: number; first: string }>(tx, `
    select item_code as item, max(item_name) as "itemName", receiving, organisation,
      max(limit_days)::int as "limitDays", count(*)::int as cases, min(received_on)::text as first
    from figures.case_fact where type = $1 group by item_code, receiving, organisation
    order by cases desc, item_code, receiving, organisation limit ${ROWS_MAX}`, [TYPE])
  const workflow = workflowOf(kernel, TYPE)
  const first = rows.reduce((least, row) => (row.first < least ? row.first : least), today)
  return {
    months: monthsSince(first.slice(0, 7), today),
    stations: [...counted(rows.map(({ receiving, cases }) => [`window:${receiving}`, cases]), rows.map(({ organisation, cases }) =>
      [`owner:${organisation}`, cases]),
      rows.map(({ organisation, cases }) => [`approver:${organisation}`, cases]))].map(([station, cases]) => {
      const [role = '', organisation = ''] = station.split(':')
      return { station, role, organisation, organisationName: kernel.nameOf(organisation), cases }
    }),
    items: [...Map.groupBy(rows, ({ item }) => item)].map(([item, all]) => ({
      item, name: all[0]?.itemName ?? item, limitWorkingDays: all[0]?.limitDays ?? 0, cases: all.reduce((sum, { cases }) => sum + cases, 0),
    })),
    steps: Object.entries(workflow.steps).filter(([, { from }]) => from.some((state) => isOpenState(workflow, state)))
      .map(([step, { label }]) => ({ step, label })),
  }
}

function isOpenState({ states }: ReturnType<typeof workflowOf>, state: string): boolean {
  const rule = states[state]
  return rule !== undefined && isOpen(rule)
}

function counted(...lists: readonly (readonly [string, number])[][]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [key, cases] of lists.flat()) counts.set(key, (counts.get(key) ?? 0) + cases)
  return new Map([...counts].sort(([, a], [, b]) => b - a))
}

/** Finished months with cases, the latest first. */
function monthsSince(first: string, today: string): string[] {
  return Array.from({ length: MONTHS_SHOWN }, (_, back) => monthsBefore(today, back + 1).slice(0, 7)).filter((month) => month >= first)
}
