/** What will happen when, the earliest first; of two at the same instant, what was put down first. */
export class Agenda {
  readonly #entries: { at: number; order: number; happen: () => void }[] = []
  #order = 0
  /** The instant of what happens now. */
  now = 0

  put(at: number, happen: () => void): void {
    const entries = this.#entries
    let index = entries.length
    const entry = { at: Math.max(at, this.now), order: this.#order += 1, happen }
    entries.push(entry)
    for (let parent = (index - 1) >> 1; index > 0; index = parent, parent = (index - 1) >> 1) {
      const above = entries[parent]
      if (above === undefined || !isBefore(entry, above)) break
      entries[index] = above
      entries[parent] = entry
    }
  }

  /** Lets the next thing happen; false when there is none before that instant. */
  next(until: number): boolean {
    const first = this.#entries[0]
    if (first === undefined || first.at >= until) return false
    const last = this.#entries.pop()
    if (last !== undefined && last !== first) this.#sink(last)
    this.now = first.at
    first.happen()
    return true
  }

  #sink(entry: { at: number; order: number; happen: () => void }): void {
    const entries = this.#entries
    let index = 0
    for (;;) {
      const [left, right] = [entries[index * 2 + 1], entries[index * 2 + 2]]
      const isRight = left !== undefined && right !== undefined && isBefore(right, left)
      const child = isRight ? right : left
      if (child === undefined || !isBefore(child, entry)) break
      entries[index] = child
      index = index * 2 + (isRight ? 2 : 1)
    }
    entries[index] = entry
  }
}

function isBefore(one: { at: number; order: number }, other: { at: number; order: number }): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order)
}
