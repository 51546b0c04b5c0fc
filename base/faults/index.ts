/**
 * Faults that one module finds out and another has mended (整改): the finder reports, in the transaction in which it becomes final; the
 * mender takes what waits, once, and puts its case beside it. Neither imports the other. See README.md.
 */
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { Call } from '#kernel'

const FAULTS_MAX = 200

export interface Fault {
  source: string
  ref: string
  /** What kind of problem it is, so that it is known again when it comes back. */
  cause: string
  organisation: string
  problem: string
  /** Where staff can see it, and what that place is called. */
  address: string
  title: string
}
export interface KeptFault extends Fault { reportedOn: Day; withdrawnOn: Day | null; withdrawnWhy: string | null; caseId: string | null }

const COLUMNS =
  'source, ref, cause, organisation, problem, address, title, reported_on as "reportedOn", withdrawn_on as "withdrawnOn", withdrawn_why as "withdrawnWhy", case_id as "caseId"'

/** Says that there is a fault; said again it stands as it was first said, also where it had been taken back. */
export async function reportFault({ tx, today }: Call, { source, ref, cause, organisation, problem, address, title }: Fault): Promise<void> {
  await runSql(tx, `
    insert into faults.fault (source, ref, cause, organisation, problem, address, title, reported_on) values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (source, ref) do update set withdrawn_on = null, withdrawn_why = null`, [source, ref, cause, organisation, problem, address, title, today])
}

/** It has turned out to be none; what is already being mended is for people to close. */
export async function withdrawFault({ tx, today }: Call, { source, ref, why }: Pick<Fault, 'source' | 'ref'> & { why: string }): Promise<void> {
  await runSql(
    tx, 'update faults.fault set withdrawn_on = $3, withdrawn_why = $4 where source = $1 and ref = $2 and withdrawn_on is null', [source, ref, today, why],
  )
}

/** What has been reported under these names. */
export function faultsOf(tx: Tx, source: string, refs: readonly string[]): Promise<KeptFault[]> {
  return runSql<KeptFault>(tx, `select ${COLUMNS} from faults.fault where source = $1 and ref = any($2::text[]) limit ${FAULTS_MAX}`, [source, refs])
}

/** What led to a case. */
export function faultsBehind(tx: Tx, caseId: string): Promise<KeptFault[]> {
  return runSql<KeptFault>(tx, `select ${COLUMNS} from faults.fault where case_id = $1 order by reported_on, source, ref limit ${FAULTS_MAX}`, [caseId])
}

/** The first fault that nobody mends yet, locked; the one another process has just taken is left to it. */
export async function takeFault(tx: Tx): Promise<KeptFault | undefined> {
  const [fault] = await runSql<KeptFault>(tx, `
    select ${COLUMNS} from faults.fault where case_id is null and withdrawn_on is null order by reported_on, source, ref limit 1 for update skip locked`)
  return fault
}

/** It is being mended in this case. */
export async function mendFault(tx: Tx, { source, ref }: Pick<Fault, 'source' | 'ref'>, caseId: string): Promise<void> {
  await runSql(tx, 'update faults.fault set case_id = $3 where source = $1 and ref = $2', [source, ref, caseId])
}
