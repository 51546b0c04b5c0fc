import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { addCalendarDays, isDay, startOf } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { stateRule, workflowOf, type Call } from '#kernel'
import { COMPLAINT_TYPE, RATING_LEVELS } from '#base/ratings'
import { cursorOf, readCursor } from './cursor.ts'

const PAGE_SIZE = 50
/** So many choices of each kind are offered, those with the most complaints first. */
const CHOICES_MAX = 100
const CLUSTERS_MAX = 8
const COUNTED_MAX = 10_000
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What the list is narrowed by; `from` and `to` are days on which the rating came. `after` is where the page before ended. */
export const Listing = Type.Object({
  closed: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('no')])),
  organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  item: Type.Optional(Type.String({ minLength: 1, maxLength: 36 })),
  window: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  from: Type.Optional(day),
  to: Type.Optional(day),
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
}, { additionalProperties: false })
export type Listing = Static<typeof Listing>

interface Row {
  id: string
  number: string
  title: string
  organisation: string
  workflowVersion: number
  state: string
  level: number
  openedAt: Date
  queueDueOn: string | null
  closedAt: Date | null
  key: string
}

/** Open ones by their day, the nearest first; closed ones as they came, the latest first. Both along an index, and from a place that does not move. */
const ORDERS = {
  no: { key: 'found.queue_due_on::text', after: '(found.queue_due_on, found.id) > ($9::date, $10::uuid)', order: 'found.queue_due_on, found.id' },
  yes: {
    key: `to_char(complaint.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    after: '(complaint.opened_at, complaint.case_id) < ($9::timestamptz, $10::uuid)', order: 'complaint.opened_at desc, complaint.case_id desc',
  },
} as const

const FROM = `
  from ratings.complaint complaint join kernel.case found on found.id = complaint.case_id
    join kernel.case rated on rated.id = complaint.rated_case_id
  where ($1::boolean or found.owner_organisation = $2) and found.type = $3 and not found.sealed
    and ($4::text is null or found.owner_organisation = $4) and ($5::text is null or found.item_code = $5)
    and ($6::text is null or rated.receiving_organisation = $6)
    and ($7::timestamptz is null or complaint.opened_at >= $7) and ($8::timestamptz is null or complaint.opened_at < $8)`
const STANDING = { no: 'and found.closed_at is null', yes: 'and found.closed_at is not null' } as const

/** The complaints this member of staff may see: a supervisor all of them, others those about their own organisation. */
export async function complaintsFor(call: Call, asked: Listing) {
  const closed = asked.closed ?? 'no'
  const values = valuesOf(call, asked)
  const { key, after, order } = ORDERS[closed]
  const place = asked.after === undefined ? null : readCursor(asked.after, closed)
  const [rows, choices] = await Promise.all([
    runSql<Row>(call.tx, `
      select found.id, found.number, found.title, found.owner_organisation as organisation, found.workflow_version as "workflowVersion", found.state,
        (found.form->>'level')::int as level, found.opened_at as "openedAt", found.queue_due_on as "queueDueOn", found.closed_at as "closedAt", ${key} as key
      ${FROM} ${STANDING[closed]} ${place === null ? '' : `and ${after}`} order by ${order} limit ${PAGE_SIZE + 1}`, [...values, ...(place ?? [])]),
    choicesIn(call, values, closed),
  ])
  const shown = rows.slice(0, PAGE_SIZE)
  const last = shown.at(-1)
  return { today: call.today, ...choices, complaints: shown.map((row) => rowView(call, row)), next: rows.length > PAGE_SIZE && last ? cursorOf(last) : null }
}

function valuesOf({ actor }: Call, { organisation, item, window, from, to }: Listing): unknown[] {
  const everywhere = isSupervisor(actor)
  // The window says something of the case that was rated, and those who were rated must not find out which it was.
  if (window !== undefined && !everywhere) throw new Refusal('rule', '只有监督部门可以按窗口看差评，请去掉窗口这个条件')
  if ([from, to].some((one) => one !== undefined && !isDay(one))) throw new Refusal('invalid', '日期不对，请按 2026-03-02 的样子写')
  if (from !== undefined && to !== undefined && from > to) throw new Refusal('invalid', '开始的日子在结束的日子后面，请对调')
  const [begin, end] = [from === undefined ? null : startOf(from), to === undefined ? null : startOf(addCalendarDays(to, 1))]
  return [everywhere, actor.organisation, COMPLAINT_TYPE, organisation ?? null, item ?? null, window ?? null, begin, end]
}

interface Counted { organisation: string | null; item: string | null; title: string | null; window: string | null; month: string | null; n: number }

/** How many there are of each unit, item and window, and where most came in one month: what one narrows by, with how many it leaves. */
async function choicesIn(call: Call, values: unknown[], closed: keyof typeof STANDING) {
  const rows = await runSql<Counted>(call.tx, `
    select organisation, item, max(title) as title, "window", month, count(*)::int as n
    from (select found.owner_organisation as organisation, found.item_code as item, found.title, rated.receiving_organisation as "window",
      to_char(complaint.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month ${FROM} ${STANDING[closed]}) found
    group by grouping sets ((), (organisation), (item), ("window"), (organisation, month)) order by n desc, 1, 2, 4, 5 limit ${COUNTED_MAX}`, values)
  const named = (id: string | null): string => (id === null ? '' : call.kernel.nameOf(id))
  const only = (name: 'organisation' | 'item' | 'window') =>
    rows.filter((row) => row[name] !== null && (['organisation', 'item', 'window', 'month'] as const).every((other) => other === name || row[other] === null))
      .slice(0, CHOICES_MAX)
  return {
    total: rows.find(({ organisation, item, window, month }) => (organisation ?? item ?? window ?? month) === null)?.n ?? 0,
    units: only('organisation').map(({ organisation, n }) => ({ id: organisation, name: named(organisation), n })),
    items: only('item').map(({ item, title, n }) => ({ id: item, name: title, n })),
    windows: isSupervisor(call.actor) ? only('window').map(({ window, n }) => ({ id: window, name: named(window), n })) : [],
    clusters: rows.filter(({ month }) => month !== null).slice(0, CLUSTERS_MAX)
      .map(({ organisation, month, n }) => ({ organisation, name: named(organisation), month, n })),
  }
}

function isSupervisor({ roles }: Call['actor']): boolean {
  return roles.includes('supervisor')
}

function rowView(call: Call, { workflowVersion, key: _key, ...row }: Row) {
  const workflow = workflowOf(call.kernel, COMPLAINT_TYPE, workflowVersion)
  return {
    ...row, organisationName: call.kernel.nameOf(row.organisation), stateLabel: stateRule(workflow, row.state).label,
    levelLabel: RATING_LEVELS[row.level] ?? String(row.level), openedAt: row.openedAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null,
    overdue: row.queueDueOn !== null && call.today > row.queueDueOn,
  }
}
