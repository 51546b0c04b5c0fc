import { sql, type Expression, type ExpressionBuilder, type Selectable, type SqlBool } from 'kysely'
import type { Day } from '#platform/day'
import type { Tx } from '#platform/database'
import type { Actor } from './actor.ts'
import type { Case } from './case.ts'
import { caseOf } from './case-row.ts'
import type { CaseTable, KernelTables } from './tables.ts'

/** todo 待办: my turn · doing 在办: open, somebody else's turn · warning 预警: near or past its day · done 已办: closed. */
export type Queue = 'todo' | 'doing' | 'warning' | 'done'

/** Beyond this the page says "1000+": nobody pages that far, and counting a million rows would be the slow part. */
export const COUNT_MAX = 1000

export interface WorklistPage { total: number; cases: Case[] }
interface PageRequest { queue: Queue; today: Day; page: number; size: number }

/** One page of a queue of this member of staff, most urgent first; closed cases newest first. Indexed columns only. */
export async function worklistFor(tx: Tx, actor: Actor, { queue, today, page, size }: PageRequest): Promise<WorklistPage> {
  const wanted = (eb: Builder) => conditionOf(eb, actor, queue, today)
  const base = tx.withTables<KernelTables>().selectFrom('kernel.case').where(wanted)
  const ordered = queue === 'done' ? base.orderBy('closed_at', 'desc').orderBy('id') : base.orderBy('queue_due_on').orderBy('id')
  const [rows, counted] = await Promise.all([
    ordered.selectAll().limit(size).offset((page - 1) * size).execute(),
    tx.withTables<KernelTables>()
      .selectFrom(tx.withTables<KernelTables>().selectFrom('kernel.case').where(wanted).select('id').limit(COUNT_MAX).as('some'))
      .select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow(),
  ])
  return { total: counted.total, cases: rows.map((row: Selectable<CaseTable>) => caseOf(row)) }
}

type Builder = ExpressionBuilder<KernelTables, 'kernel.case'>

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
  if (queue === 'doing') return eb.and([eb('closed_at', 'is', null), mine, eb('queue', 'not in', queues.length > 0 ? queues : ['']), unsealed])
  if (queue === 'warning') return eb.and([eb('closed_at', 'is', null), mine, eb('reminder_on', '<=', today), unsealed])
  return eb.and([eb('closed_at', 'is not', null), mine, unsealed])
}
