import { sql } from 'kysely'
import { Type } from 'typebox'
import { addCalendarDays, type Day } from '#platform/day'
import type { Tx } from '#platform/database'
import { workingDaysBetween, type Call } from '#kernel'
import { FACTS, figures, type StatisticsRow } from './statistics.ts'
import { TARGETS } from './targets.ts'
import { isAsked, isWithin, periodOf, type StatisticsFilter } from './statistics-filter.ts'

export const PERIODS = ['today', 'month', 'year'] as const
export type Period = (typeof PERIODS)[number]
export const OverviewQuery = Type.Object({
  period: Type.Optional(Type.Union(PERIODS.map((period) => Type.Literal(period)))),
}, { additionalProperties: false })

const TREND_DAYS = 30
const GROUPS_MAX = 200

export type Figures = Omit<StatisticsRow, 'organisation' | 'itemCode' | 'itemName'> & { open: number; overdue: number }

/** Live figures of a period as a leader reads them: the whole, the same stretch before it, by organisation, by place, and day by day. */
export async function overview(call: Call, named: string) {
  const period = PERIODS.find((one) => one === named) ?? 'month'
  const filter = periodOf(period, call.today)
  const before = stretchBefore(period, call.today)
  const [[now], [earlier], organisations, places, days] = await Promise.all([
    grouped(call, filter, 'all'), grouped(call, before, 'all'), grouped(call, filter, 'organisation'), grouped(call, filter, 'place'), dayByDay(call),
  ])
  return {
    asOf: call.now.toISOString(), period, ...filter, before, total: now, earlier,
    organisations: organisations.map((row) => ({ ...row, name: call.kernel.nameOf(row.key) })),
    places: await withPlaceNames(call.tx, places), days, targets: TARGETS, source: '办件记录（只增不改），通常几秒内更新',
  }
}

/** The stretch of the same kind before it up to the same point: yesterday, last month's first days, last year up to this day. Pure. */
export function stretchBefore(period: Period, today: Day): { from: Day; to: Day } {
  if (period === 'today') return { from: addCalendarDays(today, -1), to: addCalendarDays(today, -1) }
  if (period === 'year') return { from: `${Number(today.slice(0, 4)) - 1}-01-01`, to: yearEarlier(today) }
  const lastDay = addCalendarDays(`${today.slice(0, 7)}-01`, -1)
  const sameDay = `${lastDay.slice(0, 7)}${today.slice(7)}`
  // A shorter month ends where it ends.
  return { from: `${lastDay.slice(0, 7)}-01`, to: sameDay < lastDay ? sameDay : lastDay }
}

type Group = 'all' | 'organisation' | 'place'
const KEYS = { all: sql`'all'::text`, organisation: sql`fact.organisation`, place: sql`fact.place` } as const

async function grouped(call: Call, filter: StatisticsFilter, group: Group): Promise<(Figures & { key: string })[]> {
  const { rows } = await sql<Figures & { key: string }>`
    select ${KEYS[group]} as key, ${figures(filter)},
      (count(*) filter (where fact.resolved_on is null))::int as open,
      (count(*) filter (where fact.resolved_on is null and fact.due_on < ${call.today}::date))::int as overdue
    from ${FACTS} where ${isAsked(filter)} and (${isWithin('received_on', filter)} or ${isWithin('resolved_on', filter)} or fact.resolved_on is null)
    group by 1 order by received desc, key limit ${GROUPS_MAX}`.execute(call.tx)
  return group === 'all' && rows.length === 0 ? [{ key: 'all', ...NOTHING }] : rows
}

const NOTHING: Figures = {
  received: 0, resolved: 0, decided: 0, onTime: 0, medianWorkingDays: null, p90WorkingDays: null, ratings: 0, averageRating: null, open: 0, overdue: 0,
}

async function dayByDay({ tx, today, kernel }: Call): Promise<{ day: Day; received: number; resolved: number; working: boolean }[]> {
  const first = addCalendarDays(today, 1 - TREND_DAYS)
  const { rows } = await sql<{ day: Day; received: number; resolved: number }>`
    select day, sum(received)::int as received, sum(resolved)::int as resolved from (
      select received_on as day, count(*) as received, 0 as resolved from public_progress.fact where received_on between ${first}::date and ${today}::date group by 1
      union all
      select resolved_on, 0, count(*) from public_progress.fact where resolved_on between ${first}::date and ${today}::date group by 1) counted
    group by day`.execute(tx)
  return Array.from({ length: TREND_DAYS }, (_, index) => {
    const day = addCalendarDays(first, index)
    const found = rows.find((row) => row.day === day)
    return {
      day, received: found?.received ?? 0, resolved: found?.resolved ?? 0,
      working: workingDaysBetween(kernel.calendar, addCalendarDays(day, -1), day) === 1,
    }
  })
}

/** A town by its name; 440114 is the district itself. */
async function withPlaceNames<Row extends { key: string }>(tx: Tx, rows: readonly Row[]): Promise<(Row & { name: string })[]> {
  const { rows: towns } = await sql<{ code: string; name: string }>`
    select division_code as code, short_name as name from people.organisation where division_code is not null limit ${GROUPS_MAX}`.execute(tx)
  return rows.map((row) => ({ ...row, name: towns.find(({ code }) => code === row.key)?.name ?? (row.key.length === 6 ? '全区（没有分到镇街）' : row.key) }))
}

function yearEarlier(day: Day): Day {
  const earlier = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return earlier.endsWith('-02-29') ? earlier.replace('-29', '-28') : earlier
}
