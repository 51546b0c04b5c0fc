import { DAY } from '../model/office-hours.ts'
import { deskOf, type Desk } from './desk.ts'
import { companies, type Companies } from './companies.ts'
import { EventHeap } from './heap.ts'
import type { Plan } from './plan.ts'
import { OCCASIONS, placeIn, uniform } from './random.ts'
import { recorderOf, type Recorder, type Run } from './record.ts'
import { attended, dispatched, END, firstVisit, followingVisit, jump, likenessOf } from './walk.ts'

/** What a number in the heap means, beside the case it is about. */
const KINDS = { comes: 0, ends: 1, served: 2, dispatched: 3, joins: 4 } as const
const KIND_COUNT = 5
/** Nothing of this world takes more steps; a circle in the routing must end. */
const VISITS_MAX = 1000
const NOWHERE = -1
const WINDOW = 'window'

/**
 * One run: every case goes from visit to visit; where a station lacks people it waits for one of them, elsewhere its stay is drawn from
 * what was. A case's chances are its own, so two runs with one seed differ by what was changed and by nothing else.
 */
export function simulate(plan: Plan): Run {
  return new Simulation(plan).run()
}

class Simulation {
  private readonly plan: Plan
  private readonly heap = new EventHeap()
  private readonly recorder: Recorder
  private readonly companies: Companies
  private readonly desks: readonly Desk[]
  private readonly visitNow: Int32Array
  private readonly visitsDone: Uint16Array
  private readonly enteredAt: Float64Array
  private readonly worked: Float64Array
  /** Of who waits: a ticket; 0 for who does not. */
  private readonly ticket: Float64Array
  private readonly dispatchedAt: Float64Array
  private readonly joinsAt: Float64Array
  private tickets = 0
  private readonly windowRole: number

  constructor(plan: Plan) {
    const { count } = plan.comers
    this.plan = plan
    this.recorder = recorderOf(plan)
    this.companies = companies(plan.comers)
    this.visitNow = new Int32Array(count).fill(END)
    this.visitsDone = new Uint16Array(count)
    this.enteredAt = new Float64Array(count)
    this.worked = new Float64Array(count)
    this.ticket = new Float64Array(count)
    this.dispatchedAt = new Float64Array(count)
    this.joinsAt = new Float64Array(count)
    this.desks = plan.learnt.stations.list.map((station, place) =>
      deskOf(station, plan.staff[place] ?? 1, (comer, ticket) => this.ticket[comer] === ticket))
    this.windowRole = plan.learnt.history.roles.indexOf(WINDOW)
  }

  run(): Run {
    const { heap, plan: { comers }, recorder } = this
    for (let comer = 0; comer < comers.count; comer += 1) heap.push(comers.at[comer] ?? 0, comer * KIND_COUNT + KINDS.comes)
    for (let next = heap.pop(); next !== -1; next = heap.pop()) {
      const [comer, kind, at] = [Math.floor(next / KIND_COUNT), next % KIND_COUNT, heap.lastAt]
      recorder.run.events += 1
      if (kind === KINDS.comes) this.come(comer, at)
      else if (kind === KINDS.ends) this.leave(comer, at)
      else if (kind === KINDS.served) this.served(comer, at)
      else if (kind === KINDS.joins) this.join(comer, at)
      else this.dispatch(comer, at)
    }
    return recorder.run
  }

  private come(comer: number, at: number): void {
    if (this.companies.goesAsOne(comer) || this.companies.isLed(comer)) return
    this.begin(comer, at)
  }

  private begin(comer: number, at: number): void {
    const { plan, plan: { comers, learnt: { history: { cases, knownUntil }, hours } } } = this
    if ((comers.past[comer] ?? NOWHERE) >= 0) return this.resume(comer, at)
    const likeness = likenessOf(plan, comer)
    const visit = likeness < 0 ? END : firstVisit(plan.learnt, likeness)
    const isUnfinished = visit === END && likeness >= 0 && cases.isClosed[likeness] !== 1
    const waited = isUnfinished ? hours.between(cases.openedAt[likeness] ?? 0, knownUntil) : 0
    this.enter(comer, isUnfinished ? jump(plan, comer, { visit: END, waited }) : visit, at)
  }

  /** Who was there already has part of the way and part of her stay behind her. */
  private resume(comer: number, at: number): void {
    const { plan, recorder, plan: { comers, learnt } } = this
    const [past, last] = [comers.past[comer] ?? 0, comers.lastVisit[comer] ?? NOWHERE]
    const { cases, visits } = learnt.history
    for (let visit = cases.first[past] ?? 0; visit <= last; visit += 1) recorder.mark(comer, visit, visits.doneAt[visit] ?? 0)
    const entered = last < 0 ? cases.openedAt[past] ?? at : visits.doneAt[last] ?? at
    const open = learnt.hours.between(entered, at)
    const visit = jump(plan, comer, { visit: last, waited: open })
    if (visit === END) return this.finish(comer, at)
    const desk = this.queueAt(comer, visit)
    this.visitNow[comer] = visit
    this.enteredAt[comer] = entered
    if (desk) return this.wait(comer, desk, { at, delay: Math.max(0, (learnt.stations.delay[visit] ?? 0) - (at - entered)) })
    this.heap.push(Math.max(at, this.endOf(comer, visit, entered)), comer * KIND_COUNT + KINDS.ends)
  }

  private enter(comer: number, visit: number, at: number): void {
    const { learnt } = this.plan
    this.visitNow[comer] = visit
    this.enteredAt[comer] = at
    this.worked[comer] = 0
    if (visit === END || (this.visitsDone[comer] ?? 0) >= VISITS_MAX) return this.finish(comer, at)
    // The window has done this once, for all that go together.
    if (this.isAtWindow(visit) && this.companies.isLed(comer)) return this.passBy(comer, visit, at)
    const desk = this.queueAt(comer, visit)
    if (desk) return this.wait(comer, desk, { at, delay: learnt.stations.delay[visit] ?? 0 })
    this.heap.push(this.endOf(comer, visit, at), comer * KIND_COUNT + KINDS.ends)
  }

  private passBy(comer: number, visit: number, at: number): void {
    this.recorder.mark(comer, visit, at)
    this.visitsDone[comer] = (this.visitsDone[comer] ?? 0) + 1
    this.enter(comer, followingVisit(this.plan, comer, visit), at)
  }

  /** To a queue, at once or when what else is waited for has come. */
  private wait(comer: number, { station }: Desk, { at, delay }: { at: number; delay: number }): void {
    const { hours } = this.plan.learnt
    const { patienceWorkingDays } = station
    this.tickets += 1
    this.dispatchedAt[comer] = 0
    this.ticket[comer] = this.tickets
    if (patienceWorkingDays !== null && dispatched(this.plan, comer, { station, visit: this.visitNow[comer] ?? END }) !== END) {
      // The day has to be over.
      this.dispatchedAt[comer] = Math.max(at, hours.startOfWorkingDay(hours.workingDay(at) + patienceWorkingDays) + DAY)
      this.heap.push(this.dispatchedAt[comer] ?? at, comer * KIND_COUNT + KINDS.dispatched)
    }
    this.joinsAt[comer] = at + delay
    if (delay === 0) this.join(comer, at)
    else this.heap.push(at + delay, comer * KIND_COUNT + KINDS.joins)
  }

  private join(comer: number, at: number): void {
    // The system may have stepped in meanwhile.
    if (this.ticket[comer] === 0 || this.joinsAt[comer] !== at) return
    const desk = this.deskAt(comer, this.visitNow[comer] ?? END)
    if (desk) this.serve(desk, desk.arrive(comer, this.ticket[comer] ?? 0), at)
  }

  private serve(desk: Desk, comer: number, at: number): void {
    if (comer === NOWHERE) return
    this.ticket[comer] = 0
    this.visitNow[comer] = attended(this.plan, comer, this.visitNow[comer] ?? END)
    const service = this.serviceOf(desk, comer)
    this.worked[comer] = service
    this.heap.push(this.plan.learnt.hours.after(at, service), comer * KIND_COUNT + KINDS.served)
  }

  private served(comer: number, at: number): void {
    const desk = this.deskAt(comer, this.visitNow[comer] ?? END)
    if (!desk) return
    this.heap.push(at, comer * KIND_COUNT + KINDS.ends)
    this.serve(desk, desk.free(), at)
  }

  /** Nobody came round to it in time, so the system took the step. */
  private dispatch(comer: number, at: number): void {
    if (this.ticket[comer] === 0 || this.dispatchedAt[comer] !== at) return
    this.ticket[comer] = 0
    const visit = this.visitNow[comer] ?? END
    const station = this.deskAt(comer, visit)?.station
    if (station) this.visitNow[comer] = dispatched(this.plan, comer, { station, visit })
    this.leave(comer, at)
  }

  private leave(comer: number, at: number): void {
    const { recorder, plan } = this
    const visit = this.visitNow[comer] ?? END
    recorder.stay(comer, { station: this.stationAt(comer, visit), entered: this.enteredAt[comer] ?? at, at, worked: this.worked[comer] ?? 0 })
    recorder.mark(comer, visit, at)
    this.visitsDone[comer] = (this.visitsDone[comer] ?? 0) + 1
    if (this.isAtWindow(visit)) this.startCompany(comer, at)
    this.enter(comer, followingVisit(plan, comer, visit), at)
  }

  private finish(comer: number, at: number): void {
    this.startCompany(comer, at)
    this.recorder.finish(comer, at)
    for (const other of this.companies.finished(comer)) {
      if (other.isOneMatter) this.recorder.copy(comer, other.comer)
      else this.recorder.finish(other.comer, at)
    }
  }

  /** The lanes begin when the window has taken in the whole. */
  private startCompany(leader: number, at: number): void {
    for (const comer of this.companies.start(leader)) this.begin(comer, at)
  }

  private isAtWindow(visit: number): boolean {
    return visit !== END && this.plan.learnt.history.visits.role[visit] === this.windowRole
  }

  private stationAt(comer: number, visit: number): number {
    const { learnt: { history, stations }, comers } = this.plan
    return stations.of[(comers.kind[comer] ?? 0) * history.roles.length + (history.visits.role[visit] ?? 0)] ?? NOWHERE
  }

  private deskAt(comer: number, visit: number): Desk | undefined {
    return visit === END ? undefined : this.desks[this.stationAt(comer, visit)]
  }

  /** The desk before which this visit stands in a queue, if it does: what one clerk goes on with at once stands in none. */
  private queueAt(comer: number, visit: number): Desk | undefined {
    const desk = this.deskAt(comer, visit)
    return desk?.station.isBound === true && this.plan.learnt.stations.isFollowOn[visit] !== 1 ? desk : undefined
  }

  /** A stay that was drawn from the history, begun at this instant. */
  private endOf(comer: number, visit: number, entered: number): number {
    const { learnt: { stay, hours, history: { visits } }, pace, comers } = this.plan
    const seconds = stay[visit] ?? 0
    if (this.stationAt(comer, visit) === NOWHERE) return entered + seconds * 1000
    const isDepartment = visits.role[visit] !== this.windowRole
    return hours.after(entered, isDepartment ? seconds * (pace[comers.kind[comer] ?? 0] ?? 1) : seconds)
  }

  /** What this very visit took, if it was at this station; otherwise what some visit there took. */
  private serviceOf({ station }: Desk, comer: number): number {
    const { learnt: { stations, history, caseOf }, seed } = this.plan
    const visit = this.visitNow[comer] ?? 0
    const own = stations.service[visit] ?? 0
    const home = (history.cases.kind[caseOf[visit] ?? 0] ?? 0) * history.roles.length + (history.visits.role[visit] ?? 0)
    if (own > 0 && stations.list[stations.of[home] ?? NOWHERE] === station) return own
    return station.services[placeIn(station.services.length, uniform(seed, comer, OCCASIONS.service + visit))] ?? 0
  }
}
