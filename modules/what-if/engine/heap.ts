const ROOM_AT_FIRST = 1024

/** What happens next: times with a number each, the earliest first; of two at once the lower number, so that a run repeats exactly. */
export class EventHeap {
  #times = new Float64Array(ROOM_AT_FIRST)
  #subjects = new Float64Array(ROOM_AT_FIRST)
  #count = 0
  /** The time of what was taken out last. */
  lastAt = Number.NEGATIVE_INFINITY

  push(at: number, what: number): void {
    if (this.#count === this.#times.length) this.#grow()
    let place = this.#count++
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!this.#isBefore(at, what, parent)) break
      this.#put(place, this.#times[parent] ?? 0, this.#subjects[parent] ?? 0)
      place = parent
    }
    this.#put(place, at, what)
  }

  /** The earliest, taken out; -1 when there is none. */
  pop(): number {
    if (this.#count === 0) return -1
    const what = this.#subjects[0] ?? 0
    this.lastAt = this.#times[0] ?? 0
    this.#count -= 1
    if (this.#count > 0) this.#sink(this.#times[this.#count] ?? 0, this.#subjects[this.#count] ?? 0)
    return what
  }

  #sink(at: number, what: number): void {
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= this.#count) break
      if (child + 1 < this.#count && this.#isBefore(this.#times[child + 1] ?? 0, this.#subjects[child + 1] ?? 0, child)) child += 1
      if (this.#isBefore(at, what, child)) break
      this.#put(place, this.#times[child] ?? 0, this.#subjects[child] ?? 0)
      place = child
    }
    this.#put(place, at, what)
  }

  #isBefore(at: number, what: number, place: number): boolean {
    const other = this.#times[place] ?? 0
    return at < other || (at === other && what < (this.#subjects[place] ?? 0))
  }

  #put(place: number, at: number, what: number): void {
    this.#times[place] = at
    this.#subjects[place] = what
  }

  #grow(): void {
    const [times, subjects] = [new Float64Array(this.#count * 2), new Float64Array(this.#count * 2)]
    times.set(this.#times)
    subjects.set(this.#subjects)
    this.#times = times
    this.#subjects = subjects
  }
}
