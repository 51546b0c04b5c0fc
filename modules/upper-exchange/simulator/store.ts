/** What the simulated platform holds: in memory, gone with it. It knows the rules of every column and checks them all. */
import { isTable, tableOf } from '../shapes/tables.ts'
import { faultsOf, type Columns } from '../shapes/validate.ts'
import { dayDigest, rowDigest, type WireRow } from '../wire/sealing.ts'
import type { DownMessage } from '../wire/messages.ts'

export interface StoredRow { table: string; guid: string; version: number; day: string; columns: Columns }
export interface Offered extends Omit<WireRow, 'sealed' | 'columns'> { columns: Columns }
export type Judgement = { result: 'taken' } | { result: 'rejected'; reason: string }

export class UpperStore {
  /** The newest version of every row. */
  readonly rows = new Map<string, StoredRow>()
  /** What waits to be fetched. */
  readonly down: DownMessage[] = []
  /** What must not happen: the same version with another content. */
  readonly complaints: string[] = []
  /** How often a version came that was there already. */
  repeated = 0
  readonly #versions = new Map<string, string>()

  /** What is wrong with it by the rules of its table. */
  judge({ table, columns }: Offered): Judgement {
    if (!isTable(table)) return { result: 'rejected', reason: `没有 ${table} 这张表` }
    const faults = faultsOf(tableOf(table), columns)
    return faults.length === 0 ? { result: 'taken' } : { result: 'rejected', reason: faults.map(({ column, message }) => `${column} ${message}`).join('；') }
  }

  /** Remembers what came, whatever becomes of it: the same version must never come with other words in it. */
  note(secret: string, { table, guid, version, columns }: Offered): void {
    const [key, digest] = [`${guid}/${version}`, rowDigest(secret, { guid, version, columns })]
    const before = this.#versions.get(key)
    if (before !== undefined) this.repeated += 1
    if (before !== undefined && before !== digest) this.complaints.push(`${table} ${guid} 第 ${version} 版来了两次，内容不同`)
    this.#versions.set(key, digest)
  }

  /** Takes a version in; an older one than it holds changes nothing. */
  take({ table, guid, version, day, columns }: Offered): void {
    const held = this.rows.get(guid)
    if (held && held.version > version) return
    this.rows.set(guid, { table, guid, version, day, columns })
  }

  counts(secret: string, day: string): { table: string; count: number; digest: string }[] {
    return [...Map.groupBy(this.#on(day), ({ table }) => table)].map(([table, rows]) => ({
      table,
      count: rows.length,
      digest: dayDigest(rows.map((row) => rowDigest(secret, row))),
    }))
  }

  list(secret: string, { day, table, after = '', limit }: { day: string; table: string; after?: string; limit: number }):
    { rows: { guid: string; version: number; digest: string }[]; next?: string } {
    const rest = this.#on(day).filter((row) => row.table === table && row.guid > after).toSorted((a, b) => (a.guid < b.guid ? -1 : 1))
    const page = rest.slice(0, limit).map((row) => ({ guid: row.guid, version: row.version, digest: rowDigest(secret, row) }))
    const last = page.at(-1)
    return { rows: page, ...(rest.length > limit && last && { next: last.guid }) }
  }

  /** Sends a row back after it had been taken. */
  sendBack({ table, guid, version, columns }: Offered, reason: string): void {
    const batch = columns['cd_batch']
    this.down.push({
      id: `back-${guid}-${version}`, table: 'dn_audit_abnormal',
      columns: { err_type: '数据质检', table_sql_name: table, table_row_guid: guid, ...(batch !== undefined && { table_cd_batch: batch }), remark: reason },
    })
  }

  #on(day: string): StoredRow[] {
    return [...this.rows.values()].filter((row) => row.day === day)
  }
}
