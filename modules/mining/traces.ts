import type { EventLog } from './event-log.ts'

/** Where each case's events stand, case by case, each case in the order of time; equal times keep the order of the file. */
export interface Traces {
  /** Rows of the log. */
  order: Int32Array
  /** The events of case n are `order[from[n]]` up to before `order[from[n + 1]]`. */
  from: Int32Array
}

export function tracesOf({ events, cases, caseOf, at }: EventLog): Traces {
  const from = new Int32Array(cases.length + 1)
  for (let row = 0; row < events; row += 1) raise(from, (caseOf[row] ?? 0) + 1, 1)
  for (let index = 1; index < from.length; index += 1) raise(from, index, from[index - 1] ?? 0)
  const order = new Int32Array(events)
  const next = from.slice()
  for (let row = 0; row < events; row += 1) {
    const index = caseOf[row] ?? 0
    order[next[index] ?? 0] = row
    raise(next, index, 1)
  }
  for (let index = 0; index < cases.length; index += 1) {
    const trace = order.subarray(from[index], from[index + 1])
    // The rows of a case stand in the order of the file; sorting by time and then row keeps it where times are equal.
    if (!isInOrder(trace, at)) trace.sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0) || one - other)
  }
  return { order, from }
}

function raise(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by
}

function isInOrder(trace: Int32Array, at: Float64Array): boolean {
  for (let index = 1; index < trace.length; index += 1) if ((at[trace[index] ?? 0] ?? 0) < (at[trace[index - 1] ?? 0] ?? 0)) return false
  return true
}
