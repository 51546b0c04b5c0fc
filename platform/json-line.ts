/** One line of JSON lines: what the commands that answer line by line share. */

/** What whoever wrote the line calls it: a text, or a number of its own. It comes back with the answer. */
export type LineId = string | number

/** Characters of an id, at most. */
export const LINE_ID_MAX = 200

/** Undefined stands for a line that is no JSON; it is refused with everything else that is no object. */
export function readJsonLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The line's id if it has a usable one, so that even an error can be matched to its line. */
export function lineIdOf(input: unknown): { id?: LineId } {
  return typeof input === 'object' && input !== null && 'id' in input && isLineId(input.id) ? { id: input.id } : {}
}

export function isLineId(value: unknown): value is LineId {
  return typeof value === 'string' ? value.length > 0 && value.length <= LINE_ID_MAX : Number.isSafeInteger(value)
}
