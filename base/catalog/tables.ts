import type { ColumnType, Generated } from 'kysely'
import type { Item } from './item.ts'
import type { SourceRow } from './import/source-row.ts'

export type CatalogTables = { 'catalog.item': ItemTable; 'catalog.draft': DraftTable; 'catalog.change': ChangeTable; 'catalog.retirement': RetirementTable }

/** JSON goes in as text and comes out parsed. */
type Json<Value> = ColumnType<Value, string, never>

export interface ItemTable {
  code: string
  version: number
  status: 'draft' | 'published' | 'retired'
  effective_from: string
  effective_to: string | null
  superseded_on: string | null
  name: string
  organisation: string
  organisation_name: string | null
  audience: string[]
  type: string
  statutory_working_days: number
  promised_working_days: number
  visits: number
  document: Json<Item>
  source: ColumnType<SourceRow | null, string | null, never>
  content_hash: string
  created_at: Generated<Date>
  changed_at: Generated<Date>
}

/** The next version of an item while somebody works on it; it may break any rule, but has the fields of an item. */
export interface DraftTable {
  code: string
  edition: number
  base_version: number
  document: ColumnType<Item, string, string>
  begun_at: Date
  changed_at: Date
  changed_by: string
  changed_by_name: string
}

export interface ChangeTable {
  id: Generated<number>
  code: string
  what: 'draft' | 'discard' | 'publish' | 'import' | 'retire'
  version: number | null
  at: Date
  actor_id: string
  actor_name: string
  words: string[]
}

export interface RetirementTable {
  code: string
  retired_on: string
  reason: string
  decided_at: Date
  decided_by: string
  decided_by_name: string
}
