import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { Call } from '#kernel'
import { EXCLUSION_RULES, exclusionsAfter, RECHECKED_RULES, type RatingFacts } from './exclusion-rules.ts'

const NEARBY_MINUTES = 60
const NEARBY_MAX = 500
const PAGE_SIZE = 50

export interface ExcludedRating {
  caseId: string
  number: string
  title: string
  organisation: string
  level: number
  ratedAt: Date
  foundAt: Date
  rule: string
  ruleLabel: string
  why: string
}

/** Looks at a rating just given and writes down what does not count; doing it twice changes nothing. */
export async function examineRating({ tx, now }: Call, caseId: string): Promise<void> {
  const rating = await factsOf(tx, caseId)
  if (!rating) return
  const nearby = rating.device === null ? [] : await nearbyOf(tx, rating)
  for (const { caseId: excluded, rule } of exclusionsAfter(rating, nearby)) await exclude(tx, { caseId: excluded, rule, at: now })
}

/** Takes a rating out of the figures under a rule. */
export async function exclude(tx: Tx, { caseId, rule, at }: { caseId: string; rule: string; at: Date }): Promise<void> {
  await sql`insert into ratings.exclusion (case_id, rule, found_at) values (${caseId}, ${rule}, ${at}) on conflict do nothing`.execute(tx)
}

/** Every excluded rating with its rule, the latest first; one line for each rule it falls under. */
export async function excludedRatings({ tx }: Call, page: number): Promise<{ total: number; ratings: ExcludedRating[] }> {
  const [{ rows: counted }, { rows }] = await Promise.all([
    sql<{ total: number }>`select count(*)::int as total from ratings.exclusion`.execute(tx),
    sql<Omit<ExcludedRating, 'ruleLabel' | 'why'>>`
      select exclusion.case_id as "caseId", rated.number, rated.title, rated.owner_organisation as organisation, rating.level,
        rating.rated_at as "ratedAt", exclusion.found_at as "foundAt", exclusion.rule
      from ratings.exclusion exclusion join ratings.rating rating using (case_id) join kernel.case rated on rated.id = exclusion.case_id
      order by exclusion.found_at desc, exclusion.case_id, exclusion.rule limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(tx),
  ])
  return { total: counted[0]?.total ?? 0, ratings: rows.map((row) => ({ ...row, ...wordsOf(row.rule) })) }
}

function wordsOf(rule: string): { ruleLabel: string; why: string } {
  const found = [...EXCLUSION_RULES, ...RECHECKED_RULES].find(({ id }) => id === rule)
  return { ruleLabel: found?.label ?? rule, why: found?.why ?? '' }
}

const COLUMNS = sql`case_id as "caseId", level, tags, text, rated_at as "ratedAt", device_sm3 as device, by_staff as "byStaff",
  on_staff_device as "onStaffDevice", seconds_after_closing as "secondsAfterClosing"`

async function factsOf(tx: Tx, caseId: string): Promise<RatingFacts | undefined> {
  const { rows } = await sql<RatingFacts>`select ${COLUMNS} from ratings.rating where case_id = ${caseId}`.execute(tx)
  return rows[0]
}

async function nearbyOf(tx: Tx, { device, ratedAt, caseId }: RatingFacts): Promise<RatingFacts[]> {
  const { rows } = await sql<RatingFacts>`
    select ${COLUMNS} from ratings.rating
    where device_sm3 = ${device} and case_id <> ${caseId}
      and rated_at between ${ratedAt}::timestamptz - ${NEARBY_MINUTES} * interval '1 minute' and ${ratedAt}::timestamptz + ${NEARBY_MINUTES} * interval '1 minute'
    order by rated_at limit ${NEARBY_MAX}`.execute(tx)
  return rows
}
