import { sql } from 'kysely'
import { addCalendarDays, type Day } from '#platform/day'
import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { findByNumber, isQueryPassword, type Call, type DailyWork } from '#kernel'
import { leafOf, proofOf, rootOf, type ProofStep } from './merkle.ts'

const DIGESTS_MAX = 400
/** After a longer standstill the older days follow on the next rounds. */
const DAYS_A_ROUND_MAX = 31

export interface Digest { day: Day; root: string; cases: number; publishedAt: Date }
export interface Inclusion { day: Day; root: string; caseId: string; seq: number; hash: string; proof: ProofStep[] }

/** Publishes the digest of every finished day that has none yet; a published one never changes. */
export const publishDigests: DailyWork = {
  name: 'public-progress.digest',
  run: async (call) => {
    for (const day of await unpublishedDays(call)) {
      const leaves = (await lastEventsOf(call.tx, day)).map(leafOf)
      await sql`insert into public_progress.digest (day, root, cases, published_at) values (${day}, ${rootOf(leaves)}, ${leaves.length}, ${call.now})
        on conflict (day) do nothing`.execute(call.tx)
    }
  },
}

/** The published digests, newest first. */
export async function digests(tx: Tx): Promise<Digest[]> {
  const { rows } = await sql<Digest>`
    select day, root, cases, published_at as "publishedAt" from public_progress.digest order by day desc limit ${DIGESTS_MAX}`.execute(tx)
  return rows
}

/** The proof that a case stood in the digest of a day as it stands now, for whoever knows number and password. */
export async function inclusionOf(call: Call, day: Day, { number, password }: { number: string; password: string }): Promise<Inclusion> {
  const known = await findByNumber(call.tx, number)
  if (!known || !isQueryPassword(number, password, known.queryPasswordHash)) throw new Refusal('not-found', '办件编号或查询密码不对，请核对回执')
  const published = (await digests(call.tx)).find((digest) => digest.day === day)
  if (!published) throw new Refusal('not-found', '这一天的摘要还没有公布，请在次日以后再查')
  const events = await lastEventsOf(call.tx, day)
  const index = events.findIndex(({ caseId }) => caseId === known.found.id)
  const event = events[index]
  if (!event) throw new Refusal('not-found', '这一天本办件没有新的记录，请换一天')
  return { day, root: published.root, ...event, proof: proofOf(events.map(leafOf), index) }
}

async function unpublishedDays({ tx, today }: Call): Promise<Day[]> {
  const { rows } = await sql<{ first: Day | null }>`
    select coalesce((select max(day) + 1 from public_progress.digest), (select min(on_day) from kernel.event)) as first`.execute(tx)
  const days: Day[] = []
  for (let day = rows[0]?.first ?? today; day < today && days.length < DAYS_A_ROUND_MAX; day = addCalendarDays(day, 1)) days.push(day)
  return days
}

async function lastEventsOf(tx: Tx, day: Day): Promise<{ caseId: string; seq: number; hash: string }[]> {
  const { rows } = await sql<{ caseId: string; seq: number; hash: string }>`
    select distinct on (case_id) case_id as "caseId", seq, hash from kernel.event where on_day = ${day} order by case_id, seq desc`.execute(tx)
  return rows
}
