import { dayAt } from '#platform/day'
import { sm3Hex } from '#platform/sm'
import { momentOf } from '../mapping/words.ts'
import type { Stamp, Table } from '../shapes/column.ts'
import type { Columns } from '../shapes/validate.ts'

/** Who reports: the division code of the district. */
const SOURCE = '440114'
const GUID_LETTERS = 32

export interface Stamping { guid: string; version: number; now: Date }

/** The same row of the same case has the same number for ever, also after the database was restored: the other side then knows it again. */
export function guidOf({ peer, table, caseId, sequence }: { peer: string; table: string; caseId: string; sequence: number }): string {
  return sm3Hex(`${peer}/${table}/${caseId}/${sequence}`).slice(0, GUID_LETTERS)
}

/** Ours: the day and the version. It tells one version of a row from another where the table has no column for it. */
export function batchOf({ version, now }: Pick<Stamping, 'version' | 'now'>): string {
  return `${dayAt(now).replaceAll('-', '')}${String(version).padStart(4, '0')}`
}

/** The row as this version of it goes up: what the mapping or a person filled in, and what the exchange adds. Pure. */
export function stampedColumns({ columns: rules }: Pick<Table, 'columns'>, columns: Columns, stamping: Stamping): Columns {
  const stamps: Readonly<Record<Stamp, string>> = {
    guid: stamping.guid, batch: batchOf(stamping), operation: stamping.version === 1 ? 'I' : 'U',
    time: momentOf(stamping.now), source: SOURCE, version: String(stamping.version),
  }
  return { ...columns, ...Object.fromEntries(rules.flatMap(({ name, stamp }) => (stamp ? [[name, stamps[stamp]]] : []))) }
}
