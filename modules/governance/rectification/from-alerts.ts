import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import { addCalendarDays, type Day } from '#platform/day'
import { SYSTEM, type Call, type Kernel, type Round } from '#kernel'
import { rulesOn } from '../rules/rule-book.ts'
import { ALERT_RULES, LEVEL_NAMES, wordsOf, type AlertRule } from '../rules/rules.ts'
import { settingOf } from '../rules/settings.ts'
import { openRectification } from './opening.ts'

const PAUSE_MILLISECONDS = 30_000
const GROUPS_MAX = 50
const ALERTS_MAX = 5000
/** 不满意 and 非常不满意. */
const BAD_LEVEL_MAX = 2

interface Group { organisation: string; itemCode: string; itemName: string; count: number }
type Ground = { database: Database; kernel: Kernel } & Pick<Call, 'now' | 'today'>

/** What of the alerts leads to a rectification by rule: every red card, and what recurs; one for each unit, rule and item. */
export const mendRound: Round = {
  name: 'governance.mend', pauseMilliseconds: PAUSE_MILLISECONDS,
  run: async (ground) => {
    const book = await rulesOn(ground.database, ground.today)
    const opened = await Promise.all(ALERT_RULES.map(({ id }) => mend(ground, book.alert(id))))
    return opened.some((groups) => groups === GROUPS_MAX)
  },
}

async function mend(ground: Ground, rule: AlertRule): Promise<number> {
  if (!rule.isOn) return 0
  if (rule.id === 'rating-cluster') return mendRatings(ground, rule)
  if (!rule.rectifies && rule.settings.times === undefined) return 0
  const groups = await recurring(ground, rule)
  for (const group of groups) await inTransaction(ground.database, (tx) => mendGroup(callOf(ground, tx), rule, group))
  return groups.length
}

type Asking = { database: Tx } & Pick<Call, 'now' | 'today'>

/** Units and items whose alerts of this rule are enough for a rectification. */
export async function recurring({ database, today }: Asking, rule: AlertRule): Promise<Group[]> {
  return runSql<Group>(database, `
    select alert.organisation, alert.item_code as "itemCode", max(found.title) as "itemName", count(*)::int as count
    from governance.alert alert join kernel.case found on found.id = alert.case_id
    where ${unattached(rule)} and ($1::date is null or alert.fired_on >= $1::date)
    group by 1, 2 having count(*) >= $2 order by 1, 2 limit ${GROUPS_MAX}`, [sinceOf(rule, today), rule.settings.times ?? 1])
}

function sinceOf({ settings: { calendarDays } }: AlertRule, today: Day): Day | null {
  return calendarDays === undefined ? null : addCalendarDays(today, -calendarDays)
}

/** What has come to nothing (the day moved, dismissed) leads to nothing. The rule stands in the text, so that the index of the unmended serves. */
const unattached = ({ id }: AlertRule): string =>
  `alert.rectification_id is null and alert.rule = '${id}' and (alert.settled_how is null or alert.settled_how in ('done', 'overtaken'))`

async function mendGroup(call: Call, rule: AlertRule, { organisation, itemCode, itemName, count }: Group): Promise<void> {
  const { times, calendarDays } = rule.settings
  const often = times === undefined ? `${count} 件` : `${calendarDays} 天里 ${count} 次`
  const { caseId } = await openRectification(call, {
    organisation,
    cause: rule.id,
    itemCode,
    itemName,
    problem: `${LEVEL_NAMES[rule.level]}：${rule.name}，${itemName} ${often}。${wordsOf(rule).trigger}。`,
  })
  await runSql(call.tx, `
    update governance.alert alert set rectification_id = $1 where id in (
      select alert.id from governance.alert alert where ${unattached(rule)} and alert.organisation = $2 and alert.item_code = $3
        and ($4::date is null or alert.fired_on >= $4::date) order by alert.id
        limit ${ALERTS_MAX})`, [caseId, organisation, itemCode, sinceOf(rule, call.today)])
}

async function mendRatings(ground: Ground, rule: AlertRule): Promise<number> {
  const groups = await badlyRated(ground, rule)
  for (const { organisation, itemCode, itemName, count } of groups) {
    const problem = `${rule.settings.calendarDays} 天里 ${itemName} 有 ${count} 个不满意或非常不满意。`
    await inTransaction(ground.database, (tx) => openRectification(callOf(ground, tx), { organisation, cause: 'rating-cluster', itemCode, itemName, problem }))
  }
  return groups.length
}

/** Bad ratings of one unit and item, each counted once: what an earlier rectification was about is over with it. */
export async function badlyRated({ database, now }: Asking, rule: AlertRule): Promise<Group[]> {
  return runSql<Group>(database, `
    select found.owner_organisation as organisation, found.item_code as "itemCode", max(found.title) as "itemName", count(*)::int as count
    from ratings.rating rating join kernel.case found on found.id = rating.case_id
    where rating.level <= ${BAD_LEVEL_MAX} and rating.rated_at >= $1 and not found.sealed
      and not exists (select from governance.rectification earlier where earlier.cause = 'rating-cluster' and earlier.organisation = found.owner_organisation
        and earlier.item_code = found.item_code and coalesce(earlier.closed_on, '9999-12-31') >= (rating.rated_at at time zone 'Asia/Shanghai')::date)
    group by 1, 2 having count(*) >= $2 order by 1, 2 limit ${GROUPS_MAX}`,
  [new Date(now.getTime() - settingOf(rule, 'calendarDays') * DAY_MILLISECONDS), settingOf(rule, 'times')])
}

const DAY_MILLISECONDS = 86_400_000

function callOf({ kernel, now, today }: Ground, tx: Call['tx']): Call {
  return { kernel, tx, actor: SYSTEM, now, today }
}
