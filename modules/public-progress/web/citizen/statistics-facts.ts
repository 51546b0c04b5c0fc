import { runSql } from '#platform/database'
import type { Call } from '#kernel'
import { measured } from '#base/figures'
import { periodOf } from '../../statistics-filter.ts'
import { publicStatistics } from '../../statistics-open-data.ts'
import { measuresOf } from '../../statistics.ts'
import { PERIOD_WORDS, type Choice, type StatisticsFacts } from './statistics-page.ts'

export interface StatisticsQuery { organisation?: string; place?: string; period?: string }

const PLACES_MAX = 200

interface Named { id: string; name: string }

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

const SINCE_EVER = { from: '1900-01-01', to: '2999-12-31' } as const

async function organisationsWithCases(call: Call): Promise<Named[]> {
  const rows = await measured(call.tx, { ...SINCE_EVER, measures: measuresOf('received'), by: 'organisation' })
  return [...new Set(rows.map(({ key }) => key))].toSorted().slice(0, PLACES_MAX).map((id) => ({ id, name: call.kernel.nameOf(id) }))
}

async function placesWithCases({ tx }: Call): Promise<Named[]> {
  const rows = await measured(tx, { ...SINCE_EVER, measures: measuresOf('received'), by: 'place' })
  return runSql<Named>(tx, `
    select distinct on (division_code) division_code as id, short_name as name from people.organisation where division_code = any($1)
    order by division_code, id limit ${PLACES_MAX}`, [rows.map(({ key }) => key)])
}
