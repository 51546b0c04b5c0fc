import { sql, type RawBuilder } from 'kysely'
import { Type } from 'typebox'
import type { Day } from '#platform/day'
import { stateRule, workflowOf, type Call } from '#kernel'
import { FACTS } from './statistics.ts'
import { isAsked, isWithin, soundFilter, StatisticsFilter } from './statistics-filter.ts'

const PAGE_SIZE = 50

/** Which cases make up a number. */
export const MEASURES = {
  received: '收到的', resolved: '办结的', decided: '作出决定的', onTime: '按时的', late: '超过承诺期限才决定的', rated: '有评价的',
  open: '还没有办结的', overdue: '没有办结、已经超期的',
} as const
export type Measure = keyof typeof MEASURES
export const isMeasure = (name: string): name is Measure => Object.hasOwn(MEASURES, name)

export const CasesQuery = Type.Object({
  ...StatisticsFilter.properties,
  measure: Type.Union(Object.keys(MEASURES).map((name) => Type.Literal(name))),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}, { additionalProperties: false })
export interface CasesQuery extends StatisticsFilter { measure: string; page?: number }

interface CaseLine {
  caseId: string
  number: string
  type: string
  itemName: string
  organisation: string
  place: string
  state: string
  receivedOn: Day
  dueOn: Day | null
  resolvedOn: Day | null
  workingDays: number | null
  onTime: boolean | null
}

/**
 * The cases that add up to a number: number, matter, organisation, state and days. Neither who applied nor what was filled in:
 * a leader sees how the district works, not whose matter it is.
 */
export async function statisticsCases(call: Call, { measure, page = 1, ...asked }: CasesQuery) {
  const filter = soundFilter(asked)
  const isCounted = conditionOf(measure)(filter, call.today)
  const from = sql`from ${FACTS} where ${isAsked(filter)} and ${isCounted}`
  const [{ rows }, { rows: counted }] = await Promise.all([
    sql<CaseLine>`
      select fact.case_id as "caseId", fact.number, fact.type, fact.item_name as "itemName", fact.organisation, fact.place, fact.state, fact.received_on as "receivedOn",
        fact.due_on as "dueOn", fact.resolved_on as "resolvedOn", fact.working_days as "workingDays", fact.on_time as "onTime"
      ${from} order by fact.received_on desc, fact.number desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(call.tx),
    sql<{ total: number }>`select count(*)::int as total ${from}`.execute(call.tx),
  ])
  return { measure, total: counted[0]?.total ?? 0, page, size: PAGE_SIZE, asOf: call.now.toISOString(), cases: rows.map((row) => lineView(call, row)) }
}

type Condition = (filter: StatisticsFilter, today: Day) => RawBuilder<boolean>
const resolved: Condition = (filter) => isWithin('resolved_on', filter)

/** The same conditions as in `figures`, which a test holds together. */
const CONDITIONS: Readonly<Record<Measure, Condition>> = {
  received: (filter) => isWithin('received_on', filter),
  resolved,
  decided: (filter, today) => sql<boolean>`fact.on_time is not null and ${resolved(filter, today)}`,
  onTime: (filter, today) => sql<boolean>`fact.on_time and ${resolved(filter, today)}`,
  late: (filter, today) => sql<boolean>`not fact.on_time and ${resolved(filter, today)}`,
  rated: (filter, today) => sql<boolean>`fact.rating is not null and excluded.case_id is null and ${resolved(filter, today)}`,
  open: () => sql<boolean>`fact.resolved_on is null`,
  overdue: (_filter, today) => sql<boolean>`fact.resolved_on is null and fact.due_on < ${today}::date`,
}

/** The schema of the route lets no other name through. */
function conditionOf(name: string): Condition {
  return isMeasure(name) ? CONDITIONS[name] : () => sql<boolean>`false`
}

function lineView(call: Call, { type, ...line }: CaseLine) {
  return {
    ...line, organisationName: call.kernel.nameOf(line.organisation), stateLabel: stateRule(workflowOf(call.kernel, type), line.state).label,
  }
}
