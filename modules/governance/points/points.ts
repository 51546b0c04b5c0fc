import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { seenBy } from '../alerts/list.ts'
import { causeName, ruleOf } from '../rules/rules.ts'
import { editions, pointSpans, rulesOn } from '../rules/rule-book.ts'
import { settingOf, type Rule } from '../rules/settings.ts'
import { pointRuleName } from './rules.ts'

const ENTRIES_MAX = 500

/** One point given or taken, with what it came from; `source` names it for good. */
export interface Entry {
  source: string; rule: string; organisation: string; on: Day; caseId: string; number: string; cause: string; objection: string | null; points: number
}

/**
 * Points are derived, never kept: each row is an alert or a rectification that a rule of points.json speaks of. What came to nothing and
 * what an objection has struck out is not among them. A point is worth what the rule said on its day. $1 … $2 the days, $3 the organisation or null, $4 the rules.
 */
const ENTRIES = `
  with entry as (
    select 'alert:' || id as source, level as rule, organisation, fired_on as on, case_id, rule as cause from governance.alert
    where level in ('yellow', 'red') and fired_on between $1 and $2 and ($3::text is null or organisation = $3)
      and (settled_how is null or settled_how not in ('moved', 'dismissed'))
    union all
    select 'ordered:' || case_id, case when cause = 'by-hand:exposed' then 'exposed' else 'inspection' end, organisation, ordered_on, case_id, cause
    from governance.rectification
    where cause like 'by-hand:%' and ordered_on between $1 and $2 and ($3::text is null or organisation = $3) and outcome is distinct from 'cancelled'
    union all
    select 'again:' || case_id, 'recurrence', organisation, opened_on, case_id, cause from governance.rectification
    where times > 1 and opened_on between $1 and $2 and ($3::text is null or organisation = $3) and outcome is distinct from 'cancelled'
    union all
    select 'mended:' || case_id, 'mended-in-time', organisation, closed_on, case_id, cause from governance.rectification
    where outcome = 'rectified' and evidenced_on <= ordered_until and closed_on between $1 and $2 and ($3::text is null or organisation = $3))`
const RULE = 'join json_to_recordset($4::json) as rule (id text, "from" date, until date, points int) on rule.id = entry.rule and entry.on >= rule.from and entry.on < rule.until'
const STANDING = "left join governance.objection objection on objection.source = entry.source where objection.outcome is distinct from 'sustained'"

interface Tally { organisation: string; rule: string; n: number; points: number }

/** The points of a month: of each organisation by rule, for those who may read all of them, otherwise of one's own. */
export async function pointsOf(call: Call, on: Day) {
  const days = daysOf(on)
  const [rows, first, last] = await Promise.all([
    tallies(call.tx, days, { organisation: seenBy(call.actor) }), rulesOn(call.tx, days[0]), rulesOn(call.tx, days[1]),
  ])
  const base = first.rule('points', 'base')
  const organisations = [...Map.groupBy(rows, ({ organisation }) => organisation)].map(([organisation, own]) => ({
    organisation, name: call.kernel.nameOf(organisation), points: settingOf(base, 'basePoints') + own.reduce((sum, { points }) => sum + points, 0),
    parts: own.map(({ rule, n, points }) => ({ rule, name: pointRuleName(rule), n, points })),
  }))
  const rules = last.rules
    .filter(({ kind, id }) => kind === 'points' && id !== 'base')
    .map(({ id, version, name, settings, basis }) => ({ id, version, name, points: settings.points ?? 0, basis }))
  return {
    month: on.slice(0, 7), base: { points: settingOf(base, 'basePoints'), basis: base.basis }, rules,
    organisations: organisations.sort((one, other) => one.points - other.points || one.organisation.localeCompare(other.organisation)),
  }
}

/** How many of each rule and what they are worth together; by `rules` in place of those that are in force, where given. */
export async function tallies(tx: Tx, days: readonly [Day, Day], { organisation, rules }: {
  organisation: string | null; rules?: readonly Rule[]
}): Promise<Tally[]> {
  const spans = JSON.stringify(pointSpans(rules ?? await editions(tx)))
  return runSql<Tally>(tx, `
    ${ENTRIES} select entry.organisation, entry.rule, count(*)::int as n, sum(rule.points)::int as points from entry ${RULE} ${STANDING} group by 1, 2 order by 1, 2 limit 2000`,
  [...days, organisation, spans])
}

/** Every point of one organisation in a month, each with its cause and what was objected. */
export async function entriesOf(call: Call, on: Day, organisation: string) {
  const seen = seenBy(call.actor)
  const rows = await entries(call.tx, daysOf(on), seen ?? organisation)
  const book = await rulesOn(call.tx, daysOf(on)[1])
  const views = (seen === null || seen === organisation ? rows : []).map((entry) => ({ ...entryView(entry), basis: book.rule('points', entry.rule).basis }))
  return { month: on.slice(0, 7), organisation, name: call.kernel.nameOf(organisation), entries: views }
}

/** One point of these days by its name. */
export async function findEntry(tx: Tx, source: string, { organisation, from, to }: { organisation: string; from: Day; to: Day }): Promise<Entry | undefined> {
  const spans = JSON.stringify(pointSpans(await editions(tx)))
  const rows = await runSql<Entry>(tx, `${ENTRIES} ${SELECT} where entry.source = $5`, [from, to, organisation, spans, source])
  return rows[0]
}

const SELECT = `
  select entry.source, entry.rule, entry.organisation, entry.on, entry.case_id as "caseId", found.number, entry.cause, rule.points,
    case when objection.source is null then null else coalesce(objection.outcome, 'open') end as objection
  from entry ${RULE} join kernel.case found on found.id = entry.case_id left join governance.objection objection on objection.source = entry.source`

async function entries(tx: Tx, [from, to]: readonly [Day, Day], organisation: string): Promise<Entry[]> {
  const spans = JSON.stringify(pointSpans(await editions(tx)))
  return runSql<Entry>(tx, `${ENTRIES} ${SELECT} order by entry.on desc, entry.source limit ${ENTRIES_MAX}`, [from, to, organisation, spans])
}

function entryView(entry: Entry) {
  const isStruck = entry.objection === 'sustained'
  return {
    ...entry,
    ruleName: pointRuleName(entry.rule),
    points: isStruck ? 0 : entry.points,
    causeName: entry.source.startsWith('alert:') ? ruleOf(entry.cause).name : causeName(entry.cause),
  }
}

/** First and last day of the month of this day. */
export function daysOf(on: Day): [Day, Day] {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))]
  if (!Number.isInteger(year) || month < 1 || month > 12) throw new Refusal('invalid', '没有这个月份', [{ path: 'on', message: '请写成 2026-03-01 这样的日期' }])
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [`${on.slice(0, 7)}-01`, `${on.slice(0, 7)}-${String(last).padStart(2, '0')}`]
}
