export type RatingTables = {
  'ratings.rating': RatingTable
  'ratings.exclusion': { case_id: string; rule: string; found_at: Date }
  'ratings.complaint': { rated_case_id: string; case_id: string; opened_at: Date }
}

interface RatingTable extends Source {
  case_id: string
  level: number
  tags: string[]
  text: string | null
  rated_by: string
  rated_at: Date
}

/** Where a rating came from. */
export interface Source {
  owner_organisation: string | null
  /** Digest of address and browser of the session; null where there was none, e.g. for a program. */
  device_sm3: string | null
  by_staff: boolean
  /** The same address and browser as a member of staff who was signed in shortly before. */
  on_staff_device: boolean
  seconds_after_closing: number | null
  /** The platform above that passed it on; null where it was made here. */
  came_from: string | null
}
