import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Case, CaseEvent } from './case.ts'
import { caseOf, eventOf } from './case-row.ts'
import { CHAIN_START, hashOf } from './hash.ts'
import type { KernelTables } from './tables.ts'

/** One thing that is not as the log says. */
export interface Alteration { caseId: string; number: string; seq: number | null; field: string; text: string }
export interface VerifyProgress { cases: number; events: number }

const BATCH = 500

/** Recomputes the whole log, case by case, and names what was altered. */
export async function* verifyLog(tx: Tx, progress: (done: VerifyProgress) => void = () => {}): AsyncGenerator<Alteration> {
  const done = { cases: 0, events: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const cases = await nextCases(tx, after)
    if (cases.length === 0) return
    const logs = await logsOf(tx, cases.map((found) => found.id))
    for (const found of cases) {
      const { events, documents } = logs.get(found.id) ?? { events: [], documents: new Map() }
      yield* alterationsOf(found, events, documents)
      done.events += events.length
    }
    done.cases += cases.length
    progress(done)
    after = cases.at(-1)?.id ?? after
  }
}

/** What differs between a case, its events and the hashes that bind them. Pure. */
export function* alterationsOf(found: Case, events: readonly CaseEvent[], documents: ReadonlyMap<number, string>): Generator<Alteration> {
  const at = (seq: number | null, field: string, text: string): Alteration => ({ caseId: found.id, number: found.number, seq, field, text })
  let previous = CHAIN_START
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) yield at(event.seq, 'seq', `第 ${index + 1} 条记录缺失或序号被改`)
    if (event.previousHash !== previous) yield at(event.seq, 'previousHash', `第 ${event.seq} 条记录与上一条不衔接`)
    if (hashOf(event) !== event.hash) yield at(event.seq, 'content', `第 ${event.seq} 条记录（${event.kind}）的内容与其摘要不符`)
    if ((event.issued?.sm3 ?? null) !== (documents.get(event.seq) ?? null)) yield at(event.seq, 'document', `第 ${event.seq} 条记录签发的文书被改动或缺失`)
    previous = event.hash
  }
  yield* differencesOf(found, events).map(([field, text]) => at(null, field, text))
}

/** The case row is a summary of its log; each summarised field must agree. */
function differencesOf(found: Case, events: readonly CaseEvent[]): [field: string, text: string][] {
  const last = events.at(-1)
  const history = events.map((event) => event.clockEvent).filter((event) => event !== null)
  const expected: [field: string, actual: unknown, logged: unknown][] = [
    ['version', found.version, events.length],
    ['state', found.state, last?.toState],
    ['lastHash', found.lastHash, last?.hash],
    ['clock', canonicalJson(found.clock.events), canonicalJson(history)],
  ]
  return expected.filter(([, actual, logged]) => actual !== logged).map(([field]) => [field, `办件的 ${field} 与记录不符`])
}

async function nextCases(tx: Tx, after: string): Promise<Case[]> {
  const rows = await tx.withTables<KernelTables>().selectFrom('kernel.case').selectAll().where('id', '>', after).orderBy('id').limit(BATCH).execute()
  return rows.map(caseOf)
}

type Log = { events: CaseEvent[]; documents: Map<number, string> }

async function logsOf(tx: Tx, ids: string[]): Promise<Map<string, Log>> {
  const tables = tx.withTables<KernelTables>()
  const [events, documents] = await Promise.all([
    tables.selectFrom('kernel.event').selectAll().where('case_id', 'in', ids).orderBy('case_id').orderBy('seq').execute(),
    tables.selectFrom('kernel.document').select(['case_id', 'seq', 'facts']).where('case_id', 'in', ids).execute(),
  ])
  const logs = new Map<string, Log>(ids.map((id) => [id, { events: [], documents: new Map() }]))
  for (const row of events) logs.get(row.case_id)?.events.push(eventOf(row))
  for (const row of documents) logs.get(row.case_id)?.documents.set(row.seq, sm3Hex(canonicalJson(row.facts)))
  return logs
}

/** Events whose case is gone; the database forbids both deletes, a superuser may still have done it. */
export async function orphanEvents(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select distinct case_id from kernel.event e where not exists (select 1 from kernel.case c where c.id = e.case_id) limit 100`.execute(tx)
  return rows.map((row) => row.case_id)
}
