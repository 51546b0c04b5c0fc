import { GUANGDONG } from './guangdong.ts'
import { NATIONAL } from './national.ts'
import { RATING } from './rating.ts'
import type { Table } from './column.ts'

/** Every table that goes up. */
export const TABLES: readonly Table[] = [...NATIONAL, ...GUANGDONG, ...RATING]

const BY_ID: ReadonlyMap<string, Table> = new Map(TABLES.map((table) => [table.id, table]))

export function tableOf(id: string): Table {
  const table = BY_ID.get(id)
  if (!table) throw new Error(`no exchange table ${id}`)
  return table
}

export const isTable = (id: string): boolean => BY_ID.has(id)
