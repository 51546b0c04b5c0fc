import { runSql, sendSql, type Tx } from '#platform/database'
import type { Call } from '#kernel'
import { entryOf, type AuditEntry, type AuditNote } from './entry.ts'

/**
 * Writes down who saw or did what (审计记录): in the transaction of the call where it has one, so that both stand or fall together,
 * otherwise at once. Whatever else the request would have left in the audit log is then left out. Throws when it cannot be written.
 */
export async function recordAudit(call: Pick<Call, 'tx' | 'actor' | 'now' | 'from'>, note: AuditNote): Promise<void> {
  await writeEntries(call.tx, [entryOf(call, note)])
  if (call.from) call.from.isAudited = true
}

/** Many at once, in one statement; inside a transaction nobody waits for the answer. */
export async function writeEntries(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  const rows = JSON.stringify(entries.map(({ traceId, caseId, ...rest }) => ({ ...rest, trace_id: traceId, case_id: caseId })))
  if (tx.isTransaction) await sendSql(tx, WRITE, [rows])
  else await runSql(tx, WRITE, [rows])
}

const COLUMNS = 'at, account, name, organisation, roles, ip, trace_id, action, what, case_id, object, outcome, reason, detail'

const WRITE = `
  with made as (
    insert into audit.entry (${COLUMNS})
    select ${COLUMNS} from json_to_recordset($1::json) as given (
      at timestamptz, account text, name text, organisation text, roles text[], ip text, trace_id text, action text, what text,
      case_id uuid, object text, outcome text, reason text, detail jsonb)
    returning id)
  insert into audit.unlinked (entry) select id from made`
