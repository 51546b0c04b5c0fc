import { CompiledQuery, type Selectable } from 'kysely'
import type { Tx } from '#platform/database'
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
  const { rows } = await tx.executeQuery<Selectable<CaseTable>>(CompiledQuery.raw(LOCK, [caseId]))
  const row = rows.find((candidate) => candidate.id === caseId)
  if (!row) throw new Refusal('not-found', '没有这个办件，或者您与它无关')
  return caseOf(row)
}
