import { runSql } from '#platform/database'
import type { Call } from '#kernel'
import { ALL_TIME, sumsByMatter, type MatterSums } from './counters.ts'
import type { Scope } from './scope.ts'

/** One matter that joins several: 一件事, 多证联办 or a bundle. */
export interface JointRow { organisation: string; itemCode: string; itemName: string; received: number; resolved: number; open: number }

const MEASURES = ['joint.received', 'joint.resolved']

/** Joint matters that came or ended in the period, or are under way, the most asked for first. Not kept by place: none for one. */
export async function jointRows({ tx }: Pick<Call, 'tx'>, scope: Scope): Promise<JointRow[]> {
  if (scope.place !== undefined) return []
  const [now, ever] = await Promise.all([sumsByMatter(tx, MEASURES, scope, scope.organisation), sumsByMatter(tx, MEASURES, ALL_TIME, scope.organisation)])
  const keys = [...new Map(ever.map(({ organisation, itemCode }) => [`${organisation} ${itemCode}`, { organisation, itemCode }])).values()]
  const names = await namesOf(tx, keys)
  return keys.map((key, index) => ({
    ...key, itemName: names[index] ?? key.itemCode, received: sumOf(now, key, 'joint.received'), resolved: sumOf(now, key, 'joint.resolved'),
    open: sumOf(ever, key, 'joint.received') - sumOf(ever, key, 'joint.resolved'),
  })).filter(({ received, resolved, open }) => received + resolved + open > 0).toSorted((one, other) => other.received - one.received || other.open - one.open)
}

type Key = Pick<JointRow, 'organisation' | 'itemCode'>

function sumOf(sums: readonly MatterSums[], { organisation, itemCode }: Key, measure: string): number {
  return sums.find((sum) => sum.organisation === organisation && sum.itemCode === itemCode && sum.measure === measure)?.n ?? 0
}

/** As the newest case calls each, in the same order. */
async function namesOf(tx: Call['tx'], keys: readonly Key[]): Promise<string[]> {
  const rows = await runSql<{ name: string }>(tx, `
    select (select fact.item_name from figures.case_fact fact where fact.organisation = key.organisation and fact.item_code = key.item_code
      order by fact.received_on desc limit 1) as name
    from unnest($1::text[], $2::text[]) with ordinality as key (organisation, item_code, place) order by key.place`,
  [keys.map(({ organisation }) => organisation), keys.map(({ itemCode }) => itemCode)])
  return rows.map(({ name }) => name)
}
