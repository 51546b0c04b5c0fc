import { randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { QUEUES, SORTS, type Call } from '#kernel'

const VIEWS_MAX = 30
/** What a row of the worklist can show; the matter itself always stands there. */
export const COLUMNS = ['standing', 'number', 'applicant', 'handler', 'turn', 'due'] as const

const closed = { additionalProperties: false } as const
const words = <Word extends string>(list: readonly Word[]) => Type.Unsafe<Word>(Type.Union(list.map((word) => Type.Literal(word))))

/** A worklist as one clerk wants to see it (视图): queue, conditions, order and columns under a name of her own. */
export const View = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  queue: words(QUEUES),
  narrowing: Type.Object({
    item: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    applicant: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    dueBy: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    state: Type.Optional(Type.String({ pattern: '^[a-zA-Z]{1,64}$' })),
    handler: Type.Optional(words(['mine', 'none'])),
  }, closed),
  sort: words(SORTS),
  columns: Type.Array(words(COLUMNS), { maxItems: COLUMNS.length, uniqueItems: true }),
}, closed)
export type View = Static<typeof View>
export type KeptView = View & { id: string }

/** The views of this clerk in the order of their names. */
export function viewsOf({ tx, actor }: Call): Promise<KeptView[]> {
  return runSql<KeptView>(tx, `select id, name, queue, narrowing, sort, columns from desk.view where account_id = $1 order by name limit ${VIEWS_MAX}`, [actor.id])
}

/** Keeps the view under its name; one of the same name is replaced. */
export async function keepView({ tx, actor, now }: Call, view: View): Promise<KeptView> {
  const name = view.name.trim()
  if (name === '') throw new Refusal('invalid', '请给视图起个名字', [{ path: 'name', message: '不能为空' }])
  const [kept] = await runSql<{ id: string }>(tx, `
    insert into desk.view (id, account_id, name, queue, narrowing, sort, columns, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (account_id, name) do update set queue = excluded.queue, narrowing = excluded.narrowing, sort = excluded.sort,
      columns = excluded.columns, updated_at = excluded.updated_at
    returning id`, [randomUUIDv7(), actor.id, name, view.queue, JSON.stringify(view.narrowing), view.sort, view.columns, now])
  const [counted] = await runSql<{ views: number }>(tx, 'select count(*)::int as views from desk.view where account_id = $1', [actor.id])
  if ((counted?.views ?? 0) > VIEWS_MAX) throw new Refusal('rule', `每人最多保存 ${VIEWS_MAX} 个视图，请先删掉不用的`)
  return { ...view, name, id: kept?.id ?? '' }
}

export async function dropView({ tx, actor }: Call, viewId: string): Promise<void> {
  const dropped = await runSql(tx, 'delete from desk.view where id = $1 and account_id = $2 returning id', [viewId, actor.id])
  if (dropped.length === 0) throw new Refusal('not-found', '没有这个视图，可能已经删掉')
}
