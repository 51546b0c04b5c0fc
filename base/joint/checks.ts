import type { Day } from '#platform/day'
import { validate } from '#platform/identifiers'
import type { DataCheck } from '#base/catalog'

/** right · wrong: the value itself says so · unknown: nothing was filled in · unconnected: a clerk has to look. */
export interface CheckResult { id: string; title: string; result: 'right' | 'wrong' | 'unknown' | 'unconnected'; note: string }

/** What the system can see by itself in what was filled in, so that nobody has to prove it. Keeps no value. Pure. */
export function dataChecks(checks: readonly DataCheck[], form: Readonly<Record<string, unknown>>, today: Day): CheckResult[] {
  return checks.map((check) => {
    const value = Object.hasOwn(form, check.field) ? form[check.field] : undefined
    return { id: check.id, title: check.title, ...resultOf(check, typeof value === 'string' ? value.trim() : '', today) }
  })
}

type Result = Pick<CheckResult, 'result' | 'note'>

function resultOf({ kind, source }: DataCheck, value: string, today: Day): Result {
  if (kind === 'shared') return { result: 'unconnected', note: `${source === undefined ? '' : `${source}的数据`}未接通，由窗口核验` }
  if (value === '') return { result: 'unknown', note: '没有填写，不用核验' }
  if (kind === 'younger-than-one-year') return youngerThanOneYear(value, today)
  if (kind === 'pension-age') return { result: 'unconnected', note: '退休年龄按出生年月和身份分档推算，由窗口按参保记录核验' }
  const verdict = validate(kind, value, today)
  return verdict.valid ? { result: 'right', note: '系统已核对，格式和校验码都对' } : { result: 'wrong', note: verdict.why }
}

function youngerThanOneYear(value: string, today: Day): Result {
  const limit = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  return value > limit && value <= today ? { result: 'right', note: '出生未满一年' } : { result: 'wrong', note: '出生已满一年或者日期不对，请窗口核对' }
}
