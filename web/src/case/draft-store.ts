import { forget, recall, remember } from '../kit/memory.ts'
import type { Values } from './step-data.ts'

/**
 * A form that was begun but not sent: what was changed by hand, the draft it was changed from, and the version of the case.
 * Fields nobody touched are drafted anew next time.
 */
export interface KeptForm { version: number; changed: Values; base: Values }

const nameOf = (caseId: string, step: string): string => `form.${caseId}.${step}`

export function keptForm(caseId: string, step: string): KeptForm | undefined {
  const kept = recall('session', nameOf(caseId, step))
  if (!isValues(kept)) return undefined
  const { version, changed, base } = kept
  return typeof version === 'number' && isValues(changed) && isValues(base) ? { version, changed, base } : undefined
}

export function keepForm(caseId: string, step: string, form: KeptForm): void {
  remember('session', nameOf(caseId, step), form)
}

export function dropForm(caseId: string, step: string): void {
  forget('session', nameOf(caseId, step))
}

function isValues(values: unknown): values is Values {
  return typeof values === 'object' && values !== null && !Array.isArray(values)
}
