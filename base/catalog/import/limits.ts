import { broken, odd, type CellCheck } from './cells.ts'
import { NONE } from './source-row.ts'

/** A limit as the source writes it; undefined for “无”. */
export interface SourceLimit { amount: number; unit: '工作日' | '自然日' }

const LIMIT = /^([1-9]\d{0,4})\((工作日|自然日)\)$/
const INSTANT = '即办'
/** The longest that has been seen is 365. */
const LIMIT_DAYS_MAX = 366

/** 法定办结时限: a number of days above nothing. */
export const statutoryLimit: CellCheck = (value) => limitFault(value)
/** 承诺办结时限: may also be 即办. */
export const promisedLimit: CellCheck = (value) => value === INSTANT ? undefined : limitFault(value)

export function limitOf(cell: string): SourceLimit | undefined {
  if (cell === INSTANT) return { amount: 0, unit: '工作日' }
  const [, amount, unit] = LIMIT.exec(cell) ?? []
  return amount === undefined ? undefined : { amount: Number(amount), unit: unit === '自然日' ? '自然日' : '工作日' }
}

/**
 * In working days; seven calendar days hold five of them. Rounded down, so that it never becomes longer than published;
 * one day stays a day.
 */
export function workingDaysOf({ amount, unit }: SourceLimit): number {
  return unit === '工作日' ? amount : Math.max(1, Math.floor(amount * 5 / 7))
}

/** Whether the promise is longer than the law allows, in the units both are written in. */
export function exceeds(promised: SourceLimit, statutory: SourceLimit): boolean {
  return promised.unit === statutory.unit ? promised.amount > statutory.amount : workingDaysOf(promised) > workingDaysOf(statutory)
}

function limitFault(value: unknown): ReturnType<CellCheck> {
  if (value === NONE) return undefined
  if (typeof value !== 'string') return broken(value === null ? '不能为空（null）' : '应是文字，例如 20(工作日)')
  const limit = limitOf(value)
  if (!limit || value === INSTANT) return broken('不是办结时限', whatToWrite(value))
  if (limit.amount > LIMIT_DAYS_MAX) return broken(`${limit.amount} 天超过一年，不会是办结时限`)
  return limit.unit === '工作日' ? undefined : odd(`按自然日计，暂折算为 ${workingDaysOf(limit)} 个工作日`, '请向实施主体核实工作日数')
}

function whatToWrite(value: string): string {
  if (/^-/.test(value)) return '时限不能是负数，请写正整数，例如 20(工作日)'
  if (/^0+\D/.test(value)) return '时限不能是 0；当场办结的请在承诺时限里写“即办”'
  if (/[０-９（）]/.test(value)) return '请用半角数字和括号，例如 20(工作日)'
  return '请写成“数字(工作日)”或“数字(自然日)”，没有的写“无”'
}
