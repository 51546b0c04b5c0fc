import { sql } from 'kysely'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { forgetSessions, sessionHashOf } from '../sessions.ts'
import { agenciesHeld } from './agencies.ts'

/** In this session she acts for the firm of the agency from now on, or with null for herself again. */
export async function chooseAgency(call: Call, agency: string | null, cookies: Readonly<Record<string, string | undefined>>): Promise<void> {
  const held = agency === null ? [] : await agenciesHeld(call, call.actor.id)
  if (agency !== null && !held.some(({ id }) => id === agency)) throw new Refusal('rule', '单位没有给您这个授权，或者授权已经撤销、到期；请向单位核对')
  await sql`update people.session set agency = ${agency} where token_hash = ${sessionHashOf(cookies)} and account = ${call.actor.id}`.execute(call.tx)
  forgetSessions(call.actor.id, null)
}
