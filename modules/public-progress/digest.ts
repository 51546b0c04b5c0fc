import { sql } from 'kysely'
import { addCalendarDays, type Day } from '#platform/day'
import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { findByNumber, isQueryPassword, type Call, type Case, type DailyWork } from '#kernel'
import { leafOf, proofOf, rootOf, type ProofStep } from './merkle.ts'

const DIGESTS_MAX = 400
/** After a longer standstill the older days follow on the next rounds. */
const DAYS_A_ROUND_MAX = 100

export interface Digest { day: Day; root: string; cases: number; publishedAt: Date }
/** A case in the digest of a day: the number and hash of its last event on that day. */
export interface Leaf { caseId: string; seq: number; hash: string }
export interface Inclusion extends Leaf { day: Day; root: string; proof: ProofStep[] }

/** Publishes the digest of every finished day that has none yet; a published one never changes. */
export const publishDigests: DailyWork = {
  name: 'public-progress.digest',
  run: async (call) => {
    for (const day of await unpublishedDays(call)) await publish(call, day)
  },
}

/** The published digests, newest first. */
export async function digests(tx: Tx): Promise<Digest[]> {
  const { rows } = await sql<Digest>`
    select day, root, cases, published_at as "publishedAt" from public_progress.digest order by day desc limit ${DIGESTS_MAX}`.execute(tx)
  return rows
}

/** The case, for whoever knows its number and its query password. */
export async function caseForPassword(tx: Tx, { number, password }: { number: string; password: string }): Promise<Case> {
  const known = await findByNumber(tx, number)
  if (!known || !isQueryPassword(number, password, known.queryPasswordHash)) throw new Refusal('not-found', '办件编号或查询密码不对，请核对回执')
  return known.found
}

/** The proof that a case stands in the published digest of a day, for whoever knows number and password. */
export async function inclusionOf(call: Call, day: Day, secret: { number: string; password: string }): Promise<Inclusion> {
  const { id } = await caseForPassword(call.tx, secret)
  const published = await digestOn(call.tx, day)
  if (!published) throw new Refusal('not-found', '这一天的摘要还没有公布，请在次日以后再查')
  const leaves = await leavesOf(call.tx, day)
  const index = leaves.findIndex(({ caseId }) => caseId === id)
  const leaf = leaves[index]
  if (!leaf) throw new Refusal('not-found', '这一天本办件没有新的记录，请换一天')
  return { day, root: published.root, ...leaf, proof: proofOf(leaves.map(leafOf), index) }
}

export async function digestOn(tx: Tx, day: Day): Promise<Digest | undefined> {
  const { rows } = await sql<Digest>`
    select day, root, cases, published_at as "publishedAt" from public_progress.digest where day = ${day}`.execute(tx)
  return rows[0]
}

/** What the digest of a day was made of, in its order. */
export async function leavesOf(tx: Tx, day: Day): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select case_id as "caseId", seq, hash from public_progress.digest_leaf where day = ${day} order by position`.execute(tx)
  return rows
}

/** The days on whose digests this case stands. */
export async function leavesOfCase(tx: Tx, caseId: string): Promise<(Leaf & { day: Day })[]> {
  const { rows } = await sql<Leaf & { day: Day }>`
    select case_id as "caseId", seq, hash, day from public_progress.digest_leaf where case_id = ${caseId} order by day`.execute(tx)
  return rows
}

async function publish({ tx, now }: Call, day: Day): Promise<void> {
  const leaves = await lastEventsOf(tx, day)
  const { numAffectedRows } = await sql`
    insert into public_progress.digest (day, root, cases, published_at) values (${day}, ${rootOf(leaves.map(leafOf))}, ${leaves.length}, ${now})
    on conflict (day) do nothing`.execute(tx)
  if (numAffectedRows === 0n || leaves.length === 0) return
  await sql`
    insert into public_progress.digest_leaf (day, position, case_id, seq, hash)
    select ${day}::date, position, case_id, seq, hash from unnest(
      ${leaves.map(({ caseId }) => caseId)}::uuid[], ${leaves.map(({ seq }) => seq)}::int[], ${leaves.map(({ hash }) => hash)}::text[]
    ) with ordinality as leaf (case_id, seq, hash, position)`.execute(tx)
}

async function unpublishedDays({ tx, today }: Call): Promise<Day[]> {
  const { rows } = await sql<{ first: Day | null }>`
    select coalesce((select max(day) + 1 from public_progress.digest), (select min(on_day) from kernel.event)) as first`.execute(tx)
  const days: Day[] = []
  for (let day = rows[0]?.first ?? today; day < today && days.length < DAYS_A_ROUND_MAX; day = addCalendarDays(day, 1)) days.push(day)
  return days
}

async function lastEventsOf(tx: Tx, day: Day): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select distinct on (case_id) case_id as "caseId", seq, hash from kernel.event where on_day = ${day} order by case_id, seq desc`.execute(tx)
  return rows
}
