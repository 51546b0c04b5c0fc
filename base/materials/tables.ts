export type MaterialTables = {
  'materials.file': FileTable
}

export interface FileTable {
  id: string
  sm3: string
  size: number
  media_type: string
  original_name: string
  account_id: string
  party_id: string | null
  created_at: Date
}
