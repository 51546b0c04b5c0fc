import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import { POWERS, type Call, type Power } from '#kernel'
import { addCalendarDays, isDay, type Day } from '#platform/day'
import { Refusal, type FieldError } from '#platform/refusal'
import { recordAudit } from '#base/audit'
import type { Tell } from '../delegation/set.ts'
import { forgetSessions } from '../sessions.ts'
import { agenciesBetween, lockAgency, type AgencyRow } from './agencies.ts'

/** Ours, no rule of the state: what is not renewed within a year is forgotten. */
export const AGENCY_DEFAULT_DAYS_MAX = 366
export const NAMED_MAX = 50

const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What a firm empowers somebody to. The name has to fit the account, so that a slip of the pen empowers no stranger. */
export const Grant = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ minLength: 1, maxLength: 50 }),
  /** Left out, both: every matter. */
  items: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9A-Z]{6,36}$' }), { maxItems: NAMED_MAX })),
  organisations: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,64}$' }), { maxItems: NAMED_MAX })),
  powers: Type.Array(Type.Unsafe<Power>(Type.Union(POWERS.map((power) => Type.Literal(power)))), { minItems: 1, maxItems: POWERS.length }),
  from: DayText,
  until: DayText,
}, { additionalProperties: false })
export type Grant = Static<typeof Grant>

/** A firm empowers somebody (经办人授权). Refuses with invalid, rule or conflict; `call.tx` must be a transaction. */
export async function grantAgency(call: Call, grant: Grant, tell: Tell): Promise<AgencyRow> {
  const party = partyOf(call)
  const faults = dayFaults(grant, call.today)
  if (faults.length > 0) throw new Refusal('invalid', faults[0]?.message ?? '', faults)
  // One after the other for each firm: two windows must not empower the same person twice.
  await sql`select 1 from people.party where id = ${party} for update`.execute(call.tx)
  const agent = await personNamed(call, grant)
  await refuseUnknownOrganisations(call, grant.organisations ?? [])
  const [other] = await agenciesBetween(call, { party, agent, from: grant.from, until: grant.until })
  if (other) throw new Refusal('conflict', `${other.from} 至 ${other.until} 已经授权过${other.agent.name}，日子不能重叠；请先撤销那一次，再重新授权`)
  const id = randomUUID()
  await sql`
    insert into people.agency (id, party, agent, items, organisations, powers, from_day, until_day, granted_by, granted_at)
    values (${id}, ${party}, ${agent}, ${[...new Set(grant.items ?? [])]}::text[], ${[...new Set(grant.organisations ?? [])]}::text[],
      ${[...new Set(grant.powers)]}::text[], ${grant.from}, ${grant.until}, ${call.actor.id}, ${call.now})`.execute(call.tx)
  const made = await lockAgency(call, id) ?? noAgency()
  await recordAudit(call, { action: 'admin', what: '单位授权经办人', object: made.agent.account, detail: detailOf(made) })
  const body = `${made.party.name}授权您替它办事，${made.from} 至 ${made.until}。登录后在“我的办件”里选“为${made.party.name}办”。`
  await tell(call.tx, { recipient: agent, key: `agency ${id}`, title: `${made.party.name}授权您替它办事`, body, at: call.now })
  return made
}

/** The firm takes the agency back, or the agent gives it up; it holds no more from this instant, in open sessions too. */
export async function revokeAgency(call: Call, id: string, tell: Tell): Promise<AgencyRow> {
  const found = await lockAgency(call, id) ?? noAgency()
  if (found.standing === 'revoked' || found.standing === 'over') throw new Refusal('conflict', '这次授权已经结束了，请刷新后再看')
  await sql`update people.agency set revoked_by = ${call.actor.id}, revoked_at = ${call.now} where id = ${id}`.execute(call.tx)
  forgetSessions(found.agent.id, null)
  await recordAudit(call, { action: 'admin', what: '撤销经办人授权', object: found.agent.account, detail: detailOf(found) })
  const isByAgent = found.agent.id === call.actor.id
  const told = isByAgent
    ? { recipient: found.party.id, title: `${found.agent.name}不再替单位办事`, body: `${found.agent.name}放弃了经办人授权。没有办完的件，请由单位自己办，或者另外授权。` }
    : { recipient: found.agent.id, title: `${found.party.name}撤销了授权`, body: `从现在起您不再替${found.party.name}办事，也看不到它的件。` }
  await tell(call.tx, { ...told, key: `agency ${id} revoked`, at: call.now })
  return await lockAgency(call, id) ?? noAgency()
}

/** The firm whose account this is; refuses everybody else. */
export function partyOf({ actor }: Pick<Call, 'actor'>): string {
  if (actor.party === null) throw new Refusal('rule', '只有单位自己的账号能授权经办人；这个账号没有绑定单位，请到政务服务大厅开通')
  return actor.party
}

function noAgency(): never {
  throw new Refusal('not-found', '没有这次授权，请刷新后再看')
}

/** Everything that is wrong with the days, by field. Pure. */
function dayFaults({ from, until }: { from: Day; until: Day }, today: Day): FieldError[] {
  const fault = (path: string, message: string): FieldError[] => [{ path, message }]
  if (!isDay(from) || from < today) return fault('from', '开始的日子要是今天或者以后的一天')
  if (!isDay(until) || until < from) return fault('until', '结束的日子不能早于开始的日子')
  if (until > addCalendarDays(from, AGENCY_DEFAULT_DAYS_MAX)) return fault('until', '一次最多授权一年，到期前可以再授权')
  return []
}

/** In the same words whether there is no such account or its owner has another name: nobody learns who has an account here. */
async function personNamed({ tx }: Call, { account, name }: Grant): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from people.account where login = ${account.trim().toLowerCase()} and name = ${name.trim()} and kind = 'citizen' and active`.execute(tx)
  const sentence = '没有这个个人账号，或者姓名与账号不符；请向本人核对账号和姓名，还没有账号的请先注册'
  if (rows[0] === undefined) throw new Refusal('rule', sentence, [{ path: 'account', message: sentence }])
  return rows[0].id
}

async function refuseUnknownOrganisations({ tx }: Call, organisations: readonly string[]): Promise<void> {
  const { rows } = await sql<{ known: number }>`select count(*)::int as known from people.organisation where id = any(${[...organisations]}::text[])`.execute(tx)
  if (rows[0]?.known !== new Set(organisations).size) throw new Refusal('rule', '有的部门不存在，请从名单里选', [{ path: 'organisations', message: '请从名单里选' }])
}

function detailOf({ party, agent, items, organisations, powers, from, until }: AgencyRow): Record<string, string> {
  return { party: party.name, agent: agent.name, items: items.join('、'), organisations: organisations.join('、'), powers: powers.join('、'), from, until }
}
