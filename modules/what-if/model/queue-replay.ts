import { enteredAt } from './history.ts'
import type { Evidence, Ground, Stay } from './station.ts'

/** The visits of a station in the order of their coming, with how many each met there and how long it stayed. */
export interface WaitingLine { visits: Uint32Array; entered: Float64Array; met: Float64Array; stayed: Float64Array; correlation: number; lastDone: number }

/** Those who wait for something else first come when they join the queue. */
export function queueOf({ history, hours, delay }: Ground, stays: readonly Stay[]): WaitingLine {
  const doneOf = (visit: number): number => history.visits.doneAt[visit] ?? 0
  const inOrder = stays
    .map(({ found, visit }) => ({ visit, entered: enteredAt(history, found, visit) + (delay[visit] ?? 0) }))
    .sort((a, b) => a.entered - b.entered || a.visit - b.visit)
  const leaving = Float64Array.from(inOrder, ({ visit }) => doneOf(visit)).sort()
  const met = new Float64Array(inOrder.length)
  // Of who came before, those gone before are not known, so neither is how many she met.
  const seenWhole = inOrder.findIndex(({ entered }) => entered >= history.knownFrom)
  let gone = 0
  inOrder.forEach(({ entered }, place) => {
    while (gone < leaving.length && (leaving[gone] ?? 0) <= entered) gone += 1
    met[place] = place - gone
  })
  const stayed = Float64Array.from(inOrder, ({ visit, entered }) => hours.between(entered, doneOf(visit)))
  return {
    met, stayed, visits: Uint32Array.from(inOrder, ({ visit }) => visit), entered: Float64Array.from(inOrder, ({ entered }) => entered),
    correlation: correlation(met.subarray(seenWhole), stayed.subarray(seenWhole)), lastDone: leaving.at(-1) ?? 0,
  }
}

/**
 * Puts a station's own arrivals once more through a queue with so many people, first come first served: if the stays come out as they
 * were, then people are what it lacks. Who stood there when the known time began stands there still.
 * @param services what each takes
 */
export function replayQueue(
  { history, hours }: Ground,
  { queue, services, staff }: { queue: WaitingLine; services: Float64Array; staff: number },
): Omit<Evidence, 'queueCorrelation' | 'worked'> {
  const { visits, entered, stayed, lastDone } = queue
  const free = new Float64Array(staff)
  let [replayed, busy] = [0, 0]
  visits.forEach((visit, place) => {
    // Whom the system dispatched has taken nobody's time, but has waited.
    if (history.visits.isAutomatic[visit] === 1) {
      replayed += stayed[place] ?? 0
      return
    }
    const [clerk, at] = [soonest(free), entered[place] ?? 0]
    const ready = Math.max(at, history.knownFrom)
    const service = services[place] ?? 0
    const end = hours.after(Math.max(ready, free[clerk] ?? 0), service)
    free[clerk] = end
    replayed += hours.between(at, end)
    busy += service
  })
  const count = Math.max(1, visits.length)
  return {
    meanStay: stayed.reduce((sum, stay) => sum + stay, 0) / count,
    meanStayReplayed: replayed / count,
    load: busy / Math.max(1, hours.between(Math.max(entered[0] ?? 0, history.knownFrom), lastDone) * staff),
  }
}

function soonest(free: Float64Array): number {
  let best = 0
  for (let clerk = 1; clerk < free.length; clerk += 1) if ((free[clerk] ?? 0) < (free[best] ?? 0)) best = clerk
  return best
}

export function quantileOf(values: Float64Array, share: number): number {
  const sorted = values.toSorted()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** Pearson's; 0 where one of the two never changes. */
function correlation(xs: Float64Array, ys: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const [meanX, meanY] = [mean(xs), mean(ys)]
  let [both, ofX, ofY] = [0, 0, 0]
  for (let place = 0; place < xs.length; place += 1) {
    const [x, y] = [(xs[place] ?? 0) - meanX, (ys[place] ?? 0) - meanY]
    both += x * y
    ofX += x * x
    ofY += y * y
  }
  return ofX === 0 || ofY === 0 ? 0 : both / Math.sqrt(ofX * ofY)
}
