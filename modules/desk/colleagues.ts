import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Actor, Call, Case, Role } from '#kernel'
import { staffNow, staffOf } from '#base/people'

/** Those who take steps on cases. */
const HANDLING: readonly Role[] = ['window', 'reviewer', 'approver']
/** Whose turn it is, and which role that is. */
const ROLE_OF_TURN: Readonly<Record<string, Role>> = { window: 'window', owner: 'reviewer', approver: 'approver' }

export interface Colleague { id: string; name: string; roles: readonly Role[]; /** Open cases in her name. */ openCases: number }

/** Everybody of the actor's organisation who handles cases, for herself or in somebody's place, with how many each has. */
export async function colleaguesOf({ tx, actor, now, today }: Call): Promise<Colleague[]> {
  if (actor.organisation === null) return []
  const staff = (await staffOf(tx, actor.organisation, { now, today })).filter(({ roles }) => roles.some((role) => HANDLING.includes(role)))
  const counted = await runSql<{ id: string; count: number }>(tx, `
    select handler_id as id, count(*)::int as count from kernel.case
    where handler_id = any($1) and closed_at is null group by handler_id`, [staff.map(({ id }) => id)])
  return staff.map(({ id, name, roles }) => ({ id, name, roles, openCases: counted.find((one) => one.id === id)?.count ?? 0 }))
}

/** The account as it stands now, as the one who acts, with the roles of those she stands in for; refused when it may no longer act. */
export async function actorNow(tx: Tx, accountId: string, moment: Pick<Call, 'now' | 'today'>): Promise<Actor> {
  const actor = await staffNow(tx, accountId, moment)
  if (!actor) throw new Refusal('forbidden', '办理人的账号已经停用，没有办；请由别人办理')
  return actor
}

/** Refuses to give a case to somebody who could not take the next step on it. */
export async function refuseUnfit({ tx, now, today }: Pick<Call, 'tx' | 'now' | 'today'>, found: Pick<Case, 'queue'>, handlerId: string): Promise<void> {
  const [turn = '', organisation = ''] = (found.queue ?? '').split(':')
  const [role, handler] = [ROLE_OF_TURN[turn], await staffNow(tx, handlerId, { now, today })]
  const isFit = handler !== undefined && handler.organisation === organisation && role !== undefined && handler.roles.includes(role)
  if (!isFit) throw new Refusal('rule', '只能交给本单位同一岗位、账号在用的人，请重新选择', [{ path: 'handlerId', message: '这个人不能办这一件' }])
}
