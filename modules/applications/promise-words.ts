import { PROMISE_RULE } from './promise-rule.ts'

/** What 容缺 means, in the same words before promising, while waiting, and in every reminder. All numbers come from the rule. */

const WAYS = { wait: '暂停审查', terminate: '终止办理' } as const
const { remindWorkingDaysBefore, remindOnTheDay, afterBroken, rememberMonths } = PROMISE_RULE

/** What the department may do. */
export const MAY_FOLLOW = `到期没有补交的，部门可以${afterBroken.map((way) => WAYS[way]).join('，或者')}`
/** Everything that follows. */
export const CONSEQUENCE = `${MAY_FOLLOW}；没有按期补交会留下记录，${rememberMonths} 个月内再申请容缺时窗口看得到。材料收齐以前不能作出准予决定。`
/** When she hears of it again. */
export const REMINDERS = `到期前 ${remindWorkingDaysBefore} 个工作日${remindOnTheDay ? '和当天' : ''}，“我的”里会提醒您。`
