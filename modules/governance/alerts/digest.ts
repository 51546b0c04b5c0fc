import { runSql } from '#platform/database'
import { staffOf } from '#base/people'
import { tell } from '#base/messages'
import { isWorkingDay, type Actor, type Call, type DailyWork } from '#kernel'
import { SHIPPED_BOOK, rulesOn, type RuleBook } from '../rules/rule-book.ts'
import { LEVEL_NAMES, type AlertLevel } from '../rules/rules.ts'
import type { Told } from '../rules/settings.ts'

/** Roles that have a queue, and the turn of that queue. */
const TURNS = { window: 'window', reviewer: 'owner', approver: 'approver' } as const
const GROUPS_MAX = 50_000
/** Where the supervisors sit (效能监督). A default. */
export const SUPERVISING_ORGANISATION = 'government-services'

/** Standing alerts of one rule that concern the same people. */
export interface Group { rule: string; organisation: string; queue: string | null; handler: string | null; count: number; fresh: number }

/** One message a working day to everybody whom the rules tell of something, however many alerts there are; none where there is nothing. */
export const tellOfAlerts: DailyWork = {
  name: 'governance.tell',
  run: async (call) => {
    if (!isWorkingDay(call.kernel.calendar, call.today) || !(await isFiringOver(call))) return
    const groups = await standing(call)
    const book = await rulesOn(call.tx, call.today)
    const places = new Set(groups.flatMap(({ organisation, queue }) => [organisation, queue?.split(':')[1] ?? organisation]))
    if (groups.length > 0) places.add(SUPERVISING_ORGANISATION)
    for (const place of places) for (const person of await staffOf(call.tx, place, call)) await remind(call, person, alertsFor(person, groups, book))
  },
}

/** The day's firing is over and nobody has told of it yet; stands or falls with the transaction. */
async function isFiringOver({ tx, today, now }: Call): Promise<boolean> {
  return (await runSql(tx, 'update governance.sweep set told_at = $2 where on_day = $1 and told_at is null returning on_day', [today, now])).length > 0
}

async function standing({ tx, today }: Call): Promise<Group[]> {
  return runSql<Group>(tx, `
    select alert.rule, alert.organisation, found.queue, found.handler_id as handler,
      count(*)::int as count, (count(*) filter (where alert.fired_on = $1))::int as fresh
    from governance.alert alert join kernel.case found on found.id = alert.case_id
    where alert.settled_on is null group by 1, 2, 3, 4 limit ${GROUPS_MAX}`, [today])
}

/** How many alerts of each level this person is to be told of, and how many of them are of today. Pure. */
export function alertsFor(person: Actor, groups: readonly Group[], book: RuleBook = SHIPPED_BOOK): Partial<Record<AlertLevel, number>> {
  const counts: Partial<Record<AlertLevel, number>> = {}
  for (const group of groups) {
    const rule = book.alert(group.rule)
    if (rule.tells.some((told) => isTold(person, told, group))) counts[rule.level] = (counts[rule.level] ?? 0) + group.count
  }
  return counts
}

function isTold({ id, organisation, roles, standsInFor = [] }: Actor, told: Told, group: Group): boolean {
  if (told === 'supervisor') return roles.includes('supervisor')
  if (told === 'head') return roles.includes('approver') && organisation === group.organisation
  if (group.handler !== null) return group.handler === id || standsInFor.some((absentee) => absentee.id === group.handler)
  return Object.entries(TURNS).some(([role, turn]) => roles.some((own) => own === role) && group.queue === `${turn}:${organisation}`)
}

async function remind(call: Call, person: Actor, counts: Partial<Record<AlertLevel, number>>): Promise<void> {
  const parts = (['red', 'yellow', 'notice', 'reminder'] as const).flatMap((level) =>
    (counts[level] === undefined ? [] : [`${LEVEL_NAMES[level]} ${counts[level]} 件`]))
  if (parts.length === 0) return
  await tell(call.tx, {
    recipient: person.id, at: call.now, key: `alerts:${person.id}:${call.today}`, gist: `预警有${parts.join('，').replaceAll(' ', '')}`,
    title: `预警：${parts.join('，')}`, body: '请打开工作台的“监督预警”，先办红牌和黄牌。每个工作日一条，没有就不提醒。',
  })
}
