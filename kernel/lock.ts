import type { Selectable } from 'kysely'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Case } from './case.ts'
import { caseOf } from './case-row.ts'
import type { CaseTable } from './tables.ts'

/**
 * Locks a case, and its parent before it: parent and children always lock in this order, so that a child that moves
 * its parent and a parent that moves its children never wait for each other.
 */
const LOCK = `
  select * from kernel.case
  where id = $1::uuid or id = (select parent_id from kernel.case where id = $1::uuid)
  order by parent_id nulls first for update`

export async function lockCase(tx: Tx, caseId: string): Promise<Case> {
  // Nobody looks at the parent, whose row is the widest of all: it is locked and not sent.
  const [found] = await locked(tx, `with held as materialized (${LOCK}) select * from held where id = $1::uuid`, caseId)
  if (!found) throw new Refusal('not-found', '没有这个办件，或者您与它无关')
  return found
}

/** The same without waiting: undefined when somebody else holds the case or its parent. */
export async function claimCase(tx: Tx, caseId: string): Promise<Case | undefined> {
  const rows = await locked(tx, `${LOCK} skip locked`, caseId)
  const found = rows.find((candidate) => candidate.id === caseId)
  const held = !found || found.parentId === null || rows.some((candidate) => candidate.id === found.parentId)
  return held ? found : undefined
}

/** No lock on a child without that on its parent: whoever has the parent may count on its children. */
const CLAIM = `
  with held as materialized (
    select c.* from kernel.case c where c.id in (select coalesce(parent_id, id) from kernel.case where id = any($1::uuid[])) for update of c skip locked),
  children as materialized (
    select c.* from kernel.case c where c.id = any($1::uuid[]) and c.parent_id in (select id from held) for update of c skip locked)
  select * from held where id = any($1::uuid[]) union all select * from children`

/** Of these cases, by id, those that nobody else holds, nor their parents; of each family one only, for it may move the others. */
export async function claimCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Case>> {
  const rows = (await runSql<Selectable<CaseTable>>(tx, CLAIM, [caseIds])).map(caseOf)
  const families = Map.groupBy(rows, ({ id, parentId }) => parentId ?? id)
  return new Map([...families.values()].flatMap(([found]) => (found ? [[found.id, found]] : [])))
}

async function locked(tx: Tx, statement: string, caseId: string): Promise<Case[]> {
  return (await runSql<Selectable<CaseTable>>(tx, statement, [caseId])).map(caseOf)
}
