import { forget, recall, remember } from '../kit/memory.ts'
import type { Values } from './step-data.ts'

/** A form that was filled in but not sent, and the version of the case it was meant for. */
export interface KeptForm { version: number; values: Values }

const nameOf = (caseId: string, step: string): string => `form.${caseId}.${step}`

export function keptForm(caseId: string, step: string): KeptForm | undefined {
  const kept = recall('session', nameOf(caseId, step))
  if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('values' in kept)) return undefined
  const { version, values } = kept
  return typeof version === 'number' && isValues(values) ? { version, values } : undefined
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
