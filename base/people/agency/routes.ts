import { Type } from 'typebox'
import { route, type Call, type Route } from '#kernel'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { created } from '#platform/reply'
import type { Tell } from '../delegation/set.ts'
import { agenciesHeld, agenciesOf } from './agencies.ts'
import { Grant, grantAgency, revokeAgency } from './grant.ts'
import { chooseAgency } from './hat.ts'
import type { Matters } from './matters.ts'

const closed = { additionalProperties: false } as const
const APPLICANTS = ['citizen', 'enterprise'] as const

/** Agents of firms with scope (经办人授权). */
export function agencyRoutes({ tell, matters }: { tell: Tell; matters: Matters }): readonly Route[] {
  return [
    route({
      method: 'GET', path: '/api/agencies', summary: '本单位的经办人，和授权我的单位', for: [...APPLICANTS],
      handle: async (call) => ({
        granted: call.actor.party === null ? [] : await agenciesOf(call, call.actor.party), held: await agenciesHeld(call, call.actor.id),
        actsFor: call.actor.agency?.party ?? null,
      }),
    }),
    route({
      method: 'POST', path: '/api/agencies', summary: '单位授权经办人', for: ['enterprise'], body: Grant,
      handle: async (call, { body }) => {
        await refuseUnknownItems(call, body.items ?? [], matters)
        return created(await grantAgency(call, body, tell))
      },
    }),
    route({
      method: 'POST', path: '/api/agencies/:id/revocation', summary: '单位撤销授权，或者经办人放弃', for: [...APPLICANTS], params: Type.Object({ id: Id }, closed),
      handle: (call, { params }) => revokeAgency(call, params.id, tell),
    }),
    route({
      method: 'POST', path: '/api/me/agency', summary: '这次登录为谁办：授权我的单位，或者自己', for: [...APPLICANTS],
      body: Type.Object({ agency: Type.Union([Id, Type.Null()]) }, closed),
      handle: async (call, { body, cookies }) => { await chooseAgency(call, body.agency, cookies); return { agency: body.agency } },
    }),
  ]
}

/** Nobody is empowered for a matter that does not exist. */
export async function refuseUnknownItems(call: Call, codes: readonly string[], matters: Matters): Promise<void> {
  const names = await matters.named(call, codes)
  const unknown = codes.find((code) => !names.has(code))
  if (unknown === undefined) return
  const sentence = `没有编码是 ${unknown} 的事项，请从目录里选`
  throw new Refusal('rule', sentence, [{ path: 'items', message: sentence }])
}
