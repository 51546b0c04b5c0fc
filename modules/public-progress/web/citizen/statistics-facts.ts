import { sql } from 'kysely'
import type { Call } from '#kernel'
import { periodOf } from '../../statistics-filter.ts'
import { publicStatistics } from '../../statistics-open-data.ts'
import { PERIOD_WORDS, type Choice, type StatisticsFacts } from './statistics-page.ts'

export interface StatisticsQuery { organisation?: string; place?: string; period?: string }

const PLACES_MAX = 200

/** The figures a reader asked for, and what else she can ask for. */
export async function statisticsFacts(call: Call, query: StatisticsQuery): Promise<StatisticsFacts> {
  const [organisation, place] = [given(query.organisation), given(query.place)]
  const period = query.period !== undefined && Object.hasOwn(PERIOD_WORDS, query.period) ? query.period : 'all'
  const filter = { ...(place !== undefined && { place }), ...periodOf(period, call.today) }
  const [shown, everything, places] = await Promise.all([
    publicStatistics(call, { ...filter, ...(organisation !== undefined && { organisation }) }), organisationsWithCases(call), placesWithCases(call),
  ])
  const chosen = organisation !== undefined && everything.some(({ id }) => id === organisation)
    ? { name: call.kernel.nameOf(organisation), items: shown.items } : undefined
  const choice: Choice = { organisations: everything, places, organisation, place, period }
  return {
    asOf: shown.asOf, organisations: shown.organisations, chosen, choice,
    refusalReasons: shown.refusalReasons, correctionReasons: shown.correctionReasons,
  }
}

const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

async function organisationsWithCases(call: Call): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string }>`select distinct organisation as id from public_progress.fact order by 1 limit ${PLACES_MAX}`.execute(call.tx)
  return rows.map(({ id }) => ({ id, name: call.kernel.nameOf(id) }))
}

async function placesWithCases({ tx }: Call): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct fact.place as id, organisation.short_name as name
    from public_progress.fact fact join people.organisation organisation on organisation.division_code = fact.place order by 1 limit ${PLACES_MAX}`.execute(tx)
  return rows
}
