import { Refusal } from '#platform/refusal'
import type { Database } from '#platform/database'
import { openCase, type Case, type Kernel } from '#kernel'
import { checklistOf, type Item } from '#base/catalog'
import { openingOf } from '#modules/applications'
import { askQuestion } from '#modules/questions'
import { sampleAnswers, sampleForm } from '../journey/sample-application.ts'
import { intentFor } from './behaviour.ts'
import { chanceFrom, type Chance } from './chance.ts'
import { Crash } from './crash.ts'
import { violations } from './invariants.ts'
import { actorFor, applicant, STRANGER } from './people.ts'
import { Town } from './town.ts'

export interface Run { cases: number; seed: number; items: readonly Item[]; note: (line: string) => void }
export interface Report { cases: number; seed: number; days: number; open: number; steps: number; refused: number; crashes: number; repeated: number; timers: number; jobs: number; violations: string[] }

const FIRST_DAY = '2024-04-15'
const FILING_DAYS = 60
const AT_ONCE = 4
/** Some only ask. */
const QUESTIONS = 0.1
/** How often somebody does what must be refused. */
const BLUNDER = 0.08
/** After the last case has been filed, people go on for so long; what is then still open is open for good reason. */
const DAYS_AFTER = 60

/** A case in the town: its own stream of chance, so that what befalls it does not depend on the others. */
interface Fate { caseId: string; materialId: string; chance: Chance }

/** Lives through the life of so many cases and returns what happened and what must not have. */
export async function simulate(database: Database, kernel: Kernel, { cases, seed, items, note }: Run): Promise<Report> {
  await kernel.vault.prepare(database)
  const town = new Town(database, kernel, { chance: chanceFrom(seed), today: FIRST_DAY })
  const perDay = Math.max(1, Math.ceil(cases / FILING_DAYS))
  let open: Fate[] = []
  let [filed, days] = [0, 0]
  for (let after = 0; after < DAYS_AFTER; days += 1) {
    for (; filed < Math.min(cases, (days + 1) * perDay); filed += 1) open.push(await fileOne(town, { index: filed, seed, items }))
    open = await workingDay(town, open)
    await town.night()
    if (filed >= cases) after += 1
    if (days % 20 === 0) note(`第 ${days} 天（${town.today}）：已收 ${filed} 件，已办 ${town.counts.steps} 步`)
  }
  return { cases: filed, seed, days, open: open.length, ...town.counts, violations: await violations(town, kernel) }
}

/** Files a case with retries like any other command. */
async function fileOne(town: Town, { index, seed, items }: { index: number; seed: number; items: readonly Item[] }): Promise<Fate> {
  const chance = chanceFrom(seed * 1_000_003 + index)
  const item = chance.oneOf(items)
  const actor = applicant(index)
  const answers = sampleAnswers(item)
  const checklist = checklistOf(item, answers)
  const submission = { itemCode: item.code, answers, form: sampleForm(checklist.form), materials: [] }
  const materialId = checklist.materials[0]?.id ?? 'none'
  const isQuestion = chance.happens(QUESTIONS)
  for (;;) {
    try {
      const caseId = await town.attempt(actor, chance, async (call) => {
        if (isQuestion) return askQuestion(call, { itemCode: item.code, question: '模拟：这件事怎样办？' }, undefined)
        return (await openCase(call, await openingOf(call, submission, { item, checklist }))).opened.id
      })
      town.acknowledge(caseId, 'open')
      return { caseId, materialId, chance }
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      town.countCrash(error)
      if (error.committed) return { caseId: await recovered(town, actor.id), materialId, chance }
    }
  }
}

/** The answer was lost after the commit: the applicant finds her case in "my cases". */
async function recovered(town: Town, applicantId: string): Promise<string> {
  const { id } = await town.database.withTables<{ 'kernel.case': { id: string; applicant_id: string } }>()
    .selectFrom('kernel.case').select('id').where('applicant_id', '=', applicantId).executeTakeFirstOrThrow()
  town.acknowledge(id, 'open')
  return id
}

/** Everybody works at the same time, a few at once; returns the cases that are still in somebody's hands. */
async function workingDay(town: Town, open: readonly Fate[]): Promise<Fate[]> {
  const left: Fate[] = []
  for (let from = 0; from < open.length; from += AT_ONCE) {
    const batch = open.slice(from, from + AT_ONCE)
    const alive = await Promise.all(batch.map((fate) => dayOf(town, fate)))
    left.push(...batch.filter((_, index) => alive[index]))
  }
  return left
}

async function dayOf(town: Town, fate: Fate): Promise<boolean> {
  const found = await town.caseNow(fate.caseId)
  if (!found || found.state === 'archived') return false
  await actOn(town, found, fate)
  return true
}

async function actOn(town: Town, found: Case, { chance, materialId }: Fate): Promise<void> {
  const intent = intentFor(chance, found, materialId)
  if (!intent) return
  const blunder = chance.happens(BLUNDER) ? chance.oneOf(['stranger', 'stale', 'nonsense', 'both'] as const) : undefined
  const actor = blunder === 'stranger' ? STRANGER : actorFor(intent, found)
  const data = blunder === 'nonsense' ? { ...intent.data, 胡填: 1 } : intent.data
  const command = () => ({ chance: chanceFrom(chance.between(0, 2 ** 31)), name: intent.step, data, ...(blunder === 'stale' && { expectedVersion: found.version + 1 }) })
  const times = blunder === 'both' ? [command(), command()] : [command()]
  for (const outcome of await Promise.allSettled(times.map((each) => town.step(actor, found.id, each)))) {
    if (outcome.status === 'rejected') countRefusal(town, outcome.reason)
  }
}

function countRefusal(town: Town, reason: unknown): void {
  if (!(reason instanceof Refusal)) throw reason
  town.counts.refused += 1
}
