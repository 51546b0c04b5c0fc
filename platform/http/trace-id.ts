import { randomBytes } from 'node:crypto'

const process = randomBytes(5).toString('hex')
let count = 0

/** A word that finds one request in the log: random for the process, counted within it. */
export function nextTraceId(): string {
  count += 1
  return `${process}-${count.toString(36)}`
}
