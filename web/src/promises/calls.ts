import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

/** A material that was promised for later, of a case that is still open. */
export interface PromiseLine { caseId: string; materialId: string; name: string; number: string; title: string; promisedBy: Day; brokenOn: Day | null }
export interface Promises {
  rule: { basis: string; remindWorkingDaysBefore: number; afterBroken: ('wait' | 'terminate')[]; furtherWorkingDays: number }
  promises: PromiseLine[]
}

export const fetchPromises = (): Promise<Promises> => ask('GET', '/api/promises')
