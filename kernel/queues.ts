import { sql, type Expression, type ExpressionBuilder, type Selectable, type SqlBool } from 'kysely'
import type { Day } from '#platform/day'
import type { Tx } from '#platform/database'
import type { Actor } from './actor.ts'
import type { Case } from './case.ts'
import { caseOf } from './case-row.ts'
import type { CaseTable, KernelTables } from './tables.ts'

/** todo 待办: my turn · doing 在办: open, somebody else's turn · warning 预警: near or past its day · done 已办: closed. */
export const QUEUES = ['todo', 'doing', 'warning', 'done'] as const
export type Queue = (typeof QUEUES)[number]

/** Beyond this the page says "1000+": nobody pages that far, and counting a million rows would be the slow part. */
export const COUNT_MAX = 1000

/** What a clerk narrows a queue by; every condition that is there must hold. */
export interface Narrowing {
  itemCode?: string | undefined
  /** How the applicant's name begins. */
  applicant?: string | undefined
  /** Cases whose day is this one or earlier; in 已办, closed on this day or earlier makes no sense and the condition is left out. */
  dueBy?: Day | undefined
  state?: string | undefined
  /** mine: the actor handles it · none: nobody does. */
  handler?: 'mine' | 'none' | undefined
}

/** due: the most urgent first (in 已办 the latest first) · opened: the oldest first; with '-' the other way round. */
export const SORTS = ['due', '-due', 'opened', '-opened'] as const
export type Sort = (typeof SORTS)[number]

export interface WorklistPage { total: number; cases: Case[] }
interface PageRequest { queue: Queue; today: Day; page: number; size: number; narrowing?: Narrowing; sort?: Sort }

/** One page of a queue of this member of staff, most urgent first; closed cases newest first. Indexed columns only. */
export async function worklistFor(tx: Tx, actor: Actor, { queue, today, page, size, narrowing = {}, sort = 'due' }: PageRequest): Promise<WorklistPage> {
  const wanted = (eb: Builder) => eb.and([conditionOf(eb, actor, queue, today), ...narrowed(eb, actor, { queue, narrowing })])
  const base = tx.withTables<KernelTables>().selectFrom('kernel.case').where(wanted)
  const { column, direction } = orderOf(queue, sort)
  const some = tx.withTables<KernelTables>().selectFrom('kernel.case').where(wanted).select('id').limit(COUNT_MAX)
  const { along, turned } = COUNTED_ALONG[queue]
  const isWhole = Object.values(narrowing).every((value) => value === undefined)
  const [rows, counted] = await Promise.all([
    base.orderBy(column, direction).orderBy('id', queue === 'done' ? 'asc' : direction).selectAll().limit(size).offset((page - 1) * size).execute(),
    tx.withTables<KernelTables>()
      .selectFrom((isWhole ? some.orderBy(along, turned).orderBy('id') : some).as('some'))
      .select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow(),
  ])
  return { total: counted.total, cases: rows.map((row: Selectable<CaseTable>) => caseOf(row)) }
}

/** How many cases stand in a queue, as far as one counts, and which is the first and as of which step: changes when something has moved. */
export interface QueueCount { total: number; head: string }

/** All four queues in one statement: clerks ask for this every few seconds. */
export async function countsFor(tx: Tx, actor: Actor, today: Day): Promise<Record<Queue, QueueCount>> {
  const tables = tx.withTables<KernelTables>()
  const parts = QUEUES.map((queue) => {
    const base = tables.selectFrom('kernel.case').where((eb) => conditionOf(eb, actor, queue, today))
    const { column, direction } = orderOf(queue, 'due')
    const first = base.orderBy(column, direction).orderBy('id').select(sql<string>`id || ' ' || version`.as('head')).limit(1)
    const { along, turned } = COUNTED_ALONG[queue]
    const some = base.select('id').orderBy(along, turned).orderBy('id').limit(COUNT_MAX).as('some')
    return sql`${queue}::text, json_build_object('total', (${tables.selectFrom(some).select(sql`count(*)`.as('total'))}), 'head', coalesce((${first}), ''))`
  })
  const { rows } = await sql<{ counts: Record<Queue, QueueCount> }>`select json_build_object(${sql.join(parts)}) as counts`.execute(tables)
  const counts = rows[0]?.counts
  if (!counts) throw new Error('a statement without a table answers with one row')
  return counts
}

interface Narrowings { queue: Queue; today: Day; narrowings: readonly Narrowing[] }

/** How many cases of a queue each narrowing leaves, as far as one counts; in one statement, in the same order. */
export async function countsNarrowed(tx: Tx, actor: Actor, { queue, today, narrowings }: Narrowings): Promise<number[]> {
  if (narrowings.length === 0) return []
  const tables = tx.withTables<KernelTables>()
  const counts = narrowings.map((narrowing) => {
    const some = tables.selectFrom('kernel.case').where((eb) => eb.and([conditionOf(eb, actor, queue, today), ...narrowed(eb, actor, { queue, narrowing })]))
    return sql`(${tables.selectFrom(some.select('id').limit(COUNT_MAX).as('some')).select(sql`count(*)`.as('total'))})`
  })
  const { rows } = await sql<{ counts: number[] }>`select json_build_array(${sql.join(counts)}) as counts`.execute(tables)
  return rows[0]?.counts ?? []
}

type Builder = ExpressionBuilder<KernelTables, 'kernel.case'>
type Ordered = 'closed_at' | 'queue_due_on' | 'opened_at'

/** The order of the index of each queue: along it counting stops at the last one counted; without an order the planner gathers every open case first. */
const COUNTED_ALONG: Readonly<Record<Queue, { along: 'queue_due_on' | 'reminder_on' | 'closed_at'; turned: 'asc' | 'desc' }>> = {
  todo: { along: 'queue_due_on', turned: 'asc' }, doing: { along: 'queue_due_on', turned: 'asc' },
  warning: { along: 'reminder_on', turned: 'asc' }, done: { along: 'closed_at', turned: 'desc' },
}

function orderOf(queue: Queue, sort: Sort): { column: Ordered; direction: 'asc' | 'desc' } {
  const turned = sort.startsWith('-')
  if (queue === 'done') return { column: 'closed_at', direction: turned ? 'asc' : 'desc' }
  return { column: sort.endsWith('opened') ? 'opened_at' : 'queue_due_on', direction: turned ? 'desc' : 'asc' }
}

/** Places from which this actor works: window of an organisation, owner of its matters, approver of its decisions. */
function stations(actor: Actor): { turn: string; column: 'owner_organisation' | 'receiving_organisation' }[] {
  return [
    ...(actor.roles.includes('window') ? [{ turn: 'window', column: 'receiving_organisation' as const }] : []),
    ...(actor.roles.includes('reviewer') ? [{ turn: 'owner', column: 'owner_organisation' as const }] : []),
    ...(actor.roles.includes('approver') ? [{ turn: 'approver', column: 'owner_organisation' as const }] : []),
  ]
}

function conditionOf(eb: Builder, actor: Actor, queue: Queue, today: Day): Expression<SqlBool> {
  const organisation = actor.organisation ?? ''
  const places = stations(actor)
  const queues = places.map(({ turn }) => `${turn}:${organisation}`)
  const columns = [...new Set(places.map(({ column }) => column))]
  const mine = eb.or(columns.map((column) => eb(column, '=', organisation)))
  const unsealed = eb('sealed', '=', false)
  if (queue === 'todo') return eb.and([eb('closed_at', 'is', null), eb('queue', 'in', queues.length > 0 ? queues : ['']), unsealed])
  if (queue === 'doing') return eb.and([eb('closed_at', 'is', null), mine, eb('queue', 'not in', queues.length > 0 ? queues : ['']), notByParent, unsealed])
  if (queue === 'warning') return eb.and([eb('closed_at', 'is', null), mine, eb('reminder_on', '<=', today), unsealed])
  return eb.and([eb('closed_at', 'is not', null), mine, unsealed])
}

/** What is done on the parent stands in nobody's list: the parent does. */
const notByParent = sql<SqlBool>`queue not like 'parent:%'`

/** Sorts after every name that begins in the same way. */
const LAST_CHARACTER = '\u{10ffff}'

function narrowed(eb: Builder, actor: Actor, { queue, narrowing }: { queue: Queue; narrowing: Narrowing }): Expression<SqlBool>[] {
  const { itemCode, applicant, dueBy, state, handler } = narrowing
  return [
    ...(itemCode === undefined ? [] : [eb('item_code', '=', itemCode)]),
    // As a range and not as a pattern: a pattern that comes as a parameter uses no index.
    ...(applicant === undefined ? [] : [sql<SqlBool>`applicant_name ~>=~ ${applicant} and applicant_name ~<~ ${applicant + LAST_CHARACTER}`]),
    ...(dueBy === undefined || queue === 'done' ? [] : [eb('queue_due_on', '<=', dueBy)]),
    ...(state === undefined ? [] : [eb('state', '=', state)]),
    ...(handler === 'mine' ? [eb('handler_id', 'in', [actor.id, ...(actor.standsInFor ?? []).map(({ id }) => id)])] : []),
    ...(handler === 'none' ? [eb('handler_id', 'is', null)] : []),
  ]
}
