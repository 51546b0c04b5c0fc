import { inTransaction, runSql, type Database } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import { SYSTEM, type Call, type Kernel, type Round } from '#kernel'
import { ALERT_RULES, LEVEL_NAMES, ruleOf, type AlertRule } from '../rules/rules.ts'
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
    const opened = await Promise.all(ALERT_RULES.map((rule) => mend(ground, rule)))
    return opened.some((groups) => groups === GROUPS_MAX)
  },
}

async function mend(ground: Ground, rule: AlertRule): Promise<number> {
  if (rule.id === 'rating-cluster') return mendRatings(ground, rule)
  if (rule.rectifies !== true && rule.recurs === undefined) return 0
  const since = rule.recurs ? addCalendarDays(ground.today, -rule.recurs.calendarDays) : null
  const groups = await runSql<Group>(ground.database, `
    select alert.organisation, alert.item_code as "itemCode", max(found.title) as "itemName", count(*)::int as count
    from governance.alert alert join kernel.case found on found.id = alert.case_id
    where ${unattached(rule)} and ($1::date is null or alert.fired_on >= $1::date)
    group by 1, 2 having count(*) >= $2 order by 1, 2 limit ${GROUPS_MAX}`, [since, rule.recurs?.times ?? 1])
  for (const group of groups) await inTransaction(ground.database, (tx) => mendGroup(callOf(ground, tx), rule, { group, since }))
  return groups.length
}

/** What has come to nothing (the day moved, dismissed) leads to nothing. The rule stands in the text, so that the index of the unmended serves. */
const unattached = ({ id }: AlertRule): string =>
  `alert.rectification_id is null and alert.rule = '${id}' and (alert.settled_how is null or alert.settled_how in ('done', 'overtaken'))`

async function mendGroup(call: Call, rule: AlertRule, { group, since }: { group: Group; since: string | null }): Promise<void> {
  const { organisation, itemCode, itemName, count } = group
  const often = rule.recurs ? `${rule.recurs.calendarDays} 天里 ${count} 次` : `${count} 件`
  const { caseId } = await openRectification(call, { organisation, cause: rule.id, itemCode, itemName, problem: `${LEVEL_NAMES[rule.level]}：${rule.name}，${itemName} ${often}。${rule.trigger}。` })
  await runSql(call.tx, `
    update governance.alert alert set rectification_id = $1 where id in (
      select alert.id from governance.alert alert where ${unattached(rule)} and alert.organisation = $2 and alert.item_code = $3
        and ($4::date is null or alert.fired_on >= $4::date) order by alert.id limit ${ALERTS_MAX})`, [caseId, organisation, itemCode, since])
}

/** Bad ratings of one unit and item, each counted once: what an earlier rectification was about is over with it. */
async function mendRatings(ground: Ground, { recurs }: AlertRule): Promise<number> {
  const { times, calendarDays } = recurs ?? ruleOf('rating-cluster').recurs ?? { times: 3, calendarDays: 30 }
  const groups = await runSql<Group>(ground.database, `
    select found.owner_organisation as organisation, found.item_code as "itemCode", max(found.title) as "itemName", count(*)::int as count
    from ratings.rating rating join kernel.case found on found.id = rating.case_id
    where rating.level <= ${BAD_LEVEL_MAX} and rating.rated_at >= $1 and not found.sealed
      and not exists (select from governance.rectification earlier where earlier.cause = 'rating-cluster' and earlier.organisation = found.owner_organisation
        and earlier.item_code = found.item_code and coalesce(earlier.closed_on, '9999-12-31') >= (rating.rated_at at time zone 'Asia/Shanghai')::date)
    group by 1, 2 having count(*) >= $2 order by 1, 2 limit ${GROUPS_MAX}`, [new Date(ground.now.getTime() - calendarDays * DAY_MILLISECONDS), times])
  for (const { organisation, itemCode, itemName, count } of groups) {
    const problem = `${calendarDays} 天里 ${itemName} 有 ${count} 个不满意或非常不满意。`
    await inTransaction(ground.database, (tx) => openRectification(callOf(ground, tx), { organisation, cause: 'rating-cluster', itemCode, itemName, problem }))
  }
  return groups.length
}

const DAY_MILLISECONDS = 86_400_000

function callOf({ kernel, now, today }: Ground, tx: Call['tx']): Call {
  return { kernel, tx, actor: SYSTEM, now, today }
}
