import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { stateRule, workflowOf, type Call } from '#kernel'
import { seenBy } from '../alerts/list.ts'
import { daysOf, pointsOf } from '../points/points.ts'
import { COUNTS } from '../sources.ts'
import { REPORT_MEASURE_NAMES, REPORT_MEASURES, rowsOf, type ReportMeasure, type ReportMeasureName } from './measures.ts'

const PAGE_SIZE = 50
const MONTHS = 12
const UNITS_MAX = 100
const SOURCE = '监督预警、整改和黄牌督办的记录'

export interface Asked { on: Day; organisation?: string | undefined }
interface UnitCounts { organisation: string; problems: number; rechecked: number; mending: number; yellow: number; red: number }

/** 汇报: a month of the supervision on one page, of everybody or of one unit, composed from figures that each open to their cases. */
export async function reportOf(call: Call, { on, organisation }: Asked) {
  const unit = unitSeen(call, organisation)
  const days = daysOf(on)
  const values = [...days, unit, call.today]
  const [[counts], units, points, months] = await Promise.all([
    runSql<Record<ReportMeasureName, number>>(
      call.tx, `select ${REPORT_MEASURE_NAMES.map((name) => `(select count(*)::int ${rowsOf(name)}) as "${name}"`).join(', ')}`, values,
    ),
    unitCounts(call.tx, values), pointsOf(call, on), monthCounts(call.tx, { until: days[1], unit }),
  ])
  const earned = new Map(points.organisations.map((one) => [one.organisation, one.points]))
  return {
    today: call.today, asOf: call.now.toISOString(), month: on.slice(0, 7), from: days[0], to: days[1], organisation: unit,
    organisationName: unit === null ? '全区' : call.kernel.nameOf(unit), source: SOURCE, basePoints: points.base.points,
    figures: REPORT_MEASURE_NAMES.map((name) => ({ name, label: REPORT_MEASURES[name].label, what: REPORT_MEASURES[name].what, n: counts?.[name] ?? 0 })),
    units: units.map((one) => ({ ...one, name: call.kernel.nameOf(one.organisation), points: earned.get(one.organisation) ?? points.base.points })), months,
  }
}

/** The cases one figure counts, the newest first; as many as it says. */
export async function reportCases(call: Call, { measure, on, organisation, page }: Asked & { measure: ReportMeasureName; page: number }) {
  const { label, what }: ReportMeasure = REPORT_MEASURES[measure]
  const values = [...daysOf(on), unitSeen(call, organisation), call.today]
  const [[counted], rows] = await Promise.all([
    runSql<{ n: number }>(call.tx, `select count(*)::int as n ${rowsOf(measure)}`, values),
    runSql<CaseRow>(call.tx, `
      select found.id, found.number, found.title, found.type, found.workflow_version as "workflowVersion", found.state, row.organisation
      from (select case_id, organisation ${rowsOf(measure)}) row join kernel.case found on found.id = row.case_id
      order by found.opened_at desc, found.id limit ${PAGE_SIZE} offset $5`, [...values, (page - 1) * PAGE_SIZE]),
  ])
  return {
    measure, label, what, source: SOURCE, asOf: call.now.toISOString(), total: counted?.n ?? 0,
    cases: rows.map(({ type, workflowVersion, state, organisation: of, ...row }) =>
      ({ ...row, stateLabel: stateRule(workflowOf(call.kernel, type, workflowVersion), state).label, organisationName: call.kernel.nameOf(of) })),
  }
}

interface CaseRow { id: string; number: string; title: string; type: string; workflowVersion: number; state: string; organisation: string }

/** Others than the supervision and the leaders see their own unit's; asked for another's they are told so. */
function unitSeen(call: Call, asked: string | undefined): string | null {
  const own = seenBy(call.actor)
  if (own !== null && asked !== undefined && asked !== own) throw new Refusal('forbidden', '只能看本单位的汇报')
  return own ?? asked ?? null
}

/** One row for each unit that has anything to show. */
async function unitCounts(tx: Tx, values: readonly unknown[]): Promise<UnitCounts[]> {
  const shown = ['problems', 'rechecked', 'mending', 'yellow', 'red'] as const
  return runSql<UnitCounts>(tx, `
    select organisation, ${shown.map((name) => `count(*) filter (where measure = '${name}')::int as "${name}"`).join(', ')}
    from (${shown.map((name) => `select '${name}' as measure, organisation ${rowsOf(name)}`).join(' union all ')}) counted
    group by 1 order by count(*) filter (where measure = 'red') desc, count(*) filter (where measure = 'yellow') desc, count(*) desc, 1
      limit ${UNITS_MAX}`, values)
}

interface MonthRow { month: string; problems: number; rechecked: number; yellow: number; red: number }

/** Twelve months up to the one asked for; a month without anything is there with noughts. */
async function monthCounts(tx: Tx, { until, unit }: { until: Day; unit: string | null }): Promise<MonthRow[]> {
  const months = monthsUntil(until)
  const rows = await runSql<MonthRow>(tx, `
    select to_char(day, 'YYYY-MM') as month, count(*) filter (where what = 'problems')::int as problems,
      count(*) filter (where what = 'rechecked')::int as rechecked,
      count(*) filter (where what = 'yellow')::int as yellow, count(*) filter (where what = 'red')::int as red
    from (select level as what, fired_on as day, organisation from governance.alert
      where ${COUNTS} and level in ('yellow', 'red') and fired_on between $1 and $2
      union all select 'problems', opened_on, organisation from governance.rectification
        where outcome is distinct from 'cancelled' and opened_on between $1 and $2
      union all select 'rechecked', closed_on, organisation from governance.rectification where outcome = 'rectified' and closed_on between $1 and $2) happened
    where $3::text is null or organisation = $3 group by 1`, [`${months[0]}-01`, until, unit])
  return months.map((month) => rows.find((row) => row.month === month) ?? { month, problems: 0, rechecked: 0, yellow: 0, red: 0 })
}

function monthsUntil(until: Day): string[] {
  const months: string[] = []
  for (let day = until; months.length < MONTHS; day = addCalendarDays(`${day.slice(0, 7)}-01`, -1)) months.unshift(day.slice(0, 7))
  return months
}
