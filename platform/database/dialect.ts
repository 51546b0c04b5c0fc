import assert from 'node:assert/strict'
import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import { PipelinedConnection } from './connection.ts'
import { Statements } from './statements.ts'
import { ConnectionLost } from './trouble.ts'

/** PostgreSQL for Kysely over a pool whose connections are pipelined; Kysely's own driver waits for `begin` before the first query. */
export function pipelinedDialect(pool: pg.Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => pipelinedDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

function pipelinedDriver(pool: pg.Pool): Driver {
  const statements = new Statements()
  const connections = new WeakMap<pg.PoolClient, PipelinedConnection>()
  pool.on('error', () => undefined) // an idle connection broke and left the pool; unheard, the event would end the process
  // At once, because a dying server's farewell may come in one packet with its welcome, before whoever asked for the connection has it.
  pool.on('connect', (client) => connections.set(client, new PipelinedConnection(client, statements)))
  return {
    init: async () => undefined,
    async acquireConnection() {
      const client = await pool.connect().catch((error: unknown) => {
        throw error instanceof pg.DatabaseError ? error : new ConnectionLost(error)
      })
      const connection = connections.get(client)
      assert(connection, 'the pool announces every connection before it hands it out')
      return connection
    },
    beginTransaction: async (connection, settings) => pipelined(connection).begin(settings),
    commitTransaction: (connection) => pipelined(connection).commit(),
    rollbackTransaction: (connection) => pipelined(connection).rollback(),
    releaseConnection: async (connection) => pipelined(connection).release(),
    destroy: () => pool.end(),
  }
}

/** @throws when the handle is not one of openDatabase's */
export function pipelined(connection: DatabaseConnection): PipelinedConnection {
  if (connection instanceof PipelinedConnection) return connection
  throw new TypeError('这个数据库句柄不是 openDatabase 打开的')
}
