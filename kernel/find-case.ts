import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Actor } from './actor.ts'
import type { Call } from './types.ts'
import type { Case } from './case.ts'
import { caseOf } from './case-row.ts'
import { gathered } from './gathered.ts'
import { relationsOf, type Relation } from './relations.ts'
import type { CaseTable, KernelTables } from './tables.ts'

export async function findCase(tx: Tx, caseId: string): Promise<Case | undefined> {
  const row = await tx.withTables<KernelTables>().selectFrom('kernel.case').selectAll().where('id', '=', caseId).executeTakeFirst()
  return row && caseOf(row)
}

/** A case, asked for together with those that are asked for in the same turn. */
export const findCaseTogether: (tx: Tx, caseId: string) => Promise<Case | undefined> = gathered(async (tx, caseIds: readonly string[]) => {
  const found = await findCases(tx, caseIds)
  return caseIds.map((id) => found.get(id))
})

/** Many cases at once, by id. */
export async function findCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Case>> {
  const rows = await runSql<Selectable<CaseTable>>(tx, 'select * from kernel.case where id = any($1::uuid[])', [caseIds])
  return new Map(rows.map((row) => [row.id, caseOf(row)]))
}

/** The case with the hash of its query password, for the public query. */
export async function findByNumber(tx: Tx, number: string): Promise<{ found: Case; queryPasswordHash: string } | undefined> {
  const row = await tx.withTables<KernelTables>().selectFrom('kernel.case').selectAll().where('number', '=', number).executeTakeFirst()
  return row && { found: caseOf(row), queryPasswordHash: row.query_password_hash }
}

/** A parent and its children in one look; the parent is first. Empty where there is no such case. */
export async function parentWithChildren(tx: Tx, parentId: string): Promise<Case[]> {
  const rows = await runSql<Selectable<CaseTable>>(
    tx,
    `select * from kernel.case where id = $1 or parent_id = $1 order by parent_id nulls first, id limit ${CHILDREN_MAX + 1}`,
    [parentId],
  )
  return rows.map(caseOf)
}

/** What the family of a case asks about it: where it stands, not what was filled in nor whose it is. */
export type CaseOutline = Pick<Case, 'id' | 'number' | 'parentId' | 'state' | 'traits' | 'clock' | 'dueOn' | 'closedAt'>

export function outlinesOfChildren(tx: Tx, parentId: string): Promise<CaseOutline[]> {
  return runSql<CaseOutline>(tx, OUTLINES, [parentId])
}

export async function childrenOf(tx: Tx, parentId: string): Promise<Case[]> {
  const rows = await tx.withTables<KernelTables>().selectFrom('kernel.case').selectAll()
    .where('parent_id', '=', parentId).orderBy('id').limit(CHILDREN_MAX).execute()
  return rows.map(caseOf)
}

/** The children of several cases in one query, each list in the order they were opened. */
export async function childrenOfEach(tx: Tx, parentIds: readonly string[]): Promise<Map<string, Case[]>> {
  if (parentIds.length === 0) return new Map()
  const rows = await tx.withTables<KernelTables>().selectFrom('kernel.case').selectAll()
    .where('parent_id', 'in', parentIds).orderBy('id').limit(CHILDREN_MAX * parentIds.length).execute()
  return Map.groupBy(rows.map(caseOf), ({ parentId }) => parentId ?? '')
}

/** The case, if the actor stands to it in one of these relations; for everybody else it does not exist. */
export async function caseFor(call: Call, caseId: string, allowed: readonly Relation[]): Promise<{ found: Case; relations: Relation[] }> {
  const found = await findCase(call.tx, caseId)
  const relations = found ? relationsOf(call.actor, found) : []
  if (!found || !relations.some((relation) => allowed.includes(relation))) throw new Refusal('not-found', '没有这个办件，或者您与它无关')
  return { found, relations }
}

/** @param isGrouped leaves out a child whose parent is among them: it is shown with its parent */
export interface FiledQuery { page: number; size: number; isGrouped?: boolean }

/** The actor's own cases and those of her firm, or, while she acts for a firm as its agent, those of that firm she may see; newest first. */
export async function casesFiledBy(call: Call, { page, size, isGrouped = false }: FiledQuery): Promise<{ total: number; cases: Case[] }> {
  const all = () => call.tx.withTables<KernelTables>().selectFrom('kernel.case').where((eb) => eb.and(filedBy(eb, call.actor)))
  const mine = isGrouped ? all().where((eb) => eb.or([eb('parent_id', 'is', null), eb('parent_id', 'not in', all().select('id'))])) : all()
  const [rows, { total }] = await Promise.all([
    mine.selectAll().orderBy('opened_at', 'desc').orderBy('id').limit(size).offset((page - 1) * size).execute(),
    mine.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { total: Number(total), cases: rows.map(caseOf) }
}

/** The same as `isWithinAgency` says of a single case. */
function filedBy(eb: ExpressionBuilder<KernelTables, 'kernel.case'>, { id, party, agency }: Actor): Expression<SqlBool>[] {
  if (agency === undefined) return [eb('applicant_id', 'in', party === null ? [id] : [id, party])]
  const { items, organisations, powers } = agency
  const reached = [
    ...(items.length > 0 ? [eb('item_code', 'in', [...items])] : []), ...(organisations.length > 0 ? [eb('owner_organisation', 'in', [...organisations])] : []),
  ]
  return [
    eb('applicant_id', '=', agency.party), ...(reached.length > 0 ? [eb.or(reached)] : []), ...(powers.includes('see') ? [] : [eb('agent_id', '=', id)]),
  ]
}

const CHILDREN_MAX = 200
const OUTLINES = `
  select id, number, parent_id as "parentId", state, traits, clock, due_on as "dueOn", closed_at as "closedAt"
  from kernel.case where parent_id = $1 order by id limit ${CHILDREN_MAX}`
