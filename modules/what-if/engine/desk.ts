import type { Station } from '../model/station.ts'

/** A station at work: so many people, first come first served. */
export interface Desk {
  station: Station
  /** Joins the queue; who is called at once is returned, or -1. */
  arrive: (comer: number, ticket: number) => number
  /** Somebody is free again; who is called is returned, or -1. */
  free: () => number
}

/**
 * @param isWaiting whether who drew this ticket still stands in the queue: one may have been dispatched otherwise meanwhile
 */
export function deskOf(station: Station, staff: number, isWaiting: (comer: number, ticket: number) => boolean): Desk {
  const queue = new Array<number>()
  const tickets = new Array<number>()
  let [head, idle] = [0, staff]
  const call = (): number => {
    while (head < queue.length) {
      const [comer, ticket] = [queue[head] ?? -1, tickets[head] ?? -1]
      head += 1
      if (head === SWEEP) { queue.splice(0, head); tickets.splice(0, head); head = 0 }
      if (isWaiting(comer, ticket)) return comer
    }
    return -1
  }
  return {
    station,
    arrive: (comer, ticket) => {
      queue.push(comer)
      tickets.push(ticket)
      if (idle === 0) return -1
      idle -= 1
      return call()
    },
    free: () => {
      const next = call()
      if (next === -1) idle += 1
      return next
    },
  }
}

/** Those already called are forgotten so many at a time. */
const SWEEP = 1024
