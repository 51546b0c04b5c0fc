import { setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery, DummyDriver, type IsolationLevel, type Kysely, Transaction } from 'kysely'
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { pipelined } from './dialect.ts'
import { asRefusal } from './trouble.ts'

/** A handle on the database, or on one transaction in it. */
export type Database = Kysely<object>
/** A handle that may be a transaction; commands receive it as call.tx and write only through it. */
export type Tx = Kysely<object>

/**
 * Does the work in one transaction: committed when it returns, rolled back when it throws. Called on a handle that is a transaction
 * already, the work joins it. Unlike Kysely's own, `begin` travels with the first query, and queries started together
 * (`Promise.all`) travel together.
 */
export async function inTransaction<Result>(db: Tx, work: (tx: Tx) => Promise<Result>, isolationLevel?: IsolationLevel): Promise<Result> {
  if (db.isTransaction) return work(db)
  const executor = db.getExecutor()
  return executor.provideConnection(async (reserved) => {
    const connection = pipelined(reserved)
    const onIt = executor.withConnectionProvider({ provideConnection: async (consumer) => consumer(connection) })
    connection.begin(isolationLevel ? { isolationLevel } : {})
    try {
      const props = { config: { dialect: DIALECT }, dialect: DIALECT, driver: new DummyDriver(), executor: onIt }
      const result = await work(new Transaction<object>(props))
      await connection.commit()
      return result
    } catch (error) {
      await connection.rollback()
      throw error
    }
  })
}

/** Kysely wants a dialect for what it never does inside a transaction: to open connections. */
const DIALECT = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}

/**
 * Runs hand-written SQL with `$1 …` for the values. The caller names the shape of the rows: it is what the statement selects.
 * An array among the values is a PostgreSQL array; write JSON as JSON.stringify(…). Without values the text may hold several statements.
 */
export async function runSql<Row = Record<string, unknown>>(tx: Tx, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await tx.getExecutor().executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return rows
}

/**
 * Sends a write of the transaction without waiting for its answer, so that it shares the round trip of whatever follows, the commit
 * included. An error in it fails the transaction, and is what inTransaction throws. Resolves when it has been sent: at once, unless
 * the transaction is one of Kysely's own and busy.
 */
export function sendSql(tx: Tx, text: string, values: readonly unknown[] = []): Promise<void> {
  if (!tx.isTransaction) throw new TypeError('sendSql 只能在事务中使用，否则没有人得知它失败')
  return tx.getExecutor().provideConnection(async (connection) => pipelined(connection).send(text, values))
}

/** Waits until all have ended and then throws the first error: nobody may still be writing when the transaction is rolled back. */
export async function allEnded(works: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  for (const outcome of await Promise.allSettled(works)) if (outcome.status === 'rejected') throw outcome.reason
}

const ATTEMPTS_MAX = 3
const PAUSE_MILLISECONDS_MAX = 30

/** Repeats the work when it lost against a concurrent transaction (serialization failure, deadlock): at most three times in all. */
export async function retryConflicts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || asRefusal(error)?.code !== 'conflict') throw error
      await pause(Math.random() * PAUSE_MILLISECONDS_MAX) // so that the two do not meet again
    }
  }
}
