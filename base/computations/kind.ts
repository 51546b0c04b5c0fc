/** One kind of computation that is asked for and done in the background. */
export interface Kind {
  /** As it stands in the table. */
  name: string
  /** What people call one, with the word one counts them by: 份流程分析. */
  oneOf: string
  /** How many are kept; older ones go, for they can be asked for again. */
  kept: number
}

export interface Computation<Asked> {
  id: string
  asked: Asked
  askedBy: string
  askedAt: Date
  state: 'waiting' | 'running' | 'done' | 'failed'
  /** How far it is, out of `total`; 0 of 0 until that is known. */
  done: number
  total: number
  finishedAt: Date | null
  /** Why it could not be computed, for people to read. */
  trouble: string | null
}
