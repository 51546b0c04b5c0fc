import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { isDay, type Day } from '#platform/day'
import { stateRule, workflowOf, type Call } from '#kernel'
import { isMeasure, MEASURES, officeStates, STEP_MEANING, warnedUntil, type ScreenMeasure } from './measures.ts'
import { wholeMonths } from './period.ts'
import { scopeOf, ScopeQuery, type Scope } from './scope.ts'
import { SOURCE } from './tiles.ts'

const PAGE_SIZE = 50
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Which number: a measure; or a state ('step') of one matter. `day` takes one day of the trend instead of the period. */
export const CasesQuery = Type.Object({
  ...ScopeQuery.properties,
  measure: Type.Union([...Object.keys(MEASURES), 'step'].map((name) => Type.Literal(name))),
  item: Type.Optional(Type.String({ minLength: 1, maxLength: 36 })),
  state: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  day: Type.Optional(day),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}, { additionalProperties: false })
export interface CasesQuery extends ScopeQuery { measure: string; item?: string; state?: string; day?: string; page?: number }

interface Line {
  caseId: string
  number: string
  type: string
  version: number
  itemName: string
  organisation: string
  state: string
  receivedOn: Day
  dueOn: Day | null
  resolvedOn: Day | null
  workingDays: number | null
}

/**
 * What a number means, where it comes from, as of when, and the cases that add up to it: number, matter, unit, state and days; neither
 * who applied nor what was filled in.
 */
export async function casesBehind(call: Call, asked: CasesQuery) {
  const scope = withDay(scopeOf(call, asked), asked.day)
  const { label, meaning, isNow, from, order, values } = asked.measure === 'step' ? stepSought(call, scope, asked) : measureSought(call, scope, asked)
  const page = asked.page ?? 1
  const [lines, [counted]] = await Promise.all([
    runSql<Line>(call.tx, `select ${columnsOf(asked.measure)} ${from} order by ${order} limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`, values),
    runSql<{ total: number }>(call.tx, `select count(*)::int as total ${from}`, values),
  ])
  return {
    label, meaning, isNow, source: SOURCE, asOf: call.now.toISOString(), from: scope.from, to: scope.to, total: counted?.total ?? 0, page, size: PAGE_SIZE,
    cases: lines.map((line) => lineView(call, line)),
  }
}

interface Sought { label: string; meaning: string; isNow: boolean; from: string; order: string; values: unknown[] }

function measureSought(call: Call, scope: Scope, { measure, item }: CasesQuery): Sought {
  // The schema of the route lets no other name through.
  const { label, meaning, condition, isNow = false }: ScreenMeasure = MEASURES[isMeasure(measure) ? measure : 'received']
  const { from, to } = wholeMonths(scope)
  return {
    label, meaning, isNow, order: isNow ? OF_FEW : 'fact.received_on desc, fact.number desc',
    from: `from figures.case_fact fact where ${condition} and ${SCOPED} and $1::date <= $2::date and $3::date <= $4::date`,
    values: [from, to, call.today, warnedUntil(call), scope.organisation ?? null, scope.place ?? null, item ?? null],
  }
}

/** Of all there ever were only few stand open: they are found first and then put in order, not looked for among all in their order. */
const OF_FEW = 'fact.received_on + 0 desc, fact.number desc'

const SCOPED = `($5::text is null or fact.organisation = $5) and ($6::text is null or fact.place = $6) and ($7::text is null or fact.item_code = $7)`

/** The slowest stay first. */
function stepSought(call: Call, scope: Scope, { item, state }: CasesQuery): Sought {
  if (item === undefined || state === undefined || !officeStates(call.kernel).includes(state)) throw new Refusal('invalid', '没有这样的环节，请从屏上的环节打开')
  const { from, to } = wholeMonths(scope)
  return {
    label: `环节：${labelOf(call, state)}`, meaning: STEP_MEANING, isNow: false, order: 'stay.working_days desc, fact.number desc',
    from: `from figures.stay stay join figures.case_fact fact using (case_id) where stay.kind = 'service' and stay.left_on between $1 and $2
      and stay.item_code = $3 and stay.state = $4 and ($5::text is null or stay.organisation = $5)`,
    values: [from, to, item, state, scope.organisation ?? null],
  }
}

function columnsOf(measure: string): string {
  return `fact.case_id as "caseId", fact.number, fact.type, fact.workflow_version as version, fact.item_name as "itemName", fact.organisation, fact.state,
    fact.received_on as "receivedOn", fact.due_on as "dueOn", fact.resolved_on as "resolvedOn", ${measure === 'step' ? 'stay' : 'fact'}.working_days as "workingDays"`
}

function withDay(scope: Scope, day: Day | undefined): Scope {
  if (day === undefined) return scope
  if (!isDay(day)) throw new Refusal('invalid', '日期不对，请按 2026-03-02 的样子写')
  return { ...scope, from: day, to: day }
}

function labelOf(call: Pick<Call, 'kernel'>, state: string): string {
  return stateRule(workflowOf(call.kernel, 'application'), state).label
}

function lineView(call: Call, { type, version, ...line }: Line) {
  return { ...line, organisationName: call.kernel.nameOf(line.organisation), stateLabel: stateRule(workflowOf(call.kernel, type, version), line.state).label }
}
