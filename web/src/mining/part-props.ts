import type { Result } from './calls.ts'

/** What every part of a survey's page shows. */
export interface PartProps { survey: string; result: Result }
