import type { ColumnType, Generated } from 'kysely'

export type ApplicationTables = {
  'applications.application': { case_id: string; answers: ColumnType<Record<string, string>, string, string> }
  'applications.material': MaterialTable
  'applications.problem': { case_id: string; material_id: string; problems: string[] }
}

export interface MaterialTable {
  case_id: string
  id: Generated<number>
  material_id: string
  file_id: string | null
  promised_by: string | null
  given_on: string
  /** A later version has taken its place. */
  replaced: Generated<boolean>
  /** Handed in at the window; no file. */
  on_paper: Generated<boolean>
  /** The promise ran out on the day before; it stays on record when the material comes after all. */
  broken_on: Generated<string | null>
}
