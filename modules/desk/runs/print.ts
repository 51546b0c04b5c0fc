import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Id } from '#platform/identity'
import { documentFor, DOCUMENT_READERS, findCases, relationsOf, type Call } from '#kernel'
import { documentFactsOf, type DocumentFacts } from '#base/documents'
import { ownRun } from './call-back.ts'
import { addRun, findRun, type NewItem } from './run.ts'
import { CASES_MAX, stranger } from './start-run.ts'

/** Ours: so many documents in one PDF at most; more would not fit into a printer's tray. */
export const PRINTED_MAX = 1000

/** The documents of the chosen cases in one PDF. latest: the last one of each case; all: every one. */
export const PrintRun = Type.Object({
  cases: Type.Array(Id, { minItems: 1, maxItems: CASES_MAX }),
  which: Type.Union([Type.Literal('latest'), Type.Literal('all')]),
}, { additionalProperties: false })
export type PrintRun = Static<typeof PrintRun>

/** Writes down what is to be printed, case by case; the PDF itself is made when it is fetched. */
export async function startPrintRun(call: Call, asked: PrintRun, key: string | undefined): Promise<string> {
  const earlier = await findRun(call, { key, asked })
  if (earlier !== undefined) return earlier
  const known = await findCases(call.tx, asked.cases)
  const reads = (caseId: string): boolean => {
    const found = known.get(caseId.toLowerCase())
    return found !== undefined && relationsOf(call.actor, found).some((relation) => DOCUMENT_READERS.includes(relation))
  }
  if (!asked.cases.every(reads)) throw stranger()
  const documents = await documentsToPrint(call, [...known.keys()], asked.which)
  let printed = 0
  const items = [...known.values()].map((found): NewItem => {
    const ids = documents.get(found.id) ?? []
    const fits = printed + ids.length <= PRINTED_MAX
    if (fits) printed += ids.length
    const message = ids.length === 0 ? '还没有文书' : fits ? `${ids.length} 份文书` : `一次最多打印 ${PRINTED_MAX} 份，这一件请另打`
    return { found, version: null, data: { documents: fits ? ids : [] }, state: ids.length > 0 && fits ? 'done' : 'refused', message }
  })
  return addRun(call, { kind: 'print', step: null, label: `打印 ${items.length} 件`, data: {}, dueAt: call.now, items }, { key, asked })
}

async function documentsToPrint({ tx }: Call, caseIds: readonly string[], which: 'latest' | 'all'): Promise<Map<string, string[]>> {
  const only = which === 'latest' ? 'distinct on (case_id)' : ''
  const rows = await runSql<{ caseId: string; id: string }>(tx, `
    select ${only} case_id as "caseId", id from kernel.document where case_id = any($1::uuid[])
    order by case_id, seq desc limit ${PRINTED_MAX + CASES_MAX}`, [caseIds])
  return new Map([...Map.groupBy(rows.toReversed(), ({ caseId }) => caseId)].map(([caseId, own]) => [caseId, own.map(({ id }) => id)]))
}

/** The facts of the documents of a print run, one after the other, in the order of the list; each is asked for as its reader. */
export async function* printedFacts(call: Call, runId: string): AsyncGenerator<DocumentFacts> {
  await ownRun(call, runId)
  const items = await runSql<{ documents: string[] }>(call.tx, `
    select data->'documents' as documents from desk.run_item where run_id = $1 and state = 'done' order by seq limit ${CASES_MAX}`, [runId])
  for (const id of items.flatMap(({ documents }) => documents)) yield documentFactsOf((await documentFor(call, id)).facts)
}
