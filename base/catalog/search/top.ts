/** The places of the `count` largest values above 0, largest first; of equal values the smaller place first. */
export function placesOfLargest(values: Float64Array, count: number): number[] {
  const heap = new Int32Array(count)
  let size = 0
  /** Whether the value at `left` ranks behind the one at `right`. */
  const isBehind = (left: number, right: number): boolean => {
    const [mine, other] = [values[left] ?? 0, values[right] ?? 0]
    return mine === other ? left > right : mine < other
  }
  const at = (place: number): number => heap[place] ?? 0
  const put = (place: number, candidate: number) => {
    let here = place
    for (let child = 2 * here + 1; child < size; child = 2 * here + 1) {
      if (child + 1 < size && isBehind(at(child + 1), at(child))) child += 1
      if (!isBehind(at(child), candidate)) break
      heap[here] = at(child)
      here = child
    }
    heap[here] = candidate
  }
  for (let candidate = 0; candidate < values.length; candidate += 1) {
    if (!((values[candidate] ?? 0) > 0)) continue
    if (size < count) {
      heap[size] = candidate
      size += 1
      if (size === count) for (let place = (size >> 1) - 1; place >= 0; place -= 1) put(place, at(place))
    } else if (count > 0 && isBehind(at(0), candidate)) {
      put(0, candidate)
    }
  }
  return Array.from(heap.subarray(0, size)).sort((left, right) => (isBehind(left, right) ? 1 : -1))
}
