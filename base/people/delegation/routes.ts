import { Type, type Static } from 'typebox'
import { route, type Call, type Role, type Route } from '#kernel'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { lockAccount } from '../administration/account-list.ts'
import { refuseOneself } from '../administration/separation.ts'
import { isAdministrator, STAFF, STAFF_ROLES } from '../staff-roles.ts'
import { delegationsOf } from './delegations.ts'
import { daysMax } from './rules.ts'
import { endDelegation, ownDelegation, setDelegation, type Tell } from './set.ts'
import { staffOf } from './staff.ts'

const closed = { additionalProperties: false } as const
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const RoleName = Type.Unsafe<Role>(Type.Union(STAFF_ROLES.map((role) => Type.Literal(role))))
const AccountId = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }, closed)
const OwnId = Type.Object({ id: Id }, closed)
const Wish = Type.Object({
  standIn: Type.String({ minLength: 1, maxLength: 100 }),
  /** Left out or empty: the whole post. */
  roles: Type.Optional(Type.Array(RoleName, { maxItems: STAFF_ROLES.length })),
  from: DayText,
  until: DayText,
  reason: Type.Optional(Type.String({ maxLength: 200 })),
}, closed)
type Wish = Static<typeof Wish>

/** Delegation for absence (委托代办): by oneself, or by 安全管理员 for somebody who has fallen ill. */
export function delegationRoutes({ tell }: { tell: Tell }): readonly Route[] {
  return [
    route({
      method: 'GET', path: '/api/me/delegations', summary: '我的请假委托和代办', for: STAFF,
      handle: async (call) => ({ daysMax: daysMax(), colleagues: await colleaguesOf(call), delegations: await delegationsOf(call, call.actor.id) }),
    }),
    route({
      method: 'POST', path: '/api/me/delegations', summary: '请假时委托同事代办', for: STAFF, body: Wish,
      handle: async (call, { body }) => created(await setDelegation(call, call.actor.id, body, tell)),
    }),
    route({
      method: 'POST', path: '/api/me/delegations/:id/end', summary: '提前结束自己的委托', for: STAFF, params: OwnId,
      handle: async (call, { params }) => endDelegation(call, (await ownDelegation(call, params.id)).id, tell),
    }),
    route({
      method: 'GET', path: '/api/admin/accounts/:id/delegations', summary: '一个人的委托和代办', for: ['secadmin'], params: AccountId,
      handle: async (call, { params }) =>
        ({ daysMax: daysMax(), delegations: await delegationsOf(call, params.id), colleagues: await colleaguesBeside(call, params.id) }),
    }),
    route({
      method: 'POST', path: '/api/admin/accounts/:id/delegations', summary: '替突然不能上班的人设定代办', for: ['secadmin'], params: AccountId, body: Wish,
      handle: async (call, { params, body }) => { refuseOneself(call.actor.id, params); return created(await setDelegation(call, params.id, body, tell)) },
    }),
    route({
      method: 'POST', path: '/api/admin/delegations/:id/end', summary: '结束一次委托', for: ['secadmin'], params: OwnId,
      handle: (call, { params }) => endDelegation(call, params.id, tell),
    }),
  ]
}

interface Colleague { id: string; name: string; roles: readonly Role[] }

/** Who could stand in for the actor. */
async function colleaguesOf(call: Call): Promise<Colleague[]> {
  return call.actor.organisation === null ? [] : fitIn(call, call.actor.organisation, call.actor.id)
}

async function colleaguesBeside(call: Call, accountId: string): Promise<Colleague[]> {
  const { organisation } = await lockAccount(call, accountId)
  return organisation === null ? [] : fitIn(call, organisation, accountId)
}

async function fitIn(call: Call, organisation: string, besides: string): Promise<Colleague[]> {
  return (await staffOf(call.tx, organisation, call))
    .map(({ id, name, roles, ownRoles = roles }) => ({ id, name, roles: ownRoles }))
    .filter(({ id, roles }) => id !== besides && !isAdministrator(roles))
}
