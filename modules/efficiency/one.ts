import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { stateRule, workflowOf, type Call } from '#kernel'
import { casesBehind, itemNames, opensToCases, type BehindCase } from '#base/figures'
import { amountsFor } from './amounts.ts'
import { AskedQuery, soundly, type Scoped } from './asked.ts'
import { indicatorOf, measuresIn, type Indicator, type Scope, type Term } from './indicator.ts'
import { definitionView, viewOf } from './listing.ts'
import { rankingOf, trendOf } from './ranking.ts'

const closed = { additionalProperties: false } as const
const by = Type.Union([Type.Literal('organisation'), Type.Literal('item'), Type.Literal('place'), Type.Literal('window')])

export const OneQuery = Type.Object({ ...AskedQuery.properties, by: Type.Optional(by) }, closed)
export const CasesQuery = Type.Object(
  {
    ...AskedQuery.properties,
    part: Type.Optional(Type.Union([Type.Literal('numerator'), Type.Literal('denominator')])),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  closed,
)

/** One indicator: its value, what it is made of, by unit, and how it has gone. */
export async function oneIndicator(call: Call, id: string, query: AskedQuery & { by?: Scope }) {
  const indicator = known(id)
  const { by: grouping = query.window === undefined ? 'organisation' : 'window', ...rest } = query
  const asked = soundly(rest, call)
  if (grouping === 'window' && (asked.organisation ?? asked.item ?? asked.place) !== undefined) {
    throw new Refusal('invalid', '窗口单独统计，限定了单位、事项或镇街就不能再按窗口分，请去掉那个条件')
  }
  if (grouping === 'place' && (asked.organisation !== undefined || asked.item !== undefined)) {
    throw new Refusal('invalid', '镇街单独统计，限定了单位或事项就不能再按镇街分，请去掉一个条件')
  }
  const [amounts, rows, trend] = await Promise.all([
    amountsFor(call, { ...asked, measures: measuresIn(indicator) }), rankingOf(call, indicator, { ...asked, by: grouping }), trendOf(call, indicator, asked),
  ])
  return {
    ...asked, by: grouping, asOf: call.now.toISOString(),
    indicator: viewOf(indicator, amounts.get('') ?? new Map(), asked), definition: definitionView(indicator),
    rows: await withNames(call, rows, grouping), trend,
    opens: { numerator: opens(indicator.numerator.terms), denominator: opens(indicator.denominator?.terms ?? []) },
  }
}

/** The cases behind the upper or the lower number of an indicator. */
export async function indicatorCases(call: Call, id: string, { part = 'numerator', page, ...query }: AskedQuery & {
  part?: 'numerator' | 'denominator'; page?: number
}) {
  const indicator = known(id)
  const asked = soundly(query, call)
  const terms = (part === 'numerator' ? indicator.numerator : indicator.denominator)?.terms ?? []
  if (!opens(terms)) throw new Refusal('not-found', '这个数不是从办件数出来的，没有办件可以打开，请看指标的定义')
  const [plus, minus] = [terms.filter(({ times = 1 }) => times > 0), terms.filter(({ times = 1, part: which }) => times < 0 && which === 'n')]
  const names = (some: readonly Term[]): string[] => some.map(({ measure }) => measure)
  const found = await casesBehind(call.tx, { ...dueByYesterday(asked, terms, call), plus: names(plus), minus: names(minus), page, today: call.today })
  return { ...asked, part, id, name: indicator.name, asOf: call.now.toISOString(), ...found, cases: found.cases.map((line) => caseView(call, line)) }
}

/** A case as a leader sees it: how the office works, not whose matter it is. */
export function caseView(call: Call, line: BehindCase) {
  const { type, workflowVersion, ...rest } = line
  const label = stateRule(workflowOf(call.kernel, type, workflowVersion), line.state).label
  return { ...rest, stateLabel: label, organisationName: call.kernel.nameOf(line.organisation) }
}

function known(id: string): Indicator {
  const indicator = indicatorOf(id)
  if (!indicator) throw new Refusal('not-found', `没有编号为“${id}”的指标，请从指标列表里打开`)
  return indicator
}

function opens(terms: readonly Term[]): boolean {
  return terms.length > 0 && terms.every(({ measure }) => opensToCases(measure))
}

/** The same end of the period as the number has: what is due today is not late today. */
function dueByYesterday(asked: Scoped, terms: readonly Term[], { today }: Call): Scoped {
  const isByDue = terms.some(({ measure }) => measure === 'due' || measure === 'dueKept')
  return isByDue && asked.to >= today ? { ...asked, to: addCalendarDays(today, -1) } : asked
}

async function withNames<Row extends { key: string; name: string }>({ tx }: Call, rows: Row[], grouping: Scope): Promise<Row[]> {
  if (rows.length === 0 || (grouping !== 'item' && grouping !== 'place')) return rows
  const keys = rows.map(({ key }) => key)
  const names = grouping === 'item' ? await itemNames(tx, keys) : await placeNames(tx, keys)
  return rows.map((row) => ({ ...row, name: names.get(row.key) ?? row.key }))
}

async function placeNames(tx: Call['tx'], codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await runSql<{ code: string; name: string }>(tx, `
    select division_code as code, max(name) as name from people.organisation where division_code = any($1) group by division_code`, [codes])
  return new Map(rows.map(({ code, name }) => [code, name]))
}
