import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { wholeMonths, type Stretch } from './period.ts'

/** Sums of counters by measure, for one unit, one place or the whole. */
export type Sums = ReadonlyMap<string, { n: number; total: number }>

/** All time: the counters of months stand still behind us and there are few of them. */
export const ALL_TIME: Stretch = { from: '1900-01-01', to: '2999-12-31' }

interface Row { key: string; measure: string; n: number; total: number }

/**
 * The same counters of every unit at once. The units are found by leaping through the index and each is read by its own range of it:
 * a day's counters of one unit lie apart from those of its items, and reading past all of them would take the time of the whole year.
 */
export async function sumsByUnit(tx: Tx, measures: readonly string[], stretch: Stretch, only?: string): Promise<Map<string, Sums>> {
  const { grain, from, to } = grained(stretch)
  const rows = await runSql<Row>(tx, `
    with recursive unit (key) as (
      (select organisation from figures.measure where measure = 'received' and grain = 'month' and organisation > '' order by organisation limit 1)
      union all
      select (select organisation from figures.measure next
        where next.measure = 'received' and next.grain = 'month' and next.organisation > unit.key order by organisation limit 1)
      from unit where unit.key is not null)
    select unit.key, counted.measure, sum(counted.n)::int8 as n, sum(counted.total)::int8 as total
    from unit join figures.measure counted on counted.measure = any($1::text[]) and counted.grain = $2 and counted.organisation = unit.key
      and counted.item_code = '' and counted.place = '' and counted.start between $3 and $4
    where $5::text is null or unit.key = $5 group by 1, 2`, [measures, grain, from, to, only ?? null])
  return grouped(rows)
}

/** The same counters of every place at once. */
export async function sumsByPlace(tx: Tx, measures: readonly string[], stretch: Stretch): Promise<Map<string, Sums>> {
  const { grain, from, to } = grained(stretch)
  return grouped(await runSql<Row>(tx, `
    select place as key, measure, sum(n)::int8 as n, sum(total)::int8 as total from figures.measure
    where measure = any($1::text[]) and grain = $2 and organisation = '' and item_code = '' and place > '' and start between $3 and $4
    group by 1, 2`, [measures, grain, from, to]))
}

export interface MatterSums { organisation: string; itemCode: string; measure: string; n: number; total: number }

const MATTERS_MAX = 20_000

/** Counters by unit and matter, for measures that few matters have or that are asked for by month. */
export async function sumsByMatter(tx: Tx, measures: readonly string[], stretch: Stretch, only?: string): Promise<MatterSums[]> {
  const { grain, from, to } = grained(stretch)
  return runSql<MatterSums>(tx, `
    select organisation, item_code as "itemCode", measure, sum(n)::int8 as n, sum(total)::int8 as total from figures.measure
    where measure = any($1::text[]) and grain = $2 and organisation > '' and item_code > '' and place = '' and start between $3 and $4
      and ($5::text is null or organisation = $5)
    group by 1, 2, 3 order by 1, 2, 3 limit ${MATTERS_MAX}`, [measures, grain, from, to, only ?? null])
}

/** n of a measure; 0 where nothing was counted. */
export function nOf(sums: Sums | undefined, measure: string): number {
  return sums?.get(measure)?.n ?? 0
}

function grained(stretch: Stretch): Stretch & { grain: 'day' | 'month' } {
  return { grain: isOneDay(stretch) ? 'day' : 'month', ...wholeMonths(stretch) }
}

const isOneDay = ({ from, to }: { from: Day; to: Day }): boolean => from === to

function grouped(rows: readonly Row[]): Map<string, Sums> {
  const all = new Map<string, Map<string, { n: number; total: number }>>()
  for (const { key, measure, n, total } of rows) all.set(key, (all.get(key) ?? new Map<string, { n: number; total: number }>()).set(measure, { n, total }))
  return all
}
