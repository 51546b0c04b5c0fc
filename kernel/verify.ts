import { sql } from 'kysely'
import { inTransaction, type Tx } from '#platform/database'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Case, CaseEvent } from './case.ts'
import { caseOf, eventOf } from './case-row.ts'
import { datesFromLog } from './decide.ts'
import { fieldsOffMark } from './field-marks.ts'
import { CHAIN_START, digestOf, hashOf } from './hash.ts'
import type { KernelTables } from './tables.ts'
import type { Kernel } from './types.ts'

/** One thing that is not as the log says. */
export interface Alteration { caseId: string; number: string; seq: number | null; field: string; text: string }
export interface VerifyProgress { cases: number; events: number }

const BATCH = 500

/**
 * Recomputes the whole log, case by case, and names what was altered. With the kernel, the days of open cases too are worked
 * out anew; they differ also where a new calendar has not been applied yet.
 */
export async function* verifyLog(tx: Tx, progress: (done: VerifyProgress) => void = () => {}, kernel?: Kernel): AsyncGenerator<Alteration> {
  const done = { cases: 0, events: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { cases, logs } = await asOfOneInstant(tx, (snapshot) => nextCases(snapshot, after))
    if (cases.length === 0) return
    for (const kept of cases) {
      const log = logs.get(kept.found.id) ?? { events: [], documents: [] }
      const altered = [...alterationsOf(kept, log)]
      yield* altered
      if (kernel && altered.length === 0) yield* misdatedIn(kernel, kept.found, log.events.map(({ event }) => event))
      done.events += log.events.length
    }
    done.cases += cases.length
    progress(done)
    after = cases.at(-1)?.found.id ?? after
  }
}

/** What was altered in this one case, without the days the calendar gives; empty when all is as its log says. */
export async function alterationsInCase(tx: Tx, caseId: string): Promise<Alteration[]> {
  const { cases, logs } = await asOfOneInstant(tx, async (snapshot) => {
    const rows = await snapshot.withTables<KernelTables>().selectFrom('kernel.case').selectAll().where('id', '=', caseId).execute()
    return rows.map((row) => ({ found: caseOf(row), passwordHash: row.query_password_hash }))
  })
  return cases.flatMap((kept) => [...alterationsOf(kept, logs.get(caseId) ?? { events: [], documents: [] })])
}

/** While people work, a case read before a step and its papers read after it would look altered. */
function asOfOneInstant(tx: Tx, casesIn: (snapshot: Tx) => Promise<Kept[]>): Promise<{ cases: Kept[]; logs: Awaited<ReturnType<typeof logsOf>> }> {
  return inTransaction(tx, async (snapshot) => {
    const cases = await casesIn(snapshot)
    return { cases, logs: cases.length === 0 ? new Map() : await logsOf(snapshot, cases.map(({ found }) => found.id)) }
  }, 'repeatable read')
}

interface Kept { found: Case; passwordHash: string }
interface Paper { id: string; seq: number; kind: string; number: string; issuedAt: Date; sm3: string }
interface Marked { event: CaseEvent; marks: string | null }
interface Log { events: Marked[]; documents: Paper[] }

/** What differs between a case, its events, its documents and the hashes that bind them. Pure. */
function* alterationsOf(kept: Kept, { events: log, documents }: Log): Generator<Alteration> {
  const { id: caseId, number } = kept.found
  const at = (seq: number | null, field: string, text: string): Alteration => ({ caseId, number, seq, field, text })
  const events = log.map(({ event }) => event)
  let previous = CHAIN_START
  for (const [index, { event, marks }] of log.entries()) {
    if (event.seq !== index + 1) yield at(event.seq, 'seq', `第 ${index + 1} 条记录缺失或序号被改`)
    if (event.previousHash !== previous) yield at(event.seq, 'previousHash', `第 ${event.seq} 条记录与上一条不衔接`)
    const fields = fieldsAltered(event, { marks, previous })
    yield* fields.map((field) => at(event.seq, field, `第 ${event.seq} 条记录（${event.kind}）的 ${field} 与其摘要不符`))
    if (!isIssued(event, documents)) yield at(event.seq, 'document', `第 ${event.seq} 条记录签发的文书被改动、缺失或多出`)
    previous = event.hash
  }
  const unlogged = documents.filter(({ seq }) => !events.some((event) => event.seq === seq))
  yield* unlogged.map(({ seq, number: title }) => at(seq, 'document', `文书 ${title} 没有对应的记录`))
  yield* differencesOf(kept, events).map((field) => at(null, field, `办件的 ${field} 与记录不符`))
}

/** The fields of an event that its hash or its marks do not bear out; 'content' where there are no marks to say which. */
function fieldsAltered(event: CaseEvent, { marks, previous }: { marks: string | null; previous: string }): string[] {
  const off = fieldsOffMark(event, marks)
  if (hashOf(event) === event.hash) return marks === null || off?.length === 0 ? [] : ['field_marks']
  if (off === undefined) return ['content']
  // An event that does not follow the one before it has been named for that already.
  return off.length === 0 ? ['hash'] : off.filter((field) => field !== 'previous_hash' || event.previousHash === previous)
}

/** Whether the step's document is there as it was issued, and nothing beside it. */
function isIssued({ seq, at, issued }: CaseEvent, documents: readonly Paper[]): boolean {
  const expected = issued && canonicalJson({ ...issued, seq, issuedAt: at })
  const found = documents.filter((paper) => paper.seq === seq).map(({ id, ...paper }) => canonicalJson(issued?.id === undefined ? paper : { id, ...paper }))
  return found.length === (expected === null ? 0 : 1) && (expected === null || found[0] === expected)
}

/** The fields of the case that do not agree with its log. What no field names is covered by the digest of the last event. */
function differencesOf({ found, passwordHash }: Kept, events: readonly CaseEvent[]): string[] {
  const last = events.at(-1)
  const history = events.flatMap(({ clockEvent }) => clockEvent ?? [])
  const { limitWorkingDays, statutoryWorkingDays, joint, events: clock } = { ...found.clock }
  const item = { code: found.itemCode, version: found.itemVersion, name: found.title }
  const now: Record<string, unknown> = {
    version: found.version, state: found.state, lastHash: found.lastHash, clock, number: found.number,
    workflowVersion: found.workflowVersion, item, owner: found.ownerOrganisation, receiving: found.receivingOrganisation, place: found.place,
    parentId: found.parentId, applicantKind: found.applicant.kind, passwordSm3: sm3Hex(passwordHash), limitWorkingDays, statutoryWorkingDays, joint,
  }
  const logged = { ...subjectOf(events[0]), version: events.length, state: last?.toState, lastHash: last?.hash, clock: history }
  const fields = Object.entries(logged).filter(([field, value]) => canonicalJson(now[field] ?? null) !== canonicalJson(value ?? null)).map(([field]) => field)
  const whole = last === undefined || last.caseSm3 === digestOf(found)
  return whole || fields.length > 0 ? fields : ['row']
}

const DAYS = ['dueOn', 'statutoryDueOn', 'reminderOn', 'queueDueOn', 'nextTimerAt'] as const satisfies readonly (keyof Case)[]

/** Days of an open case that are not those the calendar gives; a closed one waits for nothing. */
function misdatedIn(kernel: Kernel, found: Case, events: readonly CaseEvent[]): Alteration[] {
  const misdated = (field: string): Alteration => ({ caseId: found.id, number: found.number, seq: null, field, text: `办件的 ${field} 与放假安排推算的不符` })
  if (found.closedAt !== null) return found.nextTimerAt === null ? [] : [misdated('nextTimerAt')]
  const known = kernel.workflows.get(found.type)?.some(({ version, states }) => version === found.workflowVersion && Object.hasOwn(states, found.state))
  const dates = known === true ? datesFromLog(kernel, found, events) : undefined
  return DAYS.filter((field) => dates && String(found[field]) !== String(dates[field])).map(misdated)
}

/** What the first event says of the case. Whatever a hand has made of it, its hash is checked elsewhere. */
function subjectOf(opening: CaseEvent | undefined): Record<string, unknown> {
  const data: unknown = opening?.data
  const subject = typeof data === 'object' && data !== null && 'subject' in data ? data.subject : undefined
  return typeof subject === 'object' && subject !== null ? { ...subject } : {}
}

async function nextCases(tx: Tx, after: string): Promise<Kept[]> {
  const rows = await tx.withTables<KernelTables>().selectFrom('kernel.case').selectAll().where('id', '>', after).orderBy('id').limit(BATCH).execute()
  return rows.map((row) => ({ found: caseOf(row), passwordHash: row.query_password_hash }))
}

async function logsOf(tx: Tx, ids: string[]): Promise<Map<string, Log>> {
  const tables = tx.withTables<KernelTables>()
  const [events, documents] = await Promise.all([
    tables.selectFrom('kernel.event').selectAll().where('case_id', 'in', ids).orderBy('case_id').orderBy('seq').execute(),
    tables.selectFrom('kernel.document').select(['case_id', 'id', 'seq', 'kind', 'number', 'issued_at', 'facts']).where('case_id', 'in', ids).execute(),
  ])
  const logs = new Map<string, Log>(ids.map((id) => [id, { events: [], documents: [] }]))
  for (const row of events) logs.get(row.case_id)?.events.push({ event: eventOf(row), marks: row.field_marks })
  for (const { case_id, id, seq, kind, number, issued_at, facts } of documents) {
    logs.get(case_id)?.documents.push({ id, seq, kind, number, issuedAt: issued_at, sm3: sm3Hex(canonicalJson(facts)) })
  }
  return logs
}

/** Events whose case is gone; the database forbids both deletes, a superuser may still have done it. */
export async function orphanEvents(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select distinct case_id from kernel.event e where not exists (select 1 from kernel.case c where c.id = e.case_id) limit 100`.execute(tx)
  return rows.map((row) => row.case_id)
}
