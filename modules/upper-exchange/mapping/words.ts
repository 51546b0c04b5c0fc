import { dayAt } from '#platform/day'
import type { Case, CaseEvent } from '#kernel'
import { plain } from '../shapes/validate.ts'

const CHINA_OFFSET_MILLISECONDS = 8 * 3_600_000

/** 2026-03-02 09:00:00, in China. */
export function momentOf(at: Date): string {
  return new Date(at.getTime() + CHINA_OFFSET_MILLISECONDS).toISOString().slice(0, 19).replace('T', ' ')
}

/** The day of an instant, written as the tables want it. */
export const dayOf = (at: Date): string => dayAt(at)

/** What somebody wrote into a field of the step; undefined where there is nothing but blanks. */
export function said({ data }: Pick<CaseEvent, 'data'>, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = data[name]
    if (typeof value === 'string' && plain(value) !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

/** Who took the step, for people above: staff by name, the applicant by what she is, the law by what it did. */
export function takerOf({ relation, actor }: Pick<CaseEvent, 'relation' | 'actor'>): string {
  if (relation === 'applicant' || relation === 'agent') return '申请人'
  if (relation === 'system') return '系统自动'
  return plain(actor.name) || actor.id
}

const IMPLEMENTING_CODE_LETTERS = 31
const CREDIT_CODE_LETTERS = 18
const LEVEL_LETTERS = 1

/** 31 letters of 实施编码, or those and two more of 业务办理项编码; our samples (示例) are shorter and say nothing of the kind. */
export function codesIn(itemCode: string): { implementing: string; business: string | undefined; credit: string | undefined; basic: string | undefined } {
  const isWhole = itemCode.length === IMPLEMENTING_CODE_LETTERS || itemCode.length === IMPLEMENTING_CODE_LETTERS + 2
  if (!isWhole) return { implementing: itemCode, business: undefined, credit: undefined, basic: undefined }
  return {
    implementing: itemCode.slice(0, IMPLEMENTING_CODE_LETTERS), business: itemCode.length > IMPLEMENTING_CODE_LETTERS ? itemCode : undefined,
    credit: itemCode.slice(0, CREDIT_CODE_LETTERS), basic: itemCode.slice(CREDIT_CODE_LETTERS + LEVEL_LETTERS, IMPLEMENTING_CODE_LETTERS),
  }
}

export const isInstant = ({ clock }: Pick<Case, 'clock'>): boolean => clock.limitWorkingDays === 0
