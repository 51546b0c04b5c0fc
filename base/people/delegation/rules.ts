import { configFrom } from '#platform/config'
import { addCalendarDays, isDay, type Day } from '#platform/day'
import { Refusal, type FieldError } from '#platform/refusal'
import type { Role } from '#kernel'
import type { AccountRow } from '../administration/account-list.ts'
import { isSecondFactorRequired } from '../second-factor/factor.ts'
import { isAdministrator, ROLE_NAMES } from '../staff-roles.ts'
import type { Delegation } from './delegations.ts'

/** What somebody asks for: who stands in, from when until when, and for which roles (none named: the whole post). */
export interface Wish { standIn: string; roles?: readonly Role[] | undefined; from: Day; until: Day; reason?: string | undefined }

/** How far ahead a delegation may be set. */
const AHEAD_DAYS_MAX = 366

/** How many days a delegation may last; a default of ours, CHUNFENG_STAND_IN_DAYS says otherwise. */
export function daysMax(): number {
  return configFrom(process.env).standInDaysMax
}

/** Everything that is wrong with the days, by field. Pure. */
export function dayFaults({ from, until }: Pick<Wish, 'from' | 'until'>, today: Day, longest: number): FieldError[] {
  const fault = (path: string, message: string): FieldError[] => [{ path, message }]
  if (!isDay(from)) return fault('from', '请填写开始的日子')
  if (!isDay(until)) return fault('until', '请填写结束的日子')
  if (from < today) return fault('from', '开始的日子不能早于今天')
  if (from > addCalendarDays(today, AHEAD_DAYS_MAX)) return fault('from', '开始的日子太远了，请到一年以内再设')
  if (until < from) return fault('until', '结束的日子不能早于开始的日子')
  if (until >= addCalendarDays(from, longest)) return fault('until', `一次最多 ${longest} 天，时间更长的请由安全管理员调整岗位`)
  return []
}

/** Who may leave her post to whom: two of one organisation, neither of them an administrator. Pure. */
export function refuseUnfit(absent: AccountRow, standIn: AccountRow): void {
  const wrong = (message: string): Refusal => new Refusal('rule', message, [{ path: 'standIn', message }])
  if (isAdministrator(absent.roles)) throw new Refusal('rule', '三种管理员的岗位不能委托别人；请由运维另行任命')
  if (absent.kind !== 'staff' || absent.roles.length === 0) throw new Refusal('rule', '这个账号没有岗位，没有什么可以委托')
  if (absent.id === standIn.id) throw wrong('不能委托给本人，请选一位同事')
  if (standIn.kind !== 'staff' || standIn.organisation !== absent.organisation) throw wrong('只能委托给本单位的同事，请重新选择')
  if (!standIn.active) throw wrong(`${standIn.name}的账号已停用，请重新选择`)
  if (isAdministrator(standIn.roles)) throw wrong('管理员不能代办别人的岗位，请重新选择')
}

/** Only what the absent holds herself can be left to somebody, and only to somebody who may work with it. Pure. */
export function refuseRoles(roles: readonly Role[], absent: AccountRow, standIn: AccountRow): void {
  const foreign = roles.find((role) => !absent.roles.includes(role))
  if (foreign !== undefined) throw new Refusal('rule', `${absent.name}没有“${ROLE_NAMES[foreign]}”这个岗位，不能委托`, [{ path: 'roles', message: '只能选本人的岗位' }])
  const guarded = passedOn(roles, absent).find((role) => isSecondFactorRequired([role]))
  if (guarded === undefined || standIn.secondFactor) return
  const message = `“${ROLE_NAMES[guarded]}”必须使用动态码，请${standIn.name}先绑定身份验证器再委托`
  throw new Refusal('rule', message, [{ path: 'standIn', message }])
}

/** Refuses what does not go together with other delegations of these days. Pure. */
export function refuseOverlap(others: readonly Delegation[], { absent, standIn, roles }: {
  absent: AccountRow; standIn: AccountRow; roles: readonly Role[]
}): void {
  for (const other of others) {
    const days = `${other.from} 至 ${other.until}`
    const isSame = other.absent.id === absent.id && passedOn(other.roles, absent).some((role) => passedOn(roles, absent).includes(role))
    if (isSame) throw new Refusal('conflict', `${days} 已经委托了${other.standIn.name}代办，日子不能重叠；请先结束那一次，或者换日子`)
    if (other.standIn.id === absent.id) throw new Refusal('rule', `${absent.name}${days} 正代${other.absent.name}办理，代办不能再转委托；请先结束那一次代办`)
    if (other.absent.id === standIn.id) throw new Refusal('rule', `${standIn.name}${days} 自己也委托了别人代办，请另选一位同事`)
  }
}

function passedOn(roles: readonly Role[], absent: Pick<AccountRow, 'roles'>): readonly Role[] {
  return roles.length === 0 ? absent.roles : roles
}
