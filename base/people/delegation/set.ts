import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#kernel'
import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { recordAudit } from '#base/audit'
import { lockAccount, type AccountRow } from '../administration/account-list.ts'
import { forgetSessions } from '../sessions.ts'
import { ROLE_NAMES } from '../staff-roles.ts'
import { delegationsBetween, findDelegation, type Delegation } from './delegations.ts'
import { dayFaults, daysMax, refuseOverlap, refuseRoles, refuseUnfit, type Wish } from './rules.ts'

/** Puts a message into an inbox; which room does that, the assembly says. */
export type Tell = (tx: Tx, notice: { recipient: string; key: string; title: string; body: string; at: Date }) => Promise<void>

/**
 * Leaves the post of `absentId` to a colleague for some days. Begins and ends by itself. Refuses with invalid, rule, conflict or
 * not-found. `call.tx` must be a transaction: both accounts stay locked until its end, so that two wishes at once see each other.
 */
export async function setDelegation(call: Call, absentId: string, wish: Wish, tell: Tell): Promise<Delegation> {
  const faults = dayFaults(wish, call.today, daysMax())
  if (faults.length > 0) throw new Refusal('invalid', faults[0]?.message ?? '', faults)
  const { absent, standIn } = await lockBoth(call, absentId, wish.standIn)
  const roles = [...new Set(wish.roles ?? [])]
  refuseUnfit(absent, standIn)
  refuseRoles(roles, absent, standIn)
  refuseOverlap(await delegationsBetween(call, [absent.id, standIn.id], wish), { absent, standIn, roles })
  const id = randomUUID()
  await sql`
    insert into people.delegation (id, absent, stand_in, roles, from_day, until_day, reason, set_by, set_at)
    values (${id}, ${absent.id}, ${standIn.id}, ${roles}::text[], ${wish.from}, ${wish.until}, ${wish.reason?.trim() ?? ''}, ${call.actor.id}, ${call.now})`.execute(call.tx)
  const made = await getDelegation(call, id)
  forgetSessions(standIn.id, null)
  await recordAudit(call, { action: 'admin', what: '设定委托代办', object: absent.account, detail: detailOf(made) })
  await tellOfSetting(call, made, tell)
  return made
}

/** Ends a delegation at once; one that is over or has been ended is refused. */
export async function endDelegation(call: Call, id: string, tell: Tell): Promise<Delegation> {
  await sql`select 1 from people.delegation where id = ${id} for update`.execute(call.tx)
  const found = await getDelegation(call, id)
  if (found.standing === 'ended' || found.standing === 'over') throw new Refusal('conflict', '这次委托已经结束了，请刷新后再看')
  await sql`update people.delegation set ended_by = ${call.actor.id}, ended_at = ${call.now} where id = ${id}`.execute(call.tx)
  forgetSessions(found.standIn.id, null)
  await recordAudit(call, { action: 'admin', what: '结束委托代办', object: (await lockAccount(call, found.absent.id)).account, detail: detailOf(found) })
  const body = `${found.absent.name}委托您代办（${daysOf(found)}）已经提前结束，从现在起不再看到${found.absent.name}的件。`
  await tell(call.tx, { recipient: found.standIn.id, key: `delegation ${id} ended`, title: '代办已经结束', body, at: call.now })
  return getDelegation(call, id)
}

/** The delegation, or a refusal in the same words whether it is somebody else's or there is none. */
export async function ownDelegation(call: Call, id: string): Promise<Delegation> {
  const found = await findDelegation(call, id)
  return found?.absent.id === call.actor.id ? found : noDelegation()
}

async function getDelegation(call: Call, id: string): Promise<Delegation> {
  return await findDelegation(call, id) ?? noDelegation()
}

function noDelegation(): never {
  throw new Refusal('not-found', '没有这次委托，请刷新后再看')
}

/** Always in one order, so that two who name each other do not wait for each other. */
async function lockBoth(call: Call, absentId: string, standInId: string): Promise<{ absent: AccountRow; standIn: AccountRow }> {
  await sql`select 1 from people.account where id = any(${[absentId, standInId]}) order by id for update`.execute(call.tx)
  return { absent: await lockAccount(call, absentId), standIn: await lockAccount(call, standInId) }
}

function detailOf({ absent, standIn, roles, from, until }: Delegation): Record<string, string> {
  return { absent: absent.name, standIn: standIn.name, roles: rolesIn(roles), from, until }
}

async function tellOfSetting(call: Call, { id, absent, standIn, roles, reason, ...days }: Delegation, tell: Tell): Promise<void> {
  const why = reason === '' ? '' : `原因：${reason}。`
  const body = `${absent.name}委托您代办${rolesIn(roles)}，${daysOf(days)}。这些天您会看到${absent.name}的待办，办的每一步都记为“${standIn.name} 代 ${absent.name}”。${why}`
  await tell(call.tx, { recipient: standIn.id, key: `delegation ${id}`, title: `请您代${absent.name}办理`, body, at: call.now })
  if (call.actor.id === absent.id) return
  const told = `安全管理员替您设定了委托代办：${daysOf(days)}由${standIn.name}代办${rolesIn(roles)}。您回来后可以随时结束。`
  await tell(call.tx, { recipient: absent.id, key: `delegation ${id} absent`, title: '您的岗位有人代办', body: told, at: call.now })
}

function rolesIn(roles: Delegation['roles']): string {
  return roles.length === 0 ? '全部岗位' : roles.map((role) => ROLE_NAMES[role]).join('、')
}

function daysOf({ from, until }: Pick<Delegation, 'from' | 'until'>): string {
  return from === until ? `${from} 一天` : `${from} 至 ${until}`
}
