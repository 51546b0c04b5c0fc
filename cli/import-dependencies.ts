import type { Tx } from '#platform/database'
import type { ImportContext } from '#base/catalog'

/** What the command needs of the system; the database is opened only when there is something to compare or to store. */
export interface ImportDependencies extends ImportContext {
  now: Date
  inTransaction: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>
}
