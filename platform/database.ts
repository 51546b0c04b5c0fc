import { Kysely } from 'kysely'
import pg from 'pg'
import { columnTypes } from './database/columns.ts'
import { pipelinedDialect } from './database/dialect.ts'
import type { Database } from './database/transaction.ts'

export { allEnded, inTransaction, retryConflicts, runSql, sendSql, type Database, type Tx } from './database/transaction.ts'
export { asRefusal, CommitUnknown } from './database/trouble.ts'

const CONNECT_MILLISECONDS_MAX = 5000
const STATEMENT_MILLISECONDS_MAX = 30_000
/** How much longer than a statement may run we wait for its answer: a server that is cut off or frozen answers nothing, not even that. */
const ANSWER_MILLISECONDS_MAX = 2000
/** A process that hangs in the middle of a transaction must not hold its locks for ever. */
const IDLE_IN_TRANSACTION_MILLISECONDS_MAX = 60_000

interface Address {
  /** postgresql://… */
  url: string
  /** Connections at most. */
  max?: number
  /** How long one statement may run; 0 = without limit. */
  statementMillisecondsMax?: number
}

/** Opens a pool of connections. Nothing is connected before the first query; `destroy()` closes all. */
export function openDatabase({ url, max = 10, statementMillisecondsMax = STATEMENT_MILLISECONDS_MAX }: Address): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    types: columnTypes,
    connectionTimeoutMillis: CONNECT_MILLISECONDS_MAX,
    statement_timeout: statementMillisecondsMax,
    ...(statementMillisecondsMax > 0 && { query_timeout: statementMillisecondsMax + ANSWER_MILLISECONDS_MAX }),
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MILLISECONDS_MAX,
    keepAlive: true,
    application_name: 'chunfeng',
    // The same everywhere, whatever the server's own settings: days and instants must not depend on them.
    options: '-c TimeZone=UTC -c DateStyle=ISO -c jit=off',
  })
  return new Kysely<object>({ dialect: pipelinedDialect(pool) })
}
