import { runSql } from '#platform/database'
import { dayAt } from '#platform/day'
import { addWorkingDays, type Call } from '#kernel'
import { daysOf, tallies } from '../points/points.ts'
import { bookOf } from './rule-book.ts'
import { settingOf, type Rule } from './settings.ts'

interface Both { current: readonly Rule[]; wished: readonly Rule[] }
interface Counted { lines: { what: string; now: number; then: number }[]; note: string }

const UNITS_MAX = 8
const CASES_MAX = 5000
/** The state in which each part runs, and whose: an order to answer is escalated as a rectification is. */
const STATES: Readonly<Record<string, readonly [state: string, table: 'rectification' | 'card_order']>> = {
  issue: ['issued', 'rectification'],
  ordered: ['ordered', 'rectification'],
  recheck: ['evidenced', 'rectification'],
  returned: ['returned', 'rectification'],
  escalated: ['escalated', 'rectification'],
  objected: ['objected', 'rectification'],
  'card-look': ['answered', 'card_order'],
  'card-head': ['escalated', 'card_order'],
}

/** The points of this month so far, unit by unit, as if the rules had stood so all along. */
export async function pointsTrial(call: Call, { current, wished }: Both): Promise<Counted> {
  const [now, then] = await Promise.all([current, wished].map((rules) => sums(call, rules)))
  const [base, baseThen] = [current, wished].map((rules) => settingOf(bookOf(rules).rule('points', 'base'), 'basePoints'))
  const units = [...new Set([...now?.keys() ?? [], ...then?.keys() ?? []])].map((unit) => ({
    what: call.kernel.nameOf(unit), now: (base ?? 0) + (now?.get(unit) ?? 0), then: (baseThen ?? 0) + (then?.get(unit) ?? 0),
  }))
  const shown = units.sort((one, other) => Math.abs(other.then - other.now) - Math.abs(one.then - one.now) || one.now - other.now).slice(0, UNITS_MAX)
  return { lines: [{ what: '没有加分扣分的单位', now: base ?? 0, then: baseThen ?? 0 }, ...shown], note: `这个月到今天的分，假定整个月都按此规则；变得最多的 ${UNITS_MAX} 个单位。已经算出的分不会变。` }
}

async function sums(call: Call, rules: readonly Rule[]): Promise<Map<string, number>> {
  const rows = await tallies(call.tx, daysOf(call.today), { organisation: null, rules: rules.map((rule) => ({ ...rule, effectiveOn: null })) })
  const totals = new Map<string, number>()
  for (const { organisation, points } of rows) totals.set(organisation, (totals.get(organisation) ?? 0) + points)
  return totals
}

/** How many of what now stands in this part would be past its day. */
export async function deadlineTrial(call: Call, id: string, { current, wished }: Both): Promise<Counted> {
  if (id === 'recurrence') return recurrenceTrial(call, { current, wished })
  const [state, table] = STATES[id] ?? ['', 'rectification']
  const begun = await runSql<{ lastAt: Date }>(call.tx, `
    select found.last_at as "lastAt" from kernel.case found
    where found.state = $1 and found.id in (select case_id from governance.${table} where closed_on is null)
    limit ${CASES_MAX}`, [state])
  const late = (rules: readonly Rule[]): number => {
    const workingDays = settingOf(bookOf(rules).rule('deadline', id), 'workingDays')
    return begun.filter(({ lastAt }) => call.today > addWorkingDays(call.kernel.calendar, dayAt(lastAt), workingDays)).length
  }
  return { lines: [{ what: `现在在这一环节的 ${begun.length} 件里，过了期限的`, now: late(current), then: late(wished) }], note: '在办的按它开始时的期限走，不会变；新的期限用在以后开的。' }
}

async function recurrenceTrial(call: Call, { current, wished }: Both): Promise<Counted> {
  const again = async (rules: readonly Rule[]): Promise<number> => {
    const [row] = await runSql<{ n: number }>(call.tx, `
      select count(*)::int as n from governance.rectification later where later.opened_on > $1::date - 365 and exists (
        select from governance.rectification earlier
        where earlier.organisation = later.organisation and earlier.cause = later.cause and earlier.item_code = later.item_code
          and earlier.outcome = 'rectified' and earlier.case_id <> later.case_id and earlier.closed_on between later.opened_on - $2::int and later.opened_on)`,
    [call.today, settingOf(bookOf(rules).rule('deadline', 'recurrence'), 'calendarDays')])
    return row?.n ?? 0
  }
  const [now, then] = await Promise.all([again(current), again(wished)])
  return { lines: [{ what: '一年里算作再发生的整改', now, then }], note: '已经开的整改不变；新的天数用在以后开的。' }
}
