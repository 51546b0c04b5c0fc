import { allEnded, type Tx } from '#platform/database'
import { dayAt } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { checkData } from '#platform/schema'
import type { Call, Moment, Step, StepFacts, Workflow } from './types.ts'
import type { Case } from './case.ts'
import { SYSTEM } from './actor.ts'
import { capacityFor } from './capacity.ts'
import { readClock } from './clock/index.ts'
import { findCommand, refuseTakenKey, requestHashOf } from './command.ts'
import { automaticDay, decideStep, type Decision, type Move } from './decide.ts'
import { lockCase } from './lock.ts'
import { afterMove } from './reactions.ts'
import { isWithinAgency, relationsOf } from './relations.ts'
import { refuseBothDuties, refuseFromLog } from './separation.ts'
import { Overtaken, stepFor, workflowOf } from './workflow.ts'
import { writeMove, writeMoves, type Command } from './write.ts'

export interface StepOptions {
  data?: Record<string, unknown> | undefined
  /** The version the actor decided on; another version in the database is a conflict. */
  expectedVersion?: number | undefined
  /** The same key with the same request has one effect, however often it is sent. */
  idempotencyKey?: string | undefined
  /** The case as this transaction has just read it, with the lock of its parent held: it is not read again. */
  held?: Case | undefined
}

/**
 * The only way a case moves: lock, catch up with what the law has done meanwhile, check relation, state and rule, then
 * write state, clock, the module's record, event and document, and react — all in the transaction of the call.
 * Returns the case after the step. Refuses with not-found, forbidden, conflict, invalid or rule.
 */
export async function takeStep(call: Call, caseId: string, name: string, options: StepOptions = {}): Promise<Case> {
  const command = commandOf(call, caseId, name, options)
  const [locked, earlier] = await Promise.all([
    options.held ? newest(call.tx, options.held) : lockCase(call.tx, caseId), command && findCommand(call.tx, command),
  ])
  refuseStranger(call, locked)
  if (earlier) return locked
  const found = await catchUp(call, locked)
  const decision = decisionFor(call, found, { name, options, locked })
  await refuseFromLog(call.tx, found, decision)
  return settle(call, decision, { found, command })
}

/** A step on a case this transaction has just read, the lock of its parent held. */
export interface HeldStep { held: Case; name: string; data: Record<string, unknown> }

/** Takes one step on each of several children of one parent, and writes them in one statement; the cases as they stand afterwards, in the same order. */
export async function takeHeldSteps(call: Call, steps: readonly HeldStep[]): Promise<Case[]> {
  const decided: { found: Case; decision: Decision; move: Move }[] = []
  for (const { held, name, data } of steps) {
    const locked = newest(call.tx, held)
    refuseStranger(call, locked)
    const found = await catchUp(call, locked)
    const decision = decisionFor(call, found, { name, options: { data }, locked })
    decided.push({ found, decision, move: decideStep(call.kernel, found, decision) })
  }
  const records = decided.map(({ found, decision }) => decision.step.form?.record?.(call, found, decision.data))
  await allEnded([...records, writeMoves(call.tx, decided.map(({ move }) => ({ move, command: null })))])
  const after: Case[] = []
  for (const { move } of decided) after.push(await react(call, move))
  return after
}

/** The step this actor asks for, on the case as it stands now; refuses what she may not do. Pure. */
export function decisionFor(call: Moment, found: Case, { name, options, locked }: { name: string; options: StepOptions; locked: Case }): Decision {
  const workflow = workflowOf(call.kernel, found.type, found.workflowVersion)
  const facts = factsOf(call, found)
  const step = stepFor(workflow, name, facts)
  if (options.expectedVersion !== undefined && options.expectedVersion !== locked.version) throw stale(locked)
  const given = checkData(step.form?.schema, options.data ?? {})
  const data = step.form?.seal?.(call.kernel.vault, found, given) ?? given
  const decision: Decision = { workflow, name, step, actor: call.actor, ...capacityFor(call.actor, step, facts), data, now: call.now }
  refuseBothDuties(found, decision)
  return decision
}

/** Takes the automatic steps whose day has come; used before every other step and by the timers. */
export async function catchUp(call: Call, locked: Case): Promise<Case> {
  let found = locked
  for (let due = dueAutomatic(call, found); due; due = dueAutomatic(call, found)) {
    const data = due.step.form?.seal?.(call.kernel.vault, found, {}) ?? {}
    const decision: Decision = { ...due, actor: SYSTEM, relation: 'system', data, now: call.now }
    found = await settle({ ...call, actor: SYSTEM }, decision, { found, command: null })
  }
  return found
}

/** What a step's rules may look at. */
export function factsOf(call: Pick<Call, 'kernel' | 'actor' | 'today' | 'through'>, found: Case): StepFacts {
  const today = call.today > dayAt(found.lastAt) ? call.today : dayAt(found.lastAt)
  const reading = readClock(call.kernel.calendar, found.clock, today)
  const relations = relationsOf(call.actor, found)
  const powers = relations.every((relation) => relation === 'agent') && isWithinAgency(call.actor, found) ? call.actor.agency?.powers : undefined
  return {
    found, relations, today, reading, calendar: call.kernel.calendar, ...(powers && { powers }), ...(call.through !== undefined && { through: call.through }),
  }
}

/** What a step makes of a case, before anything is written; refuses what takeStep refuses. The automatic steps that are due come first. Pure. */
export function stepMoves(call: Moment, found: Case, name: string, data: Record<string, unknown> = {}): Move[] {
  const before = automaticMoves(call, found)
  const now = before.at(-1)?.after ?? found
  return [...before, decideStep(call.kernel, now, decisionFor(call, now, { name, options: { data }, locked: now }))]
}

/** The automatic steps that are due, each at the instant its timer was set for. Pure. */
export function automaticMoves(call: Pick<Moment, 'kernel' | 'now'>, found: Case): Move[] {
  const moves: Move[] = []
  for (let now = found; ;) {
    const due = dueAutomatic(call, now)
    if (!due) return moves
    const at = now.nextTimerAt ?? call.now
    const move = decideStep(call.kernel, now, { ...due, actor: SYSTEM, relation: 'system', data: {}, now: at })
    moves.push(move)
    now = move.after
  }
}

/** The cases each transaction has moved, as it left them. */
const latest = new WeakMap<Tx, Map<string, Case>>()

/** What this transaction has read may meanwhile have been moved by itself. */
function newest(tx: Tx, held: Case): Case {
  return latest.get(tx)?.get(held.id) ?? held
}

async function settle(call: Call, decision: Decision, { found, command }: { found: Case; command: Command | null }): Promise<Case> {
  const move: Move = decideStep(call.kernel, found, decision)
  const record = decision.step.form?.record?.(call, found, decision.data)
  await allEnded([record, writeMove(call.tx, { move, command })]).catch(refuseTakenKey)
  return react(call, move)
}

/** What must happen with a move that has been written; the case as it then stands: a parent is over with its last child. */
export async function react(call: Call, { event, after }: Move): Promise<Case> {
  const written = latest.get(call.tx) ?? new Map<string, Case>()
  latest.set(call.tx, written.set(after.id, after))
  await afterMove(call, event, after)
  return written.get(after.id) ?? after
}

export function dueAutomatic(call: Pick<Call, 'kernel' | 'now'>, found: Case): { workflow: Workflow; name: string; step: Step } | undefined {
  // Only whether there is a timer counts: its day may have come nearer since, when a year's calendar was published.
  if (found.nextTimerAt === null) return undefined
  const workflow = workflowOf(call.kernel, found.type, found.workflowVersion)
  // The timer was set by the clock as it stood after the last step; as of today silence has already had its effect.
  const reading = readClock(call.kernel.calendar, found.clock, dayAt(found.lastAt))
  const day = automaticDay(workflow, found, reading)
  if (day === null || day > dayAt(call.now)) return undefined
  const due = Object.entries(workflow.steps).find(([, step]) => step.from.includes(found.state) && step.automaticOn?.(reading, found) === day)
  return due && { workflow, name: due[0], step: due[1] }
}

/** For a stranger the case does not exist. */
export function refuseStranger(call: Call, found: Case): void {
  if (relationsOf(call.actor, found).length === 0) throw new Refusal('not-found', '没有这个办件，或者您与它无关')
}

export function commandOf(call: Call, caseId: string, name: string, options: StepOptions): Command | null {
  if (options.idempotencyKey === undefined) return null
  const requestHash = requestHashOf([caseId, name, options.data ?? {}, options.expectedVersion ?? null])
  return { actorId: call.actor.id, key: options.idempotencyKey, requestHash }
}

function stale(found: Case): Overtaken {
  return new Overtaken(`本办件刚刚有了新进展（当前版本 ${found.version}），请刷新后再办理`)
}
