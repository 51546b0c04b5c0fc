/** Agents of firms, as pages: the firm empowers and revokes, the agent chooses for whom she acts. */
import { Type, type Static } from 'typebox'
import { addCalendarDays } from '#platform/day'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { localPath } from '#platform/http'
import { seeOther } from '#platform/reply'
import { POWERS, route, type Call, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { actingFor } from '../../applicant.ts'
import type { Tell } from '../../delegation/set.ts'
import { listOrganisations } from '../../organisations.ts'
import { agenciesHeld, agenciesOf, type AgencyRow } from '../agencies.ts'
import { grantAgency, partyOf, revokeAgency } from '../grant.ts'
import { chooseAgency } from '../hat.ts'
import type { Matters } from '../matters.ts'
import { refuseUnknownItems } from '../routes.ts'
import { actingPage, type ActingFacts } from './acting-page.ts'
import { agentsPage, grantPage, type GrantFacts, type GrantFields } from './agents-page.ts'

const APPLICANTS = ['citizen', 'enterprise'] as const
const FIRMS = ['enterprise'] as const
const AgencyPath = Type.Object({ id: Id })
const Done = Type.Object({ done: Type.Optional(Type.String({ maxLength: 20 })) })
const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const Words = Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 }))
const GrantForm = Type.Object({
  account: Text(64), name: Text(50), powers: Words, scope: Text(10), items: Words,
  organisations: Words, q: Text(100), find: Text(3), from: Text(20), until: Text(20),
})
const Wanted = Type.Object({ agency: Text(40), next: Text(2000) })
type GrantForm = Static<typeof GrantForm>
const FIRST_DAYS = 90

interface Ground { tell: Tell; matters: Matters }

export function agencyPages(ground: Ground): readonly Route[] {
  return [...actingRoutes(ground), ...agentRoutes(ground)]
}

/** What the agent does: choose for whom she acts, give it up. */
function actingRoutes({ tell, matters }: Ground): readonly Route[] {
  return [
    route({
      method: 'GET', path: '/me/acting', summary: '为谁办', for: [...APPLICANTS], query: Wanted,
      handle: async (call, input) => showPage(visitOf(call, input), actingPage({ ...await actingFacts(call, matters), wanted: wantedIn(input.query) })),
    }),
    route({
      method: 'POST', path: '/me/acting', summary: '换成为谁办', for: [...APPLICANTS], body: Type.Object({ agency: Text(40), next: Text(2000) }),
      handle: (call, input) => orAgain(async () => {
        const { agency = 'self' } = input.body
        await chooseAgency(call, agency === 'self' ? null : agency, input.cookies)
        return seeOther(input.body.next === undefined ? '/me' : localPath(input.body.next))
      }, async (refusal) =>
        showAnswer(visitOf(call, input), actingPage({ ...await actingFacts(call, matters), faults: faultsOf(refusal) }), statusOf(refusal))),
    }),
    route({
      method: 'POST', path: '/me/acting/:id/renounce', summary: '经办人放弃授权', for: [...APPLICANTS], params: AgencyPath,
      handle: async (call, { params }) => { await revokeAgency(call, params.id, tell); return seeOther('/me/acting') },
    }),
  ]
}

/** What the firm does: empower, look, revoke. */
function agentRoutes({ tell, matters }: Ground): readonly Route[] {
  return [
    route({
      method: 'GET', path: '/me/agents', summary: '单位的经办人', for: FIRMS, query: Done,
      handle: async (call, input) => {
        const [granted, { applicant }] = await Promise.all([agenciesOf(call, partyOf(call)), actingFor(call)])
        return showPage(
          visitOf(call, input), agentsPage({ party: applicant.name, granted, names: await namesIn(call, matters, granted), done: input.query.done }),
        )
      },
    }),
    route({
      method: 'POST', path: '/me/agents/:id/revoke', summary: '撤销经办人授权', for: FIRMS, params: AgencyPath,
      handle: async (call, { params }) => { await revokeAgency(call, params.id, tell); return seeOther('/me/agents?done=revoked') },
    }),
    route({
      method: 'GET', path: '/me/agents/new', summary: '授权经办人页', for: FIRMS,
      handle: async (call, input) => showPage(visitOf(call, input), grantPage(await grantFacts(call, matters, firstValues(call)))),
    }),
    route({
      method: 'POST', path: '/me/agents/new', summary: '授权经办人，或者先找事项', for: FIRMS, body: GrantForm,
      handle: async (call, input) => {
        const values = valuesOf(input.body)
        if (input.body.find === 'yes') return showAnswer(visitOf(call, input), grantPage(await grantFacts(call, matters, values)))
        return orAgain(async () => {
          await grantFrom(call, values, { tell, matters })
          return seeOther('/me/agents?done=granted')
        }, async (refusal) =>
          showAnswer(visitOf(call, input), grantPage({ ...await grantFacts(call, matters, values), faults: faultsOf(refusal) }), statusOf(refusal)))
      },
    }),
  ]
}

async function actingFacts(call: Call, matters: Matters): Promise<ActingFacts> {
  const { actor } = call
  const held = await agenciesHeld(call, actor.id)
  const current = held.find(({ party }) => party.id === actor.agency?.party)?.id ?? null
  return { name: actor.name, held, current, lapsed: actor.lapsedAgency, names: await namesIn(call, matters, held) }
}

function wantedIn({ agency, next }: Static<typeof Wanted>): ActingFacts['wanted'] {
  return agency === undefined || next === undefined ? undefined : { agency, next: localPath(next) }
}

function namesIn(call: Call, matters: Matters, agencies: readonly AgencyRow[]): Promise<ReadonlyMap<string, string>> {
  return matters.named(call, agencies.flatMap(({ items }) => items))
}

function firstValues({ today }: Call): GrantFields {
  return {
    account: '', name: '', powers: ['file', 'supplement'], scope: 'some', items: [],
    organisations: [], q: '', from: today, until: addCalendarDays(today, FIRST_DAYS),
  }
}

function valuesOf({ account = '', name = '', powers = [], scope = '', items = [], organisations = [], q = '', from = '', until = '' }: GrantForm): GrantFields {
  return { account, name, powers, scope, items, organisations, q, from, until }
}

async function grantFacts(call: Call, matters: Matters, values: GrantFields): Promise<GrantFacts> {
  const [found, chosen, organisations, { applicant }] = await Promise.all([
    values.q.trim() === '' ? [] : matters.search(call, values.q.trim()), matters.named(call, values.items), listOrganisations(call.tx), actingFor({ ...call }),
  ])
  const shown = [...chosen].map(([code, name]) => ({ code, name, organisation: '已经选的' }))
  return {
    party: applicant.name,
    values,
    matters: [...shown, ...found.filter(({ code }) => !chosen.has(code))],
    organisations: organisations.filter(({ kind }) => kind !== 'government' && kind !== 'hall'),
  }
}

/** Everything missing is named at once, with its field. */
async function grantFrom(call: Call, values: GrantFields, { tell, matters }: Ground): Promise<void> {
  const { account, name, scope, items, organisations, from, until } = values
  const powers = POWERS.filter((power) => values.powers.includes(power))
  const isBare = scope !== 'all' && items.length + organisations.length === 0
  const faults = [
    ...(account.trim() === '' ? [{ path: 'account', message: '请填写经办人的账号' }] : []), ...(name.trim() === '' ? [{ path: 'name', message: '请填写经办人的姓名' }] : []),
    ...(powers.length === 0 ? [{ path: 'powers', message: '请至少选一项可以做的事' }] : []),
    ...(isBare ? [{ path: 'scope', message: '请选定事项或部门，或者选“全部事项”' }] : []),
  ]
  if (faults.length > 0) throw new Refusal('invalid', '请按提示补全', faults)
  const scoped = scope === 'all' ? { items: [], organisations: [] } : { items: [...items], organisations: [...organisations] }
  await refuseUnknownItems(call, scoped.items, matters)
  await grantAgency(call, { account, name, powers, from, until, ...scoped }, tell)
}
