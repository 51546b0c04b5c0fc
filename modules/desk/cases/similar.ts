import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { maskName } from '#platform/mask'
import { caseFor, elapsedOn, findCases, type Call, type Case, type Relation } from '#kernel'
import { maskText } from '../words/mask-text.ts'

const SHOWN_MAX = 10
/** Among those closed last, some ended without a decision. */
const LOOKED_AT_MAX = 40

/** Those who prepare or take the decision. */
export const SIMILAR_READERS: readonly Relation[] = ['window', 'owner', 'approver', 'handler']

/** A decided case of the same matter and the same organisation, without anything that says whose it was. */
export interface SimilarCase {
  number: string
  applicant: string
  outcome: 'granted' | 'refused'
  decidedOn: Day
  /** Working days that counted, without waiting on the applicant. */
  workingDays: number
  /** The last opinion or reason that was written. */
  opinion: string | null
}

/** At most ten, the latest first. Only what the actor's own organisation received or decided. */
export async function similarCases(call: Call, caseId: string): Promise<SimilarCase[]> {
  const { found } = await caseFor(call, caseId, SIMILAR_READERS)
  const ids = await runSql<{ id: string }>(call.tx, `
    select id from kernel.case
    where item_code = $1 and closed_at is not null and id <> $2 and not sealed and (owner_organisation = $3 or receiving_organisation = $3)
    order by closed_at desc, id limit ${LOOKED_AT_MAX}`, [found.itemCode, found.id, call.actor.organisation ?? ''])
  const known = await findCases(call.tx, ids.map(({ id }) => id))
  const decided = ids.flatMap(({ id }) => decidedCase(known.get(id))).slice(0, SHOWN_MAX)
  const opinions = await opinionsOf(call, decided.map(({ past }) => past.id))
  return decided.map(({ past, outcome, decidedOn }) => ({
    number: past.number, applicant: maskName(past.applicant.name), outcome, decidedOn,
    workingDays: elapsedOn(call.kernel.calendar, past.clock, decidedOn),
    opinion: maskedOpinion(opinions.get(past.id), past),
  }))
}

function decidedCase(past: Case | undefined): { past: Case; outcome: 'granted' | 'refused'; decidedOn: Day }[] {
  const decision = past?.clock.events.find((event) => event.what === 'decided')
  return past && decision ? [{ past, outcome: decision.outcome, decidedOn: decision.on }] : []
}

async function opinionsOf({ tx }: Call, caseIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await runSql<{ caseId: string; opinion: string }>(tx, `
    select distinct on (case_id) case_id as "caseId", coalesce(data->>'reason', data->>'opinion') as opinion from kernel.event
    where case_id = any($1::uuid[]) and relation in ('owner', 'approver', 'window') and coalesce(data->>'reason', data->>'opinion') is not null
    order by case_id, length(coalesce(data->>'reason', data->>'opinion')) desc, seq desc`, [caseIds])
  return new Map(rows.map(({ caseId, opinion }) => [caseId, opinion]))
}

/** The applicant's name, and every text of her form that could be one, is taken out of what clerks wrote. */
function maskedOpinion(opinion: string | undefined, { applicant, form }: Case): string | null {
  if (opinion === undefined) return null
  const filled = Object.values(form).filter((value) => typeof value === 'string').filter((value) => value.length >= 2)
  return maskText(opinion, [applicant.name, ...filled].sort((one, other) => other.length - one.length))
}
