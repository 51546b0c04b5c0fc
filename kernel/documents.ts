import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from './types.ts'
import { findCase } from './find-case.ts'
import { RELATIONS, relationsOf, type Relation } from './relations.ts'
import type { KernelTables } from './tables.ts'

export interface CaseDocument { id: string; caseId: string; kind: string; number: string; issuedAt: Date; facts: Record<string, unknown> }

const DOCUMENTS_MAX = 200
const COLUMNS = ['id', 'case_id as caseId', 'kind', 'number', 'issued_at as issuedAt', 'facts'] as const

/** The documents of a case in the order of issue. */
export async function documentsOf(tx: Tx, caseId: string): Promise<CaseDocument[]> {
  return tx.withTables<KernelTables>().selectFrom('kernel.document').select(COLUMNS)
    .where('case_id', '=', caseId).orderBy('seq').limit(DOCUMENTS_MAX).execute()
}

/** Everybody in a relation to the case but those who only supervise it: documents carry names. */
export const DOCUMENT_READERS: readonly Relation[] = RELATIONS.filter((relation) => relation !== 'supervisor' && relation !== 'system')

/** A document, for whoever stands to its case in one of these relations; for everybody else there is none. */
export async function documentFor(call: Call, documentId: string, allowed: readonly Relation[] = DOCUMENT_READERS): Promise<CaseDocument> {
  const found = await call.tx.withTables<KernelTables>().selectFrom('kernel.document').select(COLUMNS).where('id', '=', documentId).executeTakeFirst()
  const subject = found && (await findCase(call.tx, found.caseId))
  const reads = subject !== undefined && relationsOf(call.actor, subject).some((relation) => allowed.includes(relation))
  // In the same words whether or not there is such a document: a stranger learns nothing.
  if (!found || !reads) throw new Refusal('not-found', '没有这份文书，或者您无权查看')
  return found
}

