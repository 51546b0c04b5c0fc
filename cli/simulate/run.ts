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
import { familyDay } from './joint/family-day.ts'
import { fileJoint, jointItemsOf, scanPapers, type JointFate } from './joint/filing.ts'
import { actorFor, applicant, STRANGER } from './people.ts'
import { Town } from './town.ts'

export interface Run { cases: number; joint?: number; seed: number; items: readonly Item[]; note: (line: string) => void }
export interface Report extends Counts { cases: number; joint: number; seed: number; days: number; open: number; violations: string[] }
type Counts = Town['counts']

const FIRST_DAY = '2024-04-15'
const FILING_DAYS = 60
/** Each of them may need two connections to the database, and there are ten. */
const AT_ONCE = 5
/** Some only ask. */
const QUESTIONS = 0.1
/** How often somebody does what must be refused. */
const BLUNDER = 0.08
/** After the last case has been filed, people go on for so long; what is then still open is open for good reason. */
const DAYS_AFTER = 60

/** A case in the town: its own stream of chance, so that what befalls it does not depend on the others. */
interface Fate { caseId: string; materialId: string; chance: Chance }

/** Lives through the life of so many cases and returns what happened and what must not have. */
export async function simulate(database: Database, kernel: Kernel, { cases, joint = 0, seed, items, note }: Run): Promise<Report> {
  await kernel.vault.prepare(database)
  await scanPapers(database, joint)
  const town = new Town(database, kernel, { chance: chanceFrom(seed), today: FIRST_DAY })
  const single = { items: items.filter((item) => !item.joint), seed }
  const together = { items: jointItemsOf(items), seed }
  let [open, families]: [Fate[], JointFate[]] = [[], []]
  let [filed, filedTogether, days] = [0, 0, 0]
  const isFiled = () => filed >= cases && filedTogether >= joint
  for (let after = 0; after < DAYS_AFTER && !(isFiled() && open.length + families.length === 0); days += 1) {
    const [soFar, soFarTogether] = [cases, joint].map((all) => Math.min(all, (days + 1) * Math.max(1, Math.ceil(all / FILING_DAYS))))
    for (; filed < (soFar ?? 0); filed += 1) open.push(await fileOne(town, { index: filed, ...single }))
    families.push(...await several(range(filedTogether, soFarTogether ?? 0), (index) => fileJoint(town, index, together)))
    filedTogether = soFarTogether ?? 0
    open = await stillOpen(open, (fate) => dayOf(town, fate))
    families = await stillOpen(families, (fate) => familyDay(town, fate))
    await town.night()
    if (isFiled()) after += 1
    if (days % 20 === 0) note(`第 ${days} 天（${town.today}）：已收 ${filed + filedTogether} 件，已办 ${town.counts.steps} 步`)
  }
  return { cases: filed, joint: filedTogether, seed, days, open: open.length + families.length, ...town.counts, violations: await violations(town, kernel) }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}

/** A few at once; the results in the order of the values. */
async function several<Value, Result>(values: readonly Value[], work: (value: Value) => Promise<Result>): Promise<Result[]> {
  const [results, waiting]: [Result[], IterableIterator<[number, Value]>] = [[], values.entries()]
  const clerk = async (): Promise<void> => { for (const [index, value] of waiting) results[index] = await work(value) }
  await Promise.all(Array.from({ length: AT_ONCE }, clerk))
  return results
}

/** Everybody works at the same time; returns what is still in somebody's hands. */
async function stillOpen<Value>(open: readonly Value[], day: (one: Value) => Promise<boolean>): Promise<Value[]> {
  const alive = await several(open, day)
  return open.filter((_, index) => alive[index])
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
  const command = () =>
    ({ chance: chanceFrom(chance.between(0, 2 ** 31)), name: intent.step, data, ...(blunder === 'stale' && { expectedVersion: found.version + 1 }) })
  const times = blunder === 'both' ? [command(), command()] : [command()]
  for (const outcome of await Promise.allSettled(times.map((each) => town.step(actor, found.id, each)))) {
    if (outcome.status === 'rejected') countRefusal(town, outcome.reason)
  }
}

function countRefusal(town: Town, reason: unknown): void {
  if (!(reason instanceof Refusal)) throw reason
  town.counts.refused += 1
}
