import { setImmediate as turn } from 'node:timers/promises'
import { allEnded, CommitUnknown, inTransaction, type Tx } from '#platform/database'
import type { Call, Job, Kernel } from './types.ts'
import type { Case } from './case.ts'
import { decideStep } from './decide.ts'
import { claimCases } from './lock.ts'
import { jobsAfter, reactingTo } from './reactions.ts'
import { asksLog } from './separation.ts'
import { commandOf, decisionFor, dueAutomatic, react, refuseStranger, takeStep, type StepOptions } from './take-step.ts'
import { sendMoves, type Written } from './write.ts'

/** Steps in one transaction at most. */
const TOGETHER_MAX = 50
/** Decided at a time: while the database writes these, the next are decided. */
const SENT_TOGETHER = 8

interface Waiting { call: Call; caseId: string; name: string; options: StepOptions; resolve: (found: Case) => void; reject: (error: unknown) => void }
interface Desk {
  waiting: Waiting[]
  isOpen: boolean
  /** Cases met before: whether a step of theirs has a transaction to itself is then known without asking the database. */
  met: Map<string, Kind>
}
type Kind = Pick<Case, 'type' | 'parentId' | 'itemCode'>

/** A map that is full is emptied: whoever is not in it only waits a little longer. */
const MET_MAX = 10_000

/** For each database its own. One group at a time: two at once would be half as large, and small ones cost more than they gain. */
const desks = new WeakMap<Tx, Desk>()

/**
 * Takes a step as `takeStep` does, but shares the transaction with steps on other cases that arrive at the same time (group
 * commit): under load one commit carries many, and a step that is alone waits for nobody. `call.tx` is the database; where it
 * is a transaction already the step joins that one. Each step is refused or done by itself, and a group that fails is taken
 * apart and every step gets its own transaction, so that nobody can tell the difference.
 */
export function takeStepTogether(call: Call, caseId: string, name: string, options: StepOptions = {}): Promise<Case> {
  if (call.tx.isTransaction) return takeStep(call, caseId, name, options)
  const desk: Desk = desks.get(call.tx) ?? { waiting: [], isOpen: false, met: new Map() }
  desks.set(call.tx, desk)
  return new Promise((resolve, reject) => {
    const done = (found: Case): void => { remember(desk, found); resolve(found) }
    const one: Waiting = { call, caseId, name, options, resolve: done, reject }
    const kind = desk.met.get(caseId)
    if (kind && !isShareable(call.kernel, kind, name)) return void alone(one)
    desk.waiting.push(one)
    if (!desk.isOpen) void serveAll(desk)
  })
}

function remember({ met }: Desk, { id, type, parentId, itemCode }: Case): void {
  if (met.size >= MET_MAX) met.clear()
  met.set(id, { type, parentId, itemCode })
}

/** What moves or asks others too has a transaction to itself, unless it keeps to its family. */
function isShareable(kernel: Kernel, kind: Kind, name: string): boolean {
  return reactingTo(kernel, `${kind.type}.${name}`, kind).every((reaction) => reaction.isShareable === true)
}

/** Not at once: whatever else has arrived in this turn of the event loop comes along. */
async function serveAll(desk: Desk): Promise<void> {
  desk.isOpen = true
  for (await turn(); desk.waiting.length > 0; await turn()) await serve(nextGroup(desk))
  desk.isOpen = false
}

/** Those that are first in line and fit: of the same kernel, and no case twice. */
function nextGroup(desk: Desk): Waiting[] {
  const kernel = desk.waiting[0]?.call.kernel
  const cases = new Set<string>()
  const later: Waiting[] = []
  const group = desk.waiting.filter((one) => {
    const fits = cases.size < TOGETHER_MAX && one.call.kernel === kernel && !cases.has(one.caseId)
    if (fits) cases.add(one.caseId)
    else later.push(one)
    return fits
  })
  desk.waiting = later
  return group
}

/** Never rejects: every answer goes to the one who waits for it. */
async function serve(group: readonly Waiting[]): Promise<void> {
  const [first] = group
  if (!first) return
  try {
    const outcomes = await inTransaction(first.call.tx, (tx) => takeAll(tx, group))
    for (const [index, one] of group.entries()) answer(one, outcomes[index])
  } catch (error) {
    // Perhaps it is on disk: doing it again could do it twice.
    if (error instanceof CommitUnknown) for (const { reject } of group) reject(error)
    else for (const one of group) void alone(one)
  }
}

/** What became of a step in the group; undefined: it has to be taken by itself. */
type Outcome = { done: Case } | { refused: unknown } | undefined

function answer(one: Waiting, outcome: Outcome): void {
  if (outcome === undefined) void alone(one)
  else if ('done' in outcome) one.resolve(outcome.done)
  else one.reject(outcome.refused)
}

async function alone({ call, caseId, name, options, resolve, reject }: Waiting): Promise<void> {
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, caseId, name, options)).then(resolve, reject)
}

/** Lock, decide and write; the last writes travel with the commit. */
async function takeAll(tx: Tx, group: readonly Waiting[]): Promise<Outcome[]> {
  const ground: Ground = { tx, cases: await claimCases(tx, group.map(({ caseId }) => caseId)), jobs: [], records: [], written: [], reacting: [] }
  const outcomes: Outcome[] = []
  for (let from = 0; from < group.length; from += SENT_TOGETHER) {
    if (from > 0) await turn()
    outcomes.push(...group.slice(from, from + SENT_TOGETHER).map((one) => attempt(one, ground)))
    const written = ground.written.splice(0)
    if (written.length > 0) await sendMoves(tx, written)
  }
  await allEnded(ground.records)
  await allEnded(ground.reacting.map((begin) => begin()))
  if (ground.jobs.length > 0) await group[0]?.call.kernel.sendJobs(tx, ground.jobs)
  const [first, ...others] = group
  // Nobody else is in this transaction: what would need one of its own has it already.
  if (first && others.length === 0 && outcomes[0] === undefined)
    return [{ done: await takeStep({ ...first.call, tx }, first.caseId, first.name, first.options) }]
  return outcomes
}

interface Ground {
  tx: Tx
  /** Absent: held by somebody else, of a family that has one in the group already, or not there. */
  cases: ReadonlyMap<string, Case>
  jobs: Job[]
  /** What the modules write beside the case, under way. One that refuses takes the group apart: it may have written already. */
  records: Promise<void>[]
  /** Decided and not sent yet. */
  written: Written[]
  /** What must happen as soon as everything has been written. */
  reacting: (() => Promise<void>)[]
}

/** One step of the group, decided but not written. */
function attempt(one: Waiting, { tx, cases, jobs, written, records, reacting }: Ground): Outcome {
  const found = cases.get(one.caseId)
  if (!found) return undefined
  const { name, options } = one
  const call = { ...one.call, tx }
  try {
    refuseStranger(call, found)
    if (dueAutomatic(call, found) || !isShareable(call.kernel, found, name)) return undefined
    const decision = decisionFor(call, found, { name, options, locked: found })
    // What has to be looked up in the log is not for a step that waits for nothing.
    if (asksLog(decision)) return undefined
    const move = decideStep(call.kernel, found, decision)
    written.push({ move, command: commandOf(call, one.caseId, name, options) })
    const record = decision.step.form?.record?.(call, found, decision.data)
    if (record) records.push(record)
    record?.catch(() => undefined) // nobody looks before the last step has been decided
    const outcome = { done: move.after }
    if (reactingTo(call.kernel, move.event.kind, move.after).length === 0) jobs.push(...jobsAfter(call.kernel, move.event))
    else reacting.push(async () => { outcome.done = await react(collecting(call, jobs), move) })
    return outcome
  } catch (error) {
    // A command that comes again is refused here because it has been done; by itself it is looked up first.
    return options.idempotencyKey === undefined ? { refused: error } : undefined
  }
}

/** Whatever a reaction sends goes out with the rest of the group. */
function collecting(call: Call, jobs: Job[]): Call {
  return { ...call, kernel: { ...call.kernel, sendJobs: async (_tx, sent) => { jobs.push(...sent) } } }
}
