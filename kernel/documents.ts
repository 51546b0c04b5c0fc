import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from './types.ts'
import { caseFor } from './find-case.ts'
import { RELATIONS } from './relations.ts'
import type { KernelTables } from './tables.ts'

export interface CaseDocument { id: string; caseId: string; kind: string; number: string; issuedAt: Date; facts: Record<string, unknown> }

const DOCUMENTS_MAX = 200
const COLUMNS = ['id', 'case_id as caseId', 'kind', 'number', 'issued_at as issuedAt', 'facts'] as const

/** The documents of a case in the order of issue. */
export async function documentsOf(tx: Tx, caseId: string): Promise<CaseDocument[]> {
  return tx.withTables<KernelTables>().selectFrom('kernel.document').select(COLUMNS)
    .where('case_id', '=', caseId).orderBy('seq').limit(DOCUMENTS_MAX).execute()
}

/** A document, for whoever stands in a relation to its case other than supervising it: it carries names. */
export async function documentFor(call: Call, documentId: string): Promise<CaseDocument> {
  const found = await call.tx.withTables<KernelTables>().selectFrom('kernel.document').select(COLUMNS).where('id', '=', documentId).executeTakeFirst()
  if (!found) throw new Refusal('not-found', '没有这份文书，或者您无权查看')
  await caseFor(call, found.caseId, DOCUMENT_READERS)
  return found
}

export const DOCUMENT_READERS = RELATIONS.filter((relation) => relation !== 'supervisor' && relation !== 'system')
