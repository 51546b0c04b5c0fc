/** 全市通办标注: which item can be done in which way, where and from when to when. */
import { randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { MODE_IDS, type Mode } from '../modes.ts'
import { findPlace } from '../places.ts'

const closed = { additionalProperties: false } as const
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const MarkEntry = Type.Object({
  itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
  // Typed as such, which a union of mapped literals is not.
  mode: Type.Unsafe<Mode>(Type.Union(MODE_IDS.map((mode) => Type.Literal(mode)))),
  /** Codes of places; empty for all of them. */
  places: Type.Array(Type.String({ pattern: '^\\d{6}(\\d{3})?$' }), { maxItems: 50 }),
  fromOn: DayText,
  toOn: Type.Optional(DayText),
  basis: Type.String({ minLength: 2, maxLength: 500 }),
  isExample: Type.Optional(Type.Boolean()),
}, closed)
export type MarkEntry = Static<typeof MarkEntry>

export interface Mark {
  id: string; itemCode: string; mode: Mode; places: string[]; fromOn: Day; toOn: Day | null; basis: string; isExample: boolean; setBy: string; setAt: Date
}
export const MARKS_MAX = 2000

const COLUMNS = `
  id, item_code as "itemCode", mode, places, from_on as "fromOn", to_on as "toOn", basis, is_example as "isExample", set_by as "setBy", set_at as "setAt"`

/** The mark of this item and mode that holds on this day. */
export async function markOn(tx: Tx, { itemCode, mode, day }: { itemCode: string; mode: Mode; day: Day }): Promise<Mark | undefined> {
  const [found] = await runSql<Mark>(tx, `
    select ${COLUMNS} from anywhere.mark
    where item_code = $1 and mode = $2 and from_on <= $3 and (to_on is null or to_on >= $3) limit 1`, [itemCode, mode, day])
  return found
}

/** All marks of an item that hold on this day. */
export function marksOfItem(tx: Tx, itemCode: string, day: Day): Promise<Mark[]> {
  return runSql<Mark>(tx, `
    select ${COLUMNS} from anywhere.mark where item_code = $1 and from_on <= $2 and (to_on is null or to_on >= $2)
    order by mode limit ${MARKS_MAX}`, [itemCode, day])
}

export function allMarks(tx: Tx): Promise<Mark[]> {
  return runSql<Mark>(tx, `select ${COLUMNS} from anywhere.mark order by item_code, mode, from_on limit ${MARKS_MAX}`)
}

/** What the public list shows. */
export interface MarkedItem { code: string; name: string; organisation: string; modes: Mode[]; isExample: boolean }
export const PAGE_SIZE = 50

/** Items in force with a mark on this day; narrowed by mode and place. */
export async function markedItems(
  tx: Tx,
  { mode, place, day, page }: { mode?: Mode | undefined; place?: string | undefined; day: Day; page: number },
): Promise<{ total: number; items: MarkedItem[] }> {
  const rows = await runSql<MarkedItem & { total: number }>(
    tx,
    `
    select item.code, item.name, item.organisation, array_agg(distinct mark.mode) as modes,
      bool_or(mark.is_example) as "isExample", (count(*) over ())::int as total
    from anywhere.mark join lateral (
      select code, name, organisation from catalog.item where code = mark.item_code and status = 'published' and effective_from <= $1::date
        and (effective_to is null or effective_to >= $1::date) order by version desc limit 1) item on true
    where mark.from_on <= $1 and (mark.to_on is null or mark.to_on >= $1) and ($2::text is null or mark.mode = $2)
      and ($3::text is null or mark.places = '{}' or $3 = any(mark.places))
    group by item.code, item.name, item.organisation order by item.code limit ${PAGE_SIZE} offset $4`,
    [day, mode ?? null, place ?? null, (page - 1) * PAGE_SIZE],
  )
  return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...item }) => item) }
}

/** Sets a mark. The same item, mode and first day again changes that mark; another that overlaps is refused. */
export async function setMark(call: Call, entry: MarkEntry): Promise<{ id: string }> {
  const fault = faultOf(entry)
  if (fault) throw new Refusal('invalid', fault.message, [fault])
  await runSql(call.tx, "select pg_advisory_xact_lock(hashtextextended('anywhere.mark ' || $1, 0))", [entry.itemCode])
  const present = (await allMarksOf(call.tx, entry)).find((mark) => mark.fromOn !== entry.fromOn && overlaps(mark, entry))
  if (present) throw new Refusal('rule', `与 ${present.fromOn} 起的标注重叠，请先把那一条的截止日改到 ${entry.fromOn} 以前`, [{ path: 'fromOn', message: '与已有的标注重叠' }])
  const [kept] = await writeMarks(call, [entry])
  await recordAudit(call, { action: 'admin', what: '设置全市通办标注', object: entry.itemCode, detail: { mode: entry.mode, from: entry.fromOn, to: entry.toOn ?? '' } })
  return { id: kept?.id ?? '' }
}

/** Writes marks that are in order; the same again changes nothing. */
export async function writeMarks({ tx, actor, now }: Pick<Call, 'tx' | 'actor' | 'now'>, entries: readonly MarkEntry[]): Promise<{ id: string }[]> {
  const rows = entries.map(({ itemCode, mode, places, fromOn, toOn = null, basis, isExample = false }) => ({
    id: randomUUIDv7(), item_code: itemCode, mode, places, from_on: fromOn, to_on: toOn, basis, is_example: isExample, set_by: actor.name, set_at: now,
  }))
  return runSql<{ id: string }>(tx, `
    insert into anywhere.mark as kept select * from jsonb_populate_recordset(null::anywhere.mark, $1::jsonb)
    on conflict (item_code, mode, from_on) do update set places = excluded.places, to_on = excluded.to_on, basis = excluded.basis,
      is_example = excluded.is_example, set_by = excluded.set_by, set_at = excluded.set_at
    where (kept.places, kept.to_on, kept.basis, kept.is_example) is distinct from (excluded.places, excluded.to_on, excluded.basis, excluded.is_example)
    returning id`, [JSON.stringify(rows)])
}

/** What is wrong with a mark by itself. Pure. */
export function faultOf({ fromOn, toOn, places }: Pick<MarkEntry, 'fromOn' | 'toOn' | 'places'>): { path: string; message: string } | undefined {
  if (!isDay(fromOn)) return { path: 'fromOn', message: '没有这一天，请写成 2026-03-02 的样子' }
  if (toOn !== undefined && !isDay(toOn)) return { path: 'toOn', message: '没有这一天，请写成 2026-03-02 的样子，或者留空' }
  if (toOn !== undefined && toOn < fromOn) return { path: 'toOn', message: '截止日早于起始日，请对调' }
  const strange = places.find((code) => !findPlace(code))
  return strange === undefined ? undefined : { path: 'places', message: `没有“${strange}”这个地点` }
}

/** Whether two marks of the same item and mode hold on a common day. Pure. */
export function overlaps(one: { fromOn: Day; toOn?: Day | null | undefined }, other: { fromOn: Day; toOn?: Day | null | undefined }): boolean {
  return one.fromOn <= (other.toOn ?? '9999-12-31') && other.fromOn <= (one.toOn ?? '9999-12-31')
}

function allMarksOf(tx: Tx, { itemCode, mode }: Pick<MarkEntry, 'itemCode' | 'mode'>): Promise<Mark[]> {
  return runSql<Mark>(tx, `select ${COLUMNS} from anywhere.mark where item_code = $1 and mode = $2 limit ${MARKS_MAX}`, [itemCode, mode])
}
