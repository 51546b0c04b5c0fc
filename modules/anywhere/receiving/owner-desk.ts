import type { Call, Case } from '#kernel'
import type { Paper } from './forms.ts'

/** A matter that a window elsewhere has taken in, as the owner's desk gets it. */
export interface TakenIn { elsewhere: Case; itemCode: string; answers: Record<string, string>; form: Record<string, unknown>; papers: readonly Paper[] }

/**
 * What the module of ordinary applications does for this one; app.ts puts the two together. Each acts in the transaction of the call and
 * refuses as usual. Applications belong to the applicant, whoever carried her papers.
 */
export interface OwnerDesk {
  /** Opens the owner's own case, received today: the limits of the law run from here. Answers with its id. */
  file: (call: Call, taken: TakenIn) => Promise<string>
  /** Hands in what the one correction asked for. */
  supply: (call: Call, applicationId: string, papers: readonly Paper[]) => Promise<void>
  withdraw: (call: Call, applicationId: string) => Promise<void>
  /** Notes that the result has reached the applicant's hands at another window. */
  deliver: (call: Call, applicationId: string, delivery: { recipient: string; place: string }) => Promise<void>
}
