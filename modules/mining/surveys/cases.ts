import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import type { Call } from '#kernel'
import { getSurvey } from './view.ts'

const PAGE_SIZE = 50

/** What a number of a survey counts, and the condition on a row of its cases; `$2` is the value asked for. */
const CONDITIONS = {
  all: "$2::text is not null",
  variant: 'variant = $2::int',
  pair: '$2::text = any(pairs)',
  repeated: '$2::text = any(repeated)',
  repeating: 'cardinality(repeated) > 0 and $2::text is not null',
  returned: '$2::text = any(returned)',
  deviation: '$2::text = any(deviations)',
  deviating: 'cardinality(deviations) > 0 and $2::text is not null',
  handovers: 'handovers >= $2::int',
  stay: 'losses ? $2::text',
  time: 'times ? $2::text',
} as const
export type By = keyof typeof CONDITIONS

/** The worst first: those that lost most where one looks at a bottleneck, those with most hand-overs, and else the newest. */
const ORDERS: Partial<Record<By, string>> = {
  stay: "greatest((losses->$2->>'late')::float8, (losses->$2->>'over')::float8) desc, (losses->$2->>'days')::float8 desc, place",
  time: '(times->>$2)::float8 desc, place',
  handovers: 'handovers desc, place',
}

export const CasesQuery = Type.Object({
  by: Type.Unsafe<By>(Type.Union(Object.keys(CONDITIONS).map((name) => Type.Literal(name)))),
  value: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}, { additionalProperties: false })
export type CasesQuery = Static<typeof CasesQuery>

interface Line {
  caseId: string
  number: string
  itemName: string
  organisation: string
  receivedOn: Day
  workingDays: number | null
  elapsedDays: number
  variant: number
  handovers: number
  /** At the bottleneck asked for, or on what it went. */
  days: number | null
  late: number | null
}

/** The cases a number of a survey counts: how they went, not whose they are. */
export async function surveyCases(call: Call, id: string, { by, value = '', page = 1 }: CasesQuery) {
  await getSurvey(call.tx, id)
  // Numbers are compared as numbers; what is none counts nothing.
  const wanted = by === 'variant' || by === 'handovers' ? String(/^\d{1,6}$/.test(value) ? value : 0) : value
  const which = `from mining.survey_case where survey_id = $1 and ${CONDITIONS[by]}`
  const [lines, [counted]] = await Promise.all([
    runSql<Line>(call.tx, `
      select case_id as "caseId", number, item_name as "itemName", organisation, received_on as "receivedOn", working_days as "workingDays", elapsed_days as "elapsedDays", variant,
        handovers, coalesce((losses->$2::text->>'days')::float8, (times->>$2::text)::float8) as days, (losses->$2::text->>'late')::float8 as late
      ${which.replaceAll('$2', '$2::text')} order by ${(ORDERS[by] ?? 'place').replaceAll('$2', '$2::text')} limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`, [id, wanted]),
    runSql<{ total: number }>(call.tx, `select count(*)::int as total ${which.replaceAll('$2', '$2::text')}`, [id, wanted]),
  ])
  return {
    by, total: counted?.total ?? 0, page, size: PAGE_SIZE,
    cases: lines.map((line) => ({ ...line, organisationName: call.kernel.nameOf(line.organisation) })),
  }
}
