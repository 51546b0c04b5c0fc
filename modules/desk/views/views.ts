import { randomUUIDv7 } from 'node:crypto'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { countsNarrowed, type Call, type Queue } from '#kernel'
import { narrowingOn, type View } from './view.ts'

const VIEWS_MAX = 30
/** Of colleagues' views so many are shown; an office that keeps more should tidy up. */
const SHARED_MAX = 30

/** A view as its reader finds it: hers or a colleague's, and whether she begins with it. */
export type KeptView = View & { id: string; shared: boolean; own: boolean; by: string | null; first: boolean }

const KEPT = `
  view.id, view.name, view.queue, view.narrowing, view.sort, view.columns, view.shared, view.account_id = $1 as own,
  case when view.account_id = $1 then null else coalesce(maker.name, '已离开的同事') end as by, chosen.view_id is not null as first
  from desk.view view left join people.account maker on maker.id = view.account_id
  left join desk.first_view chosen on chosen.view_id = view.id and chosen.account_id = $1`

/** The views of this clerk in the order of their names, then those that colleagues of her organisation share. */
export async function viewsOf({ tx, actor }: Call): Promise<KeptView[]> {
  const own = await runSql<KeptView>(tx, `select ${KEPT} where view.account_id = $1 order by view.name limit ${VIEWS_MAX}`, [actor.id])
  if (actor.organisation === null) return own
  const others = await runSql<KeptView>(tx, `
    select ${KEPT} where view.shared and view.organisation = $2 and view.account_id <> $1
    order by view.name, view.id limit ${SHARED_MAX}`, [actor.id, actor.organisation])
  return [...own, ...others]
}

/** Keeps the view under its name; one of the same name is replaced. */
export async function keepView(call: Call, view: View): Promise<KeptView> {
  const name = nameOf(view)
  const { tx, actor, now } = call
  narrowingOn(view.narrowing, call.today)
  const [kept] = await runSql<{ id: string }>(tx, `
    insert into desk.view (id, account_id, name, queue, narrowing, sort, columns, shared, organisation, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (account_id, name) do update set queue = excluded.queue, narrowing = excluded.narrowing, sort = excluded.sort,
      columns = excluded.columns, shared = excluded.shared, organisation = excluded.organisation, updated_at = excluded.updated_at
    returning id`, [
      randomUUIDv7(), actor.id, name, view.queue, JSON.stringify(view.narrowing), view.sort, view.columns, view.shared ?? false, actor.organisation ?? '', now,
    ])
  await endBeginnings(call, kept?.id ?? '', view)
  const [counted] = await runSql<{ views: number }>(tx, 'select count(*)::int as views from desk.view where account_id = $1', [actor.id])
  if ((counted?.views ?? 0) > VIEWS_MAX) throw new Refusal('rule', `每人最多保存 ${VIEWS_MAX} 个视图，请先删掉不用的`)
  return ownView(call, kept?.id ?? '')
}

/** Changes a view of one's own, its name as well. */
export async function changeView(call: Call, viewId: string, view: View): Promise<KeptView> {
  const name = nameOf(view)
  const { tx, actor, now } = call
  narrowingOn(view.narrowing, call.today)
  const [other] = await runSql(tx, 'select 1 from desk.view where account_id = $1 and name = $2 and id <> $3', [actor.id, name, viewId])
  if (other) throw new Refusal('conflict', `您已经有一个叫“${name}”的视图，请换个名字`, [{ path: 'name', message: '已经有了' }])
  const changed = await runSql(tx, `
    update desk.view set name = $3, queue = $4, narrowing = $5, sort = $6, columns = $7, shared = $8, organisation = $9, updated_at = $10
    where id = $1 and account_id = $2 returning id`,
  [viewId, actor.id, name, view.queue, JSON.stringify(view.narrowing), view.sort, view.columns, view.shared ?? false, actor.organisation ?? '', now])
  if (changed.length === 0) throw noView()
  await endBeginnings(call, viewId, view)
  return ownView(call, viewId)
}

export async function dropView({ tx, actor }: Call, viewId: string): Promise<void> {
  const dropped = await runSql(tx, 'delete from desk.view where id = $1 and account_id = $2 returning id', [viewId, actor.id])
  if (dropped.length === 0) throw noView()
}

/** From now on the queue of this view opens with it; null: with everything. */
export async function beginWith(call: Call, queue: Queue, viewId: string | null): Promise<void> {
  const { tx, actor } = call
  if (viewId === null) return void await runSql(tx, 'delete from desk.first_view where account_id = $1 and queue = $2', [actor.id, queue])
  if (!(await viewsOf(call)).some((view) => view.id === viewId && view.queue === queue)) throw noView()
  await runSql(tx, `
    insert into desk.first_view (account_id, queue, view_id) values ($1, $2, $3)
    on conflict (account_id, queue) do update set view_id = excluded.view_id`, [actor.id, queue, viewId])
}

/** How many cases each view of the queue shows to this clerk now, as far as one counts. */
export async function countsOfViews(call: Call, queue: Queue): Promise<Record<string, number>> {
  const views = (await viewsOf(call)).filter((view) => view.queue === queue)
  const narrowings = views.map(({ narrowing }) => narrowingOn(narrowing, call.today))
  const counts = await countsNarrowed(call.tx, call.actor, { queue, today: call.today, narrowings })
  return Object.fromEntries(views.map(({ id }, index) => [id, counts[index] ?? 0]))
}

/** What nobody shares any more, and what has moved to another queue, is where nobody begins. */
async function endBeginnings({ tx, actor }: Call, viewId: string, { queue, shared = false }: View): Promise<void> {
  await runSql(
    tx, 'delete from desk.first_view where view_id = $1 and (queue <> $2 or (account_id <> $3 and not $4::boolean))', [viewId, queue, actor.id, shared],
  )
}

async function ownView(call: Call, viewId: string): Promise<KeptView> {
  const view = (await viewsOf(call)).find(({ id }) => id === viewId)
  if (!view) throw noView()
  return view
}

function nameOf({ name }: View): string {
  const trimmed = name.trim()
  if (trimmed === '') throw new Refusal('invalid', '请给视图起个名字', [{ path: 'name', message: '不能为空' }])
  return trimmed
}

function noView(): Refusal {
  return new Refusal('not-found', '没有这个视图，可能已经删掉')
}
