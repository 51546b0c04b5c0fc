import { CommitUnknown, inTransaction, type Tx } from '#platform/database'
import type { Call, Job, Kernel } from './types.ts'
import type { Case } from './case.ts'
import { findCommands } from './command.ts'
import { decideStep } from './decide.ts'
import { claimCases } from './lock.ts'
import { jobsAfter } from './reactions.ts'
import { commandOf, decisionFor, dueAutomatic, refuseStranger, takeStep, type StepOptions } from './take-step.ts'
import { sendMoves, type Command, type Written } from './write.ts'

/** Steps in one transaction at most. */
const TOGETHER_MAX = 50
/** Transactions under way at the same time: while one is written to disk, the next is decided. */
const LANES = 2
/** So many must wait for a transaction beside another: small ones cost more than they gain. Otherwise they wait for the end of that one. */
const BESIDE_MIN = 6

interface Waiting { call: Call; caseId: string; name: string; options: StepOptions; resolve: (found: Case) => void; reject: (error: unknown) => void }
interface Desk { waiting: Waiting[]; lanesOpen: number }

/** For each database its own. */
const desks = new WeakMap<Tx, Desk>()

/**
 * Takes a step as `takeStep` does, but shares the transaction with steps on other cases that arrive at the same time (group
 * commit): under load one commit carries many, and a step that is alone waits for nobody. `call.tx` is the database; where it
 * is a transaction already the step joins that one. Each step is refused or done by itself, and a group that fails is taken
 * apart and every step gets its own transaction, so that nobody can tell the difference.
 */
export function takeStepTogether(call: Call, caseId: string, name: string, options: StepOptions = {}): Promise<Case> {
  if (call.tx.isTransaction) return takeStep(call, caseId, name, options)
  if (writesMore(call.kernel, name)) return inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, caseId, name, options))
  const desk = desks.get(call.tx) ?? { waiting: [], lanesOpen: 0 }
  desks.set(call.tx, desk)
  return new Promise((resolve, reject) => {
    desk.waiting.push({ call, caseId, name, options, resolve, reject })
    openLane(desk)
  })
}

/** Whether a step of this name, of any kind of case, writes more than the case and its event: it then keeps a transaction to itself. */
function writesMore({ workflows, within }: Kernel, name: string): boolean {
  return [...workflows.values()].flat().some(({ caseType, steps }) =>
    steps[name]?.form?.record !== undefined || within.some(({ on }) => on.includes(`${caseType}.${name}`)))
}

function isWorthALane({ waiting, lanesOpen }: Desk): boolean {
  return lanesOpen < LANES && waiting.length >= (lanesOpen === 0 ? 1 : BESIDE_MIN)
}

/** Not at once: whatever else has arrived in this turn of the event loop comes along. */
function openLane(desk: Desk): void {
  if (!isWorthALane(desk)) return
  desk.lanesOpen += 1
  setImmediate(() => void serveLane(desk))
}

async function serveLane(desk: Desk): Promise<void> {
  const group = nextGroup(desk)
  openLane(desk)
  await serve(group)
  desk.lanesOpen -= 1
  openLane(desk)
}

/** The first in line, so that each lane gets its share, and those after them that fit: of the same kernel, and no case twice. */
function nextGroup(desk: Desk): Waiting[] {
  const most = Math.min(TOGETHER_MAX, Math.max(BESIDE_MIN, Math.ceil(desk.waiting.length / LANES)))
  const kernel = desk.waiting[0]?.call.kernel
  const cases = new Set<string>()
  const later: Waiting[] = []
  const group = desk.waiting.filter((one) => {
    const fits = cases.size < most && one.call.kernel === kernel && !cases.has(one.caseId)
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

/** Lock, decide and write, all steps at once; the writes travel with the commit. */
async function takeAll(tx: Tx, group: readonly Waiting[]): Promise<Outcome[]> {
  const commands = group.map(({ call, caseId, name, options }) => commandOf(call, caseId, name, options))
  const [cases, earlier] = await Promise.all([
    claimCases(tx, group.map(({ caseId }) => caseId)), findCommands(tx, commands.filter((command) => command !== null)),
  ])
  const written: Written[] = []
  const jobs: Job[] = []
  const outcomes = group.map((one, index) => attempt(one, { found: cases.get(one.caseId), command: commands[index] ?? null, earlier, written, jobs }))
  if (written.length > 0) await sendMoves(tx, written)
  if (jobs.length > 0) await group[0]?.call.kernel.sendJobs(tx, jobs)
  return outcomes
}

interface Ground {
  /** Absent: held by somebody else, a child, or not there. */
  found: Case | undefined
  command: Command | null
  earlier: (command: Command) => string | undefined
  written: Written[]
  jobs: Job[]
}

/** One step of the group, decided but not written. */
function attempt({ call, name, options }: Waiting, { found, command, earlier, written, jobs }: Ground): Outcome {
  if (!found) return undefined
  try {
    refuseStranger(call, found)
    if (command && earlier(command) !== undefined) return { done: found }
    if (dueAutomatic(call, found)) return undefined
    const move = decideStep(call.kernel, found, decisionFor(call, found, { name, options, locked: found }))
    written.push({ move, command })
    jobs.push(...jobsAfter(call.kernel, move.event))
    return { done: move.after }
  } catch (error) {
    return { refused: error }
  }
}
