/** What is known of a nominee by one measured criterion; shares in per cent with one digit, `workload` in converted cases. */
export interface EvidenceValue {
  criterion: string
  name: string
  measure: string
  n: number
  part: number
  value: number | null
  expected: number | null
  adjusted: number | null
  low: number | null
  high: number | null
  /** What is turned into points. */
  counted: number | null
  /** The whole's value, against which a correction is compared again. */
  overall: number | null
  isSmall: boolean
  sampleMin: number
  source: string
}
export interface FoundVeto { id: string; name: string; cases: number; sentence: string; dismissed: string | null }
