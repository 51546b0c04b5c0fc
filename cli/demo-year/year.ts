import { Refusal } from '#platform/refusal'
import { addCalendarDays, startOf } from '#platform/day'
import { arrivalsOf, type Arrival } from './arrivals.ts'
import { filerOf, type Filer } from './cast.ts'
import { complaintAbout, settled, type Complaint } from './complaint.ts'
import { isGamed } from './department.ts'
import type { History } from './history.ts'
import { DAY, filed, humanHour, type Matter } from './matter.ts'
import { RatingBook } from './ratings.ts'
import { lived } from './story.ts'
import { hoursOf, Town, type Ground, type Life } from './town.ts'

interface Told {
  /** Is handed each history to which nothing will be added. */
  ended: (history: History) => void
  /** The last serial number given out before. */
  serial: number
}
interface Affected { days: number; acceptDays: number }

/** A year in a district: everything happens in its order, by the kernel's rules. */
export class Year {
  readonly book = new RatingBook()
  /** Which case is about the rating of which, and what became of what the slow window took in. */
  readonly complaints: string[] = []
  readonly affected: Affected[] = []
  readonly counts = { cases: 0, events: 0, complaints: 0 }
  readonly refusals = new Map<string, number>()
  readonly #ground: Ground
  readonly #told: Told
  readonly #arrivals: Arrival[]
  readonly #town: Town
  readonly #open = new Set<History>()
  #serial: number
  #filed = 0

  constructor(ground: Ground, told: Told) {
    const lastDay = addCalendarDays(ground.span.firstDay, ground.span.days - 1)
    const time = hoursOf(ground, lastDay)
    this.#ground = ground
    this.#told = told
    this.#serial = told.serial
    this.#arrivals = arrivalsOf({ ...ground, time, peak: ground.troubles.seasonalPeak })
    this.#town = new Town(ground, time, this.#arrivals)
    this.#await()
  }

  /** The last serial number given out. */
  get serial(): number { return this.#serial }

  /** How many cases each trouble has befallen, by its id. */
  get plants(): ReadonlyMap<string, number> { return this.#town.plants }

  /** Lives on for so many happenings; false when the year is over and all histories have been told. */
  advance(happenings: number): boolean {
    const end = startOf(addCalendarDays(this.#ground.span.firstDay, this.#ground.span.days)).getTime()
    for (let count = 0; count < happenings; count += 1) if (!this.#town.agenda.next(end)) return this.#close(end)
    return true
  }

  /** One arrival at a time is on the agenda, so that it stays short. */
  #await(): void {
    const arrival = this.#arrivals[this.#filed]
    if (arrival === undefined) return
    this.#filed += 1
    this.#town.agenda.put(arrival.at, () => {
      this.#await()
      this.#file(arrival, filerOf(arrival, this.#ground.cases))
    })
  }

  #file(arrival: Arrival, filer: Filer): void {
    const matter = filed(this.#town, arrival, { serial: this.#serial += 1, filer })
    const { slowWindow, seasonalPeak } = this.#ground.troubles
    if (arrival.receiving === slowWindow.organisation && this.#town.isDuring(slowWindow)) this.#town.befall(slowWindow.id)
    if (arrival.item.code === seasonalPeak.itemCode && this.#town.isDuring(seasonalPeak)) this.#town.befall(seasonalPeak.id)
    this.#counts(matter.history)
    this.#town.follow(this.#whole(matter))
  }

  /** A case from its opening to the last word about it. */
  * #whole(matter: Matter): Life {
    const { history, arrival } = matter
    try {
      yield* lived(matter)
      if (history.found.state === 'terminated' && isGamed(matter)) this.#again(matter)
      if (history.found.state === 'delivered') {
        this.#measure(matter)
        yield* this.#rated(matter)
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const words = `${arrival.item.code} ${history.found.state}：${error.message}`
      this.refusals.set(words, (this.refusals.get(words) ?? 0) + 1)
    }
    this.#end(history)
  }

  * #rated(matter: Matter): Life {
    const planned = this.book.plan(matter)
    if (!planned) return
    const { history, filer } = matter
    const closedAt = history.found.lastAt.getTime()
    yield { at: planned.at }
    const { level, tags, text } = planned
    history.step(filer.actor, 'rate', { data: { level, tags, ...(text !== null && { text }) }, at: planned.at })
    this.book.keep(matter, closedAt, planned)
    const complaint = complaintAbout(matter, planned, this.#serial + 1)
    if (complaint) this.#town.follow(this.#complained(matter, complaint))
  }

  * #complained(matter: Matter, complaint: Complaint): Life {
    this.#serial += 1
    this.complaints.push(complaint.line)
    this.counts.complaints += 1
    this.#counts(complaint.history)
    yield* settled(matter, complaint)
    this.#end(complaint.history)
  }

  /** The applicant comes again with the same matter; this time it is dealt with at once. */
  #again({ arrival, filer }: Matter): void {
    this.#town.befall('gaming-unit')
    const fate = {
      ...arrival.fate, lead: 0.1, needsCorrection: false, isRefused: false, isDenied: false, isWithdrawn: false, isExtended: false, hasSpecial: false,
    }
    const at = humanHour(this.#town.now + DAY, arrival.fate.troubleLength)
    this.#town.agenda.put(at, () => this.#file({ ...arrival, index: -1 - arrival.index, at, fate }, filer))
  }

  #measure({ arrival, history }: Matter): void {
    const { found } = history
    const { slowWindow } = this.#ground.troubles
    if (arrival.receiving !== slowWindow.organisation || !this.#town.isDuring(slowWindow, found.openedAt.getTime())) return
    const accepted = history.acceptedAt ?? found.lastAt.getTime()
    this.affected.push({ days: (found.lastAt.getTime() - found.openedAt.getTime()) / DAY, acceptDays: (accepted - found.openedAt.getTime()) / DAY })
  }

  #counts(history: History): void {
    this.counts.cases += 1
    this.#open.add(history)
  }

  #end(history: History): void {
    if (!this.#open.delete(history)) return
    this.counts.events += history.events.length
    this.#told.ended(history)
  }

  /** What is still under way at the end stands as it is. */
  #close(end: number): false {
    for (const history of this.#open) {
      history.catchUp(end)
      this.#end(history)
    }
    return false
  }
}
