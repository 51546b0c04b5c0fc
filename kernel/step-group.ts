import { inTransaction, type Tx } from '#platform/database'
import type { Call, Job } from './types.ts'
import type { Case } from './case.ts'
import { findCommands } from './command.ts'
import { decideStep } from './decide.ts'
import { claimCases } from './lock.ts'
import { jobsAfter } from './reactions.ts'
import { commandOf, decisionFor, dueAutomatic, refuseStranger, takeStep, type StepOptions } from './take-step.ts'
import { writeMoves, type Written } from './write.ts'

const TOGETHER_MAX = 50
const LANES = Number(process.env['LANES'] ?? 2)

interface Waiting { call: Call; caseId: string; name: string; options: StepOptions; resolve: (found: Case) => void; reject: (error: unknown) => void }
interface Desk { waiting: Waiting[]; lanes: number }

const desks = new WeakMap<Tx, Desk>()
export const stats = { groups: 0, grouped: 0, alone: 0 }

export function takeStepTogether(call: Call, caseId: string, name: string, options: StepOptions = {}): Promise<Case> {
  if (call.tx.isTransaction) return takeStep(call, caseId, name, options)
  const desk = desks.get(call.tx) ?? { waiting: [], lanes: 0 }
  desks.set(call.tx, desk)
  return new Promise((resolve, reject) => {
    desk.waiting.push({ call, caseId, name, options, resolve, reject })
    if (desk.lanes < LANES) open(desk)
  })
}

function open(desk: Desk): void {
  desk.lanes += 1
  setImmediate(async () => {
    for (let group = nextGroup(desk); group.length > 0; group = nextGroup(desk)) await serve(group)
    desk.lanes -= 1
  })
}

function nextGroup(desk: Desk): Waiting[] {
  const kernel = desk.waiting[0]?.call.kernel
  const cases = new Set<string>()
  const group: Waiting[] = []
  desk.waiting = desk.waiting.filter((one) => {
    if (group.length >= TOGETHER_MAX || one.call.kernel !== kernel || cases.has(one.caseId)) return true
    cases.add(one.caseId)
    group.push(one)
    return false
  })
  return group
}

async function serve(group: Waiting[]): Promise<void> {
  const [first] = group
  if (!first) return
  stats.groups++; stats.grouped += group.length
  if (group.length === 1) return alone(first)
  let rest: Waiting[] = group
  try {
    const outcomes = await inTransaction(first.call.tx, (tx) => takeAll(tx, group))
    rest = []
    outcomes.forEach((outcome, index) => {
      const one = group[index]
      if (!one) return
      if (outcome === 'alone') rest.push(one)
      else if ('refused' in outcome) one.reject(outcome.refused)
      else one.resolve(outcome.done)
    })
  } catch (error) {
    if (process.env['DBG']) console.log(error)
  }
  stats.alone += rest.length
  void Promise.all(rest.map(alone))
}

async function alone({ call, caseId, name, options, resolve, reject }: Waiting): Promise<void> {
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, caseId, name, options)).then(resolve, reject)
}

type Outcome = 'alone' | { done: Case } | { refused: unknown }

async function takeAll(tx: Tx, group: Waiting[]): Promise<Outcome[]> {
  const commands = group.map(({ call, caseId, name, options }) => commandOf(call, caseId, name, options))
  const [cases, earlier] = await Promise.all([claimCases(tx, group.map(({ caseId }) => caseId)), findCommands(tx, commands.filter((command) => command !== null))])
  const moves: Written[] = []
  const jobs: Job[] = []
  const outcomes = group.map(({ call, caseId, name, options }, index): Outcome => {
    const found = cases.get(caseId)
    if (!found) return 'alone'
    try {
      refuseStranger(call, found)
      const command = commands[index]
      if (command && earlier(command)) return { done: found }
      if (dueAutomatic(call, found)) return 'alone'
      const decision = decisionFor(call, found, { name, options, locked: found })
      if (decision.step.form?.record) return 'alone'
      const move = decideStep(call.kernel, found, decision)
      if (call.kernel.within.some(({ on }) => on.includes(move.event.kind))) return 'alone'
      moves.push({ move, command: command ?? null })
      jobs.push(...jobsAfter(call.kernel, move.event))
      return { done: move.after }
    } catch (error) {
      return { refused: error }
    }
  })
  await Promise.all([moves.length > 0 && writeMoves(tx, moves), jobs.length > 0 && group[0]?.call.kernel.sendJobs(tx, jobs)])
  return outcomes
}
