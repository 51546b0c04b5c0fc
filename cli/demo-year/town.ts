import type { Organisation } from '#base/people'
import type { Item } from '#base/catalog'
import type { Actor, Kernel, Role } from '#kernel'
import { Agenda } from './agenda.ts'
import { instantIn, type Arrival, type Span } from './arrivals.ts'
import { clerksOf } from './cast.ts'
import { Desk } from './desk.ts'
import { APPROVERS, APPROVERS_DEFAULT, REVIEWERS, REVIEWERS_DEFAULT, WINDOW_DEFAULT, WINDOWS, type Staffing } from './district.ts'
import { MINUTES_A_DAY, officeTime, type OfficeTime } from './office-time.ts'
import type { Troubles } from './troubles.ts'

/** What the year is made from. */
export interface Ground {
  kernel: Kernel
  organisations: readonly Organisation[]
  items: readonly Item[]
  troubles: Troubles
  span: Span
  seed: number
  cases: number
  /** The paper everybody hands in. */
  fileId: string
  /** More clerks than declared, by organisation of the window. */
  moreClerks: Readonly<Record<string, number>>
}

/** Of one unit of work: taking in is 1, and again after a correction. */
export const HANDING_OUT = 0.4
export const ISSUING = 0.3

/** In a small year offices are not busy; only the slow window is slow there too. */
const UNIT_MINUTES_MAX = 50

/** What waits for its time or for a desk. */
export type Wish = { at: number } | { desk: Desk; minutes: () => number; until?: number | null }
/** The life of a case: it says what it waits for, and is told which clerk has come. */
export type Life = Generator<Wish, void, Actor | undefined>

/** The district on a virtual clock: its desks, its hours, and what is to happen. */
export class Town {
  readonly ground: Ground
  readonly agenda = new Agenda()
  readonly time: OfficeTime
  /** How many cases each trouble has befallen, by its id. */
  readonly plants = new Map<string, number>()
  readonly #desks = new Map<string, Desk>()
  readonly #minutes = new Map<string, number>()
  #slowMinutes = 0

  constructor(ground: Ground, time: OfficeTime, arrivals: readonly Arrival[]) {
    this.ground = ground
    this.time = time
    this.#measureWork(arrivals)
  }

  get now(): number { return this.agenda.now }

  window(organisation: string): Desk { return this.#desk('window', organisation) }
  reviewers(organisation: string): Desk { return this.#desk('reviewer', organisation) }
  approvers(organisation: string): Desk { return this.#desk('approver', organisation) }

  /** Office minutes of one unit of work at a desk now. */
  minutesAt(role: Role, organisation: string): number {
    const { slowWindow } = this.ground.troubles
    if (role === 'window' && this.isDuring(slowWindow) && slowWindow.organisation === organisation) return this.#slowMinutes
    return this.#minutes.get(`${role}:${organisation}`) ?? 1
  }

  /** Whether a trouble is on, now or at another instant. */
  isDuring({ from, until }: { from: number; until: number }, at = this.now): boolean {
    return at >= instantIn(this.ground.span, from) && at < instantIn(this.ground.span, until)
  }

  befall(trouble: string): void {
    this.plants.set(trouble, (this.plants.get(trouble) ?? 0) + 1)
  }

  /** Begins a life now. */
  follow(life: Life, told?: Actor): void {
    const { done, value: wish } = life.next(told)
    if (done === true) return
    if ('at' in wish) { this.agenda.put(wish.at, () => this.follow(life)); return }
    const work = { minutes: wish.minutes, isTaken: false, done: (clerk: Actor) => this.follow(life, clerk) }
    wish.desk.bring(work)
    if (wish.until === undefined || wish.until === null) return
    this.agenda.put(wish.until, () => {
      if (work.isTaken) return
      work.isTaken = true
      this.follow(life)
    })
  }

  #desk(role: Role, organisation: string): Desk {
    const key = `${role}:${organisation}`
    const known = this.#desks.get(key)
    if (known) return known
    const more = role === 'window' ? this.ground.moreClerks[organisation] ?? 0 : 0
    const clerks = clerksOf(this.ground.organisations, organisation, { role, count: staffingOf(role, organisation).clerks + more })
    const desk = new Desk(this, clerks)
    this.#desks.set(key, desk)
    return desk
  }

  /** How long a unit of work takes follows from how much there is and how busy the clerks are said to be; more clerks change nothing in it. */
  #measureWork(arrivals: readonly Arrival[]): void {
    const { slowWindow, seasonalPeak } = this.ground.troubles
    const units = new Map<string, number>()
    const add = (key: string, work: number) => units.set(key, (units.get(key) ?? 0) + work)
    let slowUnits = 0
    for (const { item, receiving, fate, at } of arrivals) {
      const extra = item.code === seasonalPeak.itemCode && this.isDuring(seasonalPeak, at) ? seasonalPeak.times : 1
      const atWindow = fate.accepting * (fate.needsCorrection ? 2 : 1) + (item.decidedAtWindow ? 0 : HANDING_OUT * fate.delivering)
      add(`window:${receiving}`, atWindow / extra)
      if (receiving === slowWindow.organisation && this.isDuring(slowWindow, at)) slowUnits += atWindow
      if (item.decidedAtWindow) continue
      add(`reviewer:${item.organisation}`, fate.reviewing * (1 + ISSUING) / extra)
      add(`approver:${item.organisation}`, fate.approving / extra)
    }
    for (const [key, work] of units) {
      const [role = '', organisation = ''] = key.split(':')
      const { clerks, load } = staffingOf(role, organisation)
      this.#minutes.set(key, Math.min(UNIT_MINUTES_MAX, load * clerks * MINUTES_A_DAY * this.time.workingDays / work))
    }
    const { clerks } = staffingOf('window', slowWindow.organisation)
    this.#slowMinutes = slowWindow.load * clerks * this.#officeMinutesIn(slowWindow) / Math.max(1, slowUnits)
  }

  #officeMinutesIn({ from, until }: { from: number; until: number }): number {
    return this.time.minuteAt(instantIn(this.ground.span, until)) - this.time.minuteAt(instantIn(this.ground.span, from))
  }
}

function staffingOf(role: string, organisation: string): Staffing {
  if (role === 'window') return WINDOWS[organisation] ?? WINDOW_DEFAULT
  return role === 'reviewer' ? REVIEWERS[organisation] ?? REVIEWERS_DEFAULT : APPROVERS[organisation] ?? APPROVERS_DEFAULT
}

/** The hours of the district for a span. */
export function hoursOf({ kernel, span }: Pick<Ground, 'kernel' | 'span'>, lastDay: string): OfficeTime {
  return officeTime(kernel.calendar, span.firstDay, lastDay)
}
