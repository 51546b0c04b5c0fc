import type { Told } from './calls.ts'

/** Whom a rule tells, in the words of the page. */
export const TOLD: Readonly<Record<Told, string>> = { handler: '承办人', head: '本单位负责人', supervisor: '效能监督' }
