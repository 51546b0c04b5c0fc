import type { Indicator } from './indicator.ts'

export type Level = 'green' | 'yellow' | 'red'

/** Said in words wherever it is shown in colour. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = { green: '正常', yellow: '预警', red: '告警' }

const LEVELS: readonly Level[] = ['red', 'yellow', 'green']

/** The colour of a value by the indicator's thresholds; null where it has none, or none of them holds. Pure. */
export function levelOf({ thresholds }: Pick<Indicator, 'thresholds'>, value: number): Level | null {
  return LEVELS.find((level) => {
    const condition = thresholds[level]
    return condition !== undefined && holds(condition, value)
  }) ?? null
}

/** Compared as people read the value, with two decimals: 99.995 % is not yet a hundred. */
const DECIMALS = 100

/** '>=98 <99.5': each part must hold. Throws where it is no condition, so that a slip in the data is found when it loads. */
export function holds(condition: string, value: number): boolean {
  const shown = Math.floor(value * DECIMALS + 1e-7) / DECIMALS
  return condition.split(' ').every((part) => {
    const [, sign, number] = /^(>=|<=|==|>|<)(-?\d+(?:\.\d+)?)$/.exec(part) ?? []
    if (sign === undefined) throw new Error(`no condition: ${part}`)
    return COMPARE[sign]?.(shown, Number(number)) === true
  })
}

const COMPARE: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '>=': (value, limit) => value >= limit, '<=': (value, limit) => value <= limit, '==': (value, limit) => value === limit,
  '>': (value, limit) => value > limit, '<': (value, limit) => value < limit,
}
