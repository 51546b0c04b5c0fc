import { openDatabase, runSql, type Database, type Tx } from '#platform/database'

/** A handle with one connection, and the number of its process in PostgreSQL. */
export async function single(url: string): Promise<{ one: Database; pid: number }> {
  const one = openDatabase({ url, max: 1 })
  return { one, pid: await pidOf(one) }
}

export async function pidOf(db: Tx): Promise<number> {
  const [row] = await runSql<{ pid: number }>(db, 'select pg_backend_pid() as pid')
  return row?.pid ?? 0
}

/** What the work fails with; undefined when it does not. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(() => undefined, (error: unknown) => error)
}

/** Into the table of the transaction tests: note (id int primary key, text text). */
export function insertNote(tx: Tx, id: number): Promise<unknown> {
  return runSql(tx, 'insert into note values ($1, $2)', [id, '春风'])
}

export async function noteIds(tx: Tx): Promise<number[]> {
  return (await runSql<{ id: number }>(tx, 'select id from note order by id')).map(({ id }) => id)
}
