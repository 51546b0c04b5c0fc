import { Refusal } from '#platform/refusal'
import type { Database } from '#platform/database'
import { openCase, requestHashOf, type Case, type Kernel } from '#kernel'
import { checklistOf, type Item } from '#base/catalog'
import { openingOf } from '#modules/applications'
import { sampleAnswers, sampleForm } from '../journey/sample-application.ts'
import { intentFor } from './behaviour.ts'
import { chanceFrom } from './chance.ts'
import { Crash } from './crash.ts'
import { violations } from './invariants.ts'
import { actorFor, applicant, STRANGER } from './people.ts'
import { Town } from './town.ts'

export interface Run { cases: number; seed: number; items: readonly Item[]; note: (line: string) => void }
export interface Report { cases: number; seed: number; days: number; open: number; steps: number; refused: number; crashes: number; repeated: number; timers: number; jobs: number; violations: string[] }

const FIRST_DAY = '2024-04-15'
const DAYS_MAX = 700
/** After the last case has been filed, people go on for so long; what is then still open is open for good reason. */
const DAYS_AFTER = 60

/** Lives through the life of so many cases and returns what happened and what must not have. */
export async function simulate(database: Database, kernel: Kernel, { cases, seed, items, note }: Run): Promise<Report> {
  const town = new Town(database, kernel, { chance: chanceFrom(seed), today: FIRST_DAY })
  const open = new Map<string, string>()
  const perDay = Math.max(1, Math.ceil(cases / 60))
  let filed = 0
  let days = 0
  for (let after = 0; after < DAYS_AFTER && days < DAYS_MAX; days += 1) {
    for (let index = 0; index < perDay && filed < cases; index += 1, filed += 1) open.set(...(await fileOne(town, filed, items)))
    await workingDay(town, open)
    await town.night()
    if (filed >= cases) after += 1
    if (days % 20 === 0) note(`第 ${days} 天（${town.today}）：已收 ${filed} 件，已办 ${town.counts.steps} 步`)
  }
  return { cases: filed, seed, days, open: open.size, ...town.counts, violations: await violations(town, kernel) }
}

/** Files a case with retries like any other command; returns its id and the material that may be found wanting. */
async function fileOne(town: Town, index: number, items: readonly Item[]): Promise<[caseId: string, materialId: string]> {
  const item = town.chance.oneOf(items)
  const actor = applicant(index)
  const answers = sampleAnswers(item)
  const checklist = checklistOf(item, answers)
  const submission = { itemCode: item.code, answers, form: sampleForm(checklist.form), materials: [] }
  const command = { actorId: actor.id, key: `sim-file-${index}`, requestHash: requestHashOf(submission) }
  for (;;) {
    try {
      const { opened } = await town.attempt(actor, async (call) => openCase(call, await openingOf(call, submission, { item, checklist }), command))
      town.acknowledge(opened.id, 'open')
      return [opened.id, checklist.materials[0]?.id ?? 'none']
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      town.counts.crashes += 1
      if (error.committed) return recovered(town, actor.id, checklist.materials[0]?.id ?? 'none')
    }
  }
}

/** The answer was lost after the commit: the applicant finds her case in "my cases". */
async function recovered(town: Town, applicantId: string, materialId: string): Promise<[string, string]> {
  const row = await town.database.withTables<{ 'kernel.case': { id: string; applicant_id: string } }>()
    .selectFrom('kernel.case').select('id').where('applicant_id', '=', applicantId).executeTakeFirstOrThrow()
  town.counts.repeated += 1
  town.acknowledge(row.id, 'open')
  return [row.id, materialId]
}

async function workingDay(town: Town, open: Map<string, string>): Promise<void> {
  for (const [caseId, materialId] of open) {
    const found = await town.caseNow(caseId)
    if (!found || found.state === 'archived') { open.delete(caseId); continue }
    await actOn(town, found, materialId)
  }
}

async function actOn(town: Town, found: Case, materialId: string): Promise<void> {
  const intent = intentFor(town.chance, found, materialId)
  if (!intent) return
  const blunder = town.chance.happens(0.08) ? town.chance.oneOf(['stranger', 'stale', 'nonsense', 'both'] as const) : undefined
  const actor = blunder === 'stranger' ? STRANGER : actorFor(intent, found)
  const data = blunder === 'nonsense' ? { ...intent.data, 胡填: 1 } : intent.data
  const step = { name: intent.step, data, ...(blunder === 'stale' && { expectedVersion: found.version + 1 }) }
  const attempts = blunder === 'both' ? [town.step(actor, found.id, step), town.step(actor, found.id, step)] : [town.step(actor, found.id, step)]
  for (const outcome of await Promise.allSettled(attempts)) if (outcome.status === 'rejected') countRefusal(town, outcome.reason)
}

function countRefusal(town: Town, reason: unknown): void {
  if (!(reason instanceof Refusal)) throw reason
  town.counts.refused += 1
}
