import { AbortedTransactionError, type CompiledQuery, type DatabaseConnection, type QueryResult, type TransactionSettings } from 'kysely'
import pg from 'pg'
import type { Statements } from './statements.ts'
import { CommitUnknown, ConnectionLost, isConnectionLost, isSilence, isStatementStale } from './trouble.ts'

const IN_FAILED_TRANSACTION = '25P02'
const CHANGING_COMMANDS = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/**
 * One connection in pipeline mode: queries go out when they are asked for, not when the one before has been answered, and are
 * executed in that order. In a transaction the first error is remembered, because all that follows it only reports that the
 * transaction has failed.
 */
export class PipelinedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #statements: Statements
  #firstError: unknown
  #sent: Promise<unknown>[] = []
  #isGathering = false
  /** No longer fit for the pool. */
  isBroken = false

  constructor(client: pg.PoolClient, statements: Statements) {
    this.#client = client
    this.#statements = statements
    client.on('error', () => {
      this.isBroken = true // told to the queries under way before they fail
    })
  }

  /** Without values the text may hold several statements, as migrations do. */
  async executeQuery<Row>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<Row>> {
    const result = await this.#ask(sql, parameters)
    if (!CHANGING_COMMANDS.has(result.command)) return { rows: result.rows ?? [] }
    return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  /** A row at a time over a pipeline would mix up the answers. */
  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('这个连接不逐行读取；请按主键分页')
  }

  /**
   * Travels with the first query of the transaction. The settings are a statement of their own: were they part of a `begin` that
   * fails, what follows would be executed without a transaction.
   */
  begin({ isolationLevel, accessMode }: TransactionSettings): void {
    this.#firstError = undefined
    this.#sent = []
    this.send('begin', [])
    if (isolationLevel) this.send(`set transaction isolation level ${isolationLevel}`, [])
    if (accessMode) this.send(`set transaction ${accessMode}`, [])
  }

  /** Sends a statement of the transaction without waiting; if it fails, the transaction does. */
  send(sql: string, parameters: readonly unknown[]): void {
    this.#sent.push(this.#ask(sql, parameters).catch(() => undefined)) // remembered as the first error
  }

  /**
   * @throws the first error of the transaction when PostgreSQL rolled it back instead
   * @throws CommitUnknown when the connection was lost before the answer: it may be committed or not
   */
  async commit(): Promise<void> {
    const { command } = await this.#ask('commit', []).catch((error: unknown) => {
      throw isConnectionLost(error) ? new CommitUnknown(error) : error
    })
    await Promise.all(this.#sent)
    if (this.#firstError !== undefined) throw this.#firstError
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
  }

  /** Nothing to undo on a broken connection: the server rolls back when it is gone. */
  async rollback(): Promise<void> {
    if (this.isBroken) return
    await this.#ask('rollback', []).catch(() => {
      this.isBroken = true
    })
  }

  release(): void {
    this.#client.release(this.isBroken)
  }

  async #ask(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    this.#gather()
    try {
      if (values.length === 0) return await this.#client.query(text)
      return await this.#client.query({ text, values: [...values], name: this.#statements.nameFor(text) })
    } catch (error) {
      throw this.#judged(error)
    }
  }

  /** What is asked without waiting in between leaves in one packet: a system call for each would cost more than a short statement. */
  #gather(): void {
    if (this.#isGathering) return
    const { stream } = this.#client.connection
    this.#isGathering = true
    stream.cork()
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }

  /** What an error means: to the caller, to the rest of the transaction, and to the next user of the connection. */
  #judged(found: unknown): unknown {
    const isLost = (this.isBroken && !(found instanceof pg.DatabaseError)) || isSilence(found)
    const error = isLost ? new ConnectionLost(found) : found
    if (isConnectionLost(error) || isStatementStale(error)) this.isBroken = true
    this.#firstError ??= error
    const isConsequence = error instanceof pg.DatabaseError && error.code === IN_FAILED_TRANSACTION
    return isConsequence ? this.#firstError : error
  }
}
