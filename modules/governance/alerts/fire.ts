import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { addWorkingDays, type Calendar, type Call, type Kernel } from '#kernel'
import { rulesOn } from '../rules/rule-book.ts'
import type { AlertRule } from '../rules/rules.ts'
import { OVERDUE, OVERDUE_RED, REMINDER, STAGE, type Candidates } from './candidates.ts'

const BATCH = 5000

/** How many alerts each rule has fired. */
export type Fired = Readonly<Record<string, number>>
type Moment = { kernel: Pick<Kernel, 'calendar'> } & Pick<Call, 'now' | 'today'>

/**
 * Fires every deadline whose day has come, in batches of one statement each. Each batch locks its cases and skips those another
 * process or a step holds, so processes share the work; the unique key of an alert says once and for all that it fired. What was
 * skipped because somebody was just working on it comes in the next round.
 */
export async function fireDeadlines(database: Database, { kernel, now, today }: Moment, batch = BATCH): Promise<Fired> {
  const fired: Record<string, number> = {}
  const book = await rulesOn(database, today)
  for (const candidates of [REMINDER, OVERDUE, OVERDUE_RED, STAGE]) {
    const rule = book.alert(candidates.rule)
    fired[rule.id] = rule.isOn ? await sweep(database, candidates, { kernel, now, today, rule, batch }) : 0
  }
  return fired
}

/** One rule over all its candidates. */
async function sweep(database: Database, candidates: Candidates, { batch, ...moment }: Moment & { rule: AlertRule; batch: number }): Promise<number> {
  const statement = statementOf(candidates)
  const facts = factsFor(moment)
  let total = 0
  for (let place: unknown[] = [...candidates.start]; ;) {
    const { fired, seen, last } = await inTransaction(database, (tx) => step(tx, statement, [...facts, batch, ...place]))
    total += fired
    if (seen < batch || last === null) return total
    place = last
  }
}

/** $1 to $6; what a rule does not need is null. */
function factsFor({ kernel, now, today, rule }: Moment & { rule: AlertRule }): unknown[] {
  return [today, rule.id, rule.version, rule.level, now, supervisedUntil(rule, kernel.calendar, today)]
}

/** 督办期限 of a card of this day; null where the rule has none. */
export function supervisedUntil({ settings }: Pick<AlertRule, 'settings'>, calendar: Calendar, day: Day): Day | null {
  return settings.superviseWorkingDays === undefined ? null : addWorkingDays(calendar, day, settings.superviseWorkingDays)
}

interface Step { fired: number; seen: number; last: unknown[] | null }

async function step(tx: Tx, statement: string, values: readonly unknown[]): Promise<Step> {
  // Always along the index, however few the planner expects: gathering and sorting all cases for each batch would be quadratic.
  const [, [row]] = await Promise.all([
    runSql(tx, 'set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off'),
    runSql<Step>(tx, statement, values),
  ])
  if (!row) throw new Error('a statement without a table answers with one row')
  return row
}

/**
 * `due` locks what has not fired, along the index, and `fired` writes the alerts; the answer says how far it came. `for no key update`:
 * whoever is just taking a step has the case, and it is skipped.
 */
function statementOf({ from, where, occurrence, organisation, dueOn, along }: Candidates): string {
  const columns = along.map(([column]) => column).join(', ')
  const place = along.map(([, , type], index) => `$${FIRST_OF_PLACE + index}::${type}`).join(', ')
  const names = along.map(([, name]) => name)
  return `
    with due as materialized (
      select ${along.map(([column, name]) => `${column} as ${name}`).join(', ')}${names.includes('case_id') ? '' : ', c.id as case_id'},
        ${occurrence} as occurrence, ${organisation} as organisation, c.item_code, ${dueOn} as due_on
      from ${from}
      where ${where} and (${columns}) > (${place})
        and (select 1 from governance.alert a where a.case_id = c.id and a.rule = $2::text and a.occurrence = ${occurrence}) is null
      order by ${columns} limit $7::int for no key update of c skip locked),
    fired as (
      insert into governance.alert (rule, rule_version, level, case_id, occurrence, organisation, item_code, due_on, fired_on, fired_at, supervise_until)
      select $2::text, $3::int, $4::text, case_id, occurrence, organisation, item_code, due_on, $1::date, $5::timestamptz, $6::date from due
      on conflict (case_id, rule, occurrence) do nothing returning id)
    select (select count(*) from fired)::int as fired, (select count(*) from due)::int as seen,
      (select json_build_array(${names.map((name) => `${name}::text`).join(', ')})
      from due order by ${names.map((name) => `${name} desc`).join(', ')} limit 1) as last`
}

/** Behind what every statement is given; see factsFor. */
const FIRST_OF_PLACE = 8
