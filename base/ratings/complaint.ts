import { sql } from 'kysely'
import type { Tx } from '#platform/database'

/** The case a bad rating opened (差评办件); module rating-loop declares how it goes on. */
export const COMPLAINT_TYPE = 'rating-complaint'

/** Levels that open one: 不满意, 非常不满意. */
export const BAD_LEVEL_MAX = 2

/** The page on which the rater follows it. */
export const complaintPath = (complaintId: string): string => `/ratings/${complaintId}`

export interface RatingWords { level: number; tags: string[]; text: string | null; ratedBy: string; ratedAt: Date }

/** What was said, and by whom; the rating stays locked until the transaction ends, so that it opens one case only. */
export async function lockRating(tx: Tx, ratedCaseId: string): Promise<RatingWords | undefined> {
  const { rows } = await sql<RatingWords>`
    select level, tags, text, rated_by as "ratedBy", rated_at as "ratedAt" from ratings.rating where case_id = ${ratedCaseId} for update`.execute(tx)
  return rows[0]
}

/** The complaint that the rating of this case opened. */
export async function complaintOf(tx: Tx, ratedCaseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select case_id as id from ratings.complaint where rated_case_id = ${ratedCaseId}`.execute(tx)
  return rows[0]?.id
}

/** The case that was rated. Only for the rater and the supervision: it says who she is. */
export async function ratedCaseOf(tx: Tx, complaintId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select rated_case_id as id from ratings.complaint where case_id = ${complaintId}`.execute(tx)
  return rows[0]?.id
}

export async function keepComplaint(tx: Tx, { ratedCaseId, complaintId, at }: { ratedCaseId: string; complaintId: string; at: Date }): Promise<void> {
  await sql`insert into ratings.complaint (rated_case_id, case_id, opened_at) values (${ratedCaseId}, ${complaintId}, ${at})`.execute(tx)
}
