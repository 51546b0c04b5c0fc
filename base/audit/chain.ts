import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { AuditEntry } from './entry.ts'

/** What the first link is chained to. */
export const AUDIT_CHAIN_START = '0'.repeat(64)

const BATCH = 500
/** Any number: the same in all processes. Only one of them links at a time. */
const TURN = 20240428

export interface KeptEntry extends AuditEntry { id: number }

/** SM3 over the predecessor's hash and everything the entry says. */
export function linkHash(previousHash: string, { id, at, ...said }: KeptEntry): string {
  return sm3Hex(previousHash + canonicalJson({ id, at: at.toISOString(), ...said }))
}

/**
 * Puts a batch of new entries into the chain, in the order of their numbers. Entries of transactions that are still open come later,
 * with the batch after their commit. Answers how many; 0 when nothing is left, or another process is at it.
 */
export async function linkEntries(database: Database): Promise<number> {
  return inTransaction(database, async (tx) => {
    const [turn] = await runSql<{ isOurs: boolean }>(tx, `select pg_try_advisory_xact_lock(${TURN}) as "isOurs"`)
    if (!turn?.isOurs) return 0
    const taken = await runSql<{ entry: number }>(tx, TAKE)
    if (taken.length === 0) return 0
    const [entries, head] = await Promise.all([entriesById(tx, taken.map(({ entry }) => entry)), headOf(tx)])
    await append(tx, head, entries)
    return taken.length
  })
}

/** Links all there is. Entries that other processes are linking at this moment are theirs. */
export async function linkAll(database: Database): Promise<void> {
  while ((await linkEntries(database)) > 0);
}

export interface Head { seq: number; hash: string }

/** The last link; before the first there is the start of the chain. */
export async function headOf(tx: Tx): Promise<Head> {
  const [head] = await runSql<Head>(tx, 'select seq, hash from audit.link order by seq desc limit 1')
  return head ?? { seq: 0, hash: AUDIT_CHAIN_START }
}

export const ENTRY_COLUMNS = `entry.id, entry.at, entry.account, entry.name, entry.organisation, entry.roles, entry.ip, entry.trace_id as "traceId", entry.action,
  entry.what, entry.case_id as "caseId", entry.object, entry.outcome, entry.reason, entry.detail`

const TAKE = `
  delete from audit.unlinked where entry in (select entry from audit.unlinked order by entry limit ${BATCH} for update) returning entry`

async function entriesById(tx: Tx, ids: readonly number[]): Promise<KeptEntry[]> {
  return runSql<KeptEntry>(tx, `select ${ENTRY_COLUMNS} from audit.entry where id = any($1::bigint[]) order by id`, [ids])
}

async function append(tx: Tx, head: Head, entries: readonly KeptEntry[]): Promise<void> {
  let { seq, hash } = head
  const links = entries.map((entry) => {
    const previousHash = hash
    hash = linkHash(previousHash, entry)
    seq += 1
    return { seq, entry: entry.id, previous_hash: previousHash, hash }
  })
  await runSql(
    tx, 'insert into audit.link select * from json_to_recordset($1::json) as given (seq bigint, entry bigint, previous_hash text, hash text)',
    [JSON.stringify(links)],
  )
}
