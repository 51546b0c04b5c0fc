import type { Bottleneck } from './calls.ts'

/** A sum favours large offices: what one case loses stands beside it. */
export const ORDERS = {
  lost: { label: '一共耽误的工作日（件数多的部门排在前面）', of: ({ lostDays }: Bottleneck) => lostDays },
  each: { label: '平均每件耽误的工作日（和件数无关）', of: lostEach },
  overMedian: { label: '比各部门同一环节的中位数多出的工作日', of: ({ overMedianDays }: Bottleneck) => overMedianDays },
  overEach: { label: '平均每件比中位数多出的工作日（和件数无关）', of: overEach },
  total: { label: '停留的工作日合计', of: ({ totalDays }: Bottleneck) => totalDays },
  median: { label: '停留的中位数', of: ({ medianDays }: Bottleneck) => medianDays },
} as const
/** One case that was lost out of sight says nothing about an office: such rows stand last when it goes by the case. Ours. */
export const FEW = 5
export type Order = keyof typeof ORDERS
export const isOrder = (name: string | undefined): name is Order => name !== undefined && Object.hasOwn(ORDERS, name)

/** The most first; where it goes by the case, what has few cases last. */
export function sortedBy(rows: readonly Bottleneck[], order: Order): Bottleneck[] {
  const few = ({ cases }: Bottleneck): number => ((order === 'each' || order === 'overEach') && cases < FEW ? 1 : 0)
  return [...rows].sort((one, other) => few(one) - few(other) || ORDERS[order].of(other) - ORDERS[order].of(one))
}

/** Working days that one case loses here, on average. */
export function lostEach({ lostDays, cases }: Bottleneck): number {
  return cases === 0 ? 0 : lostDays / cases
}

/** Working days that one case stands here longer than the median of all offices, on average. */
export function overEach({ overMedianDays, cases }: Bottleneck): number {
  return cases === 0 ? 0 : overMedianDays / cases
}

/** Two decimals: what one case of many loses is little. */
export function eachText(days: number): string {
  return String(Math.round(days * 100) / 100)
}
