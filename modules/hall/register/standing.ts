/** How each item stands to the halls (应进必进): counted and listed by one and the same statement, so that a number and its list agree. */
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { Call } from '#kernel'
import { EXCEPTION_KINDS, type ExceptionKind } from './residents.ts'
import { rateOf } from './rates.ts'

/** in 已进驻 · missing 应进未进 · expired 例外已到期仍未进驻 · excepted 经批准不进驻 */
export const ITEM_STANDINGS = { in: '已进驻', missing: '应进未进', expired: '例外已到期，仍未进驻', excepted: '经批准不进驻' } as const
export type ItemStanding = keyof typeof ITEM_STANDINGS

export interface StandingFilter { standing?: string | undefined; organisation?: string | undefined; q?: string | undefined; isGeneral?: boolean | undefined }
interface Row {
  code: string
  name: string
  organisation: string
  organisationName: string | null
  standing: ItemStanding
  windows: { hall: string; hallName: string; number: string }[]
  exceptionKind: ExceptionKind | null
  exceptionUntilOn: Day | null
}

const PAGE_SIZE = 50

/**
 * One row for each item in force on $1. An exception holds up to and including its last day; an item that sits at a working window is in, whatever
 * exceptions say.
 */
export const STANDING = `
  with pardon as (select item_code, kind, until_on from hall.exception where ended_on is null),
  seated as (
    select resident.item_code, bool_or("window".kind = 'general') as is_general
    from hall.resident_item resident join hall.window "window" on "window".id = resident.window_id where "window".active group by resident.item_code),
  standing as (
    select item.code, item.name, item.organisation, item.organisation_name,
      coalesce(seated.is_general, false) as is_general, pardon.kind as exception_kind, pardon.until_on,
      case when seated.item_code is not null then 'in' when pardon.until_on >= $1::date then 'excepted'
      when pardon.until_on is not null then 'expired' else 'missing' end as standing
    from catalog.item item left join seated on seated.item_code = item.code left join pardon on pardon.item_code = item.code
    where item.status = 'published' and item.effective_from <= $1::date and (item.effective_to is null or item.effective_to >= $1::date)
      and (item.superseded_on is null or item.superseded_on > $1::date))`

/** How many items stand how. */
export async function standingCounts(tx: Tx, today: Day) {
  const rows = await runSql<{ standing: ItemStanding; items: number; general: number }>(tx, `
    ${STANDING} select standing, count(*)::int as items, (count(*) filter (where is_general))::int as general from standing group by standing`, [today])
  const of = (wanted: ItemStanding): number => rows.find(({ standing }) => standing === wanted)?.items ?? 0
  const counts = { in: of('in'), missing: of('missing'), expired: of('expired'), excepted: of('excepted') }
  const must = counts.in + counts.missing + counts.expired
  const general = rows.find(({ standing }) => standing === 'in')?.general ?? 0
  return { ...counts, must, general, residentRate: rateOf(counts.in, must), generalRate: rateOf(general, counts.in) }
}

/** The items of a standing, or all, faults first. */
export async function standingItems(call: Call, { page, ...filter }: StandingFilter & { page: number }) {
  const values = [call.today, filter.standing ?? null, filter.organisation ?? null, patternOf(filter.q), filter.isGeneral ?? null]
  const where = `where ($2::text is null or standing = $2 or ($2 = 'must' and standing <> 'excepted')) and ($3::text is null or organisation = $3)
    and ($4::text is null or name like $4 or code like $4) and ($5::bool is null or (standing = 'in' and is_general = $5))`
  const [rows, [counted]] = await Promise.all([
    runSql<Row>(call.tx, `
      ${STANDING} select code, name, organisation, organisation_name as "organisationName", standing,
      exception_kind as "exceptionKind", until_on as "exceptionUntilOn", ${WINDOWS} as windows
      from standing ${where} order by array_position(array['expired', 'missing', 'in', 'excepted'], standing), organisation, code
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`, values),
    runSql<{ total: number }>(call.tx, `${STANDING} select count(*)::int as total from standing ${where}`, values),
  ])
  return { total: counted?.total ?? 0, page, size: PAGE_SIZE, items: rows.map((row) => rowView(call, row)) }
}

const WINDOWS = `coalesce((
  select jsonb_agg(jsonb_build_object('hall', place.code, 'hallName', place.name, 'number', "window".number) order by place.kind, place.code, "window".number)
  from hall.resident_item resident join hall.window "window" on "window".id = resident.window_id join hall.place on place.code = "window".hall
  where resident.item_code = standing.code and "window".active), '[]'::jsonb)`

function rowView({ kernel }: Call, { organisationName, exceptionKind, ...row }: Row) {
  return {
    ...row, organisationName: organisationName ?? kernel.nameOf(row.organisation), standingLabel: ITEM_STANDINGS[row.standing],
    exceptionLabel: exceptionKind === null ? null : EXCEPTION_KINDS[exceptionKind],
  }
}

/** What somebody typed is looked for as it stands. */
function patternOf(q: string | undefined): string | null {
  return q === undefined || q.trim() === '' ? null : `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
}
