import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { seenBy } from '../alerts/list.ts'
import { causeName, ruleOf } from '../rules/rules.ts'
import { BASE, POINT_RULES, pointRule } from './rules.ts'

const ENTRIES_MAX = 500

/** One point given or taken, with what it came from; `source` names it for good. */
export interface Entry { source: string; rule: string; organisation: string; on: Day; caseId: string; number: string; cause: string; objection: string | null }

/**
 * Points are derived, never kept: each row is an alert or a rectification that a rule of points.json speaks of. What came to nothing and
 * what an objection has struck out is not among them. $1 … $2 the days, $3 the organisation or null.
 */
const ENTRIES = `
  with entry as (
    select 'alert:' || id as source, level as rule, organisation, fired_on as on, case_id, rule as cause from governance.alert
    where level in ('yellow', 'red') and fired_on between $1 and $2 and ($3::text is null or organisation = $3) and (settled_how is null or settled_how not in ('moved', 'dismissed'))
    union all
    select 'ordered:' || case_id, case when cause = 'by-hand:exposed' then 'exposed' else 'inspection' end, organisation, ordered_on, case_id, cause from governance.rectification
    where cause like 'by-hand:%' and ordered_on between $1 and $2 and ($3::text is null or organisation = $3) and outcome is distinct from 'cancelled'
    union all
    select 'again:' || case_id, 'recurrence', organisation, opened_on, case_id, cause from governance.rectification
    where times > 1 and opened_on between $1 and $2 and ($3::text is null or organisation = $3) and outcome is distinct from 'cancelled'
    union all
    select 'mended:' || case_id, 'mended-in-time', organisation, closed_on, case_id, cause from governance.rectification
    where outcome = 'rectified' and evidenced_on <= ordered_until and closed_on between $1 and $2 and ($3::text is null or organisation = $3))`
const STANDING = "left join governance.objection objection on objection.source = entry.source where objection.outcome is distinct from 'sustained'"

interface Tally { organisation: string; rule: string; n: number }

/** The points of a month: of each organisation by rule, for those who may read all of them, otherwise of one's own. */
export async function pointsOf(call: Call, on: Day) {
  const rows = await runSql<Tally>(call.tx, `${ENTRIES} select entry.organisation, entry.rule, count(*)::int as n from entry ${STANDING} group by 1, 2 order by 1, 2 limit 2000`, [...daysOf(on), seenBy(call.actor)])
  const organisations = [...Map.groupBy(rows, ({ organisation }) => organisation)].map(([organisation, tallies]) => ({
    organisation, name: call.kernel.nameOf(organisation), points: BASE.points + tallies.reduce((sum, { rule, n }) => sum + n * pointRule(rule).points, 0),
    parts: tallies.map(({ rule, n }) => ({ rule, name: pointRule(rule).name, n, points: n * pointRule(rule).points })),
  }))
  return { month: on.slice(0, 7), base: BASE, rules: POINT_RULES, organisations: organisations.sort((one, other) => one.points - other.points || one.organisation.localeCompare(other.organisation)) }
}

/** Every point of one organisation in a month, each with its cause and what was objected. */
export async function entriesOf(call: Call, on: Day, organisation: string) {
  const seen = seenBy(call.actor)
  const rows = await entries(call.tx, daysOf(on), seen ?? organisation)
  return { month: on.slice(0, 7), organisation, name: call.kernel.nameOf(organisation), entries: (seen === null || seen === organisation ? rows : []).map(entryView) }
}

/** One point of these days by its name. */
export async function findEntry(tx: Tx, source: string, { organisation, from, to }: { organisation: string; from: Day; to: Day }): Promise<Entry | undefined> {
  const rows = await runSql<Entry>(tx, `${ENTRIES} ${SELECT} where entry.source = $4`, [from, to, organisation, source])
  return rows[0]
}

const SELECT = `
  select entry.source, entry.rule, entry.organisation, entry.on, entry.case_id as "caseId", found.number, entry.cause,
    case when objection.source is null then null else coalesce(objection.outcome, 'open') end as objection
  from entry join kernel.case found on found.id = entry.case_id left join governance.objection objection on objection.source = entry.source`

function entries(tx: Tx, [from, to]: readonly [Day, Day], organisation: string): Promise<Entry[]> {
  return runSql<Entry>(tx, `${ENTRIES} ${SELECT} order by entry.on desc, entry.source limit ${ENTRIES_MAX}`, [from, to, organisation])
}

function entryView(entry: Entry) {
  const { name, points, basis } = pointRule(entry.rule)
  const isStruck = entry.objection === 'sustained'
  return { ...entry, ruleName: name, points: isStruck ? 0 : points, basis, causeName: entry.source.startsWith('alert:') ? ruleOf(entry.cause).name : causeName(entry.cause) }
}

/** First and last day of the month of this day. */
export function daysOf(on: Day): [Day, Day] {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))]
  if (!Number.isInteger(year) || month < 1 || month > 12) throw new Refusal('invalid', '没有这个月份', [{ path: 'on', message: '请写成 2026-03-01 这样的日期' }])
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [`${on.slice(0, 7)}-01`, `${on.slice(0, 7)}-${String(last).padStart(2, '0')}`]
}
