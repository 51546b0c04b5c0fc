/** People, a kernel and a database for tests of the kernel itself. */
import { runSql } from '#platform/database'
import { testDatabase, testVault, type TestDatabase } from '#platform/testing'
import type { Actor } from './actor.ts'
import type { Case } from './case.ts'
import { loadCalendars, withProvisionalYears } from './clock/index.ts'
import { errand } from './errand.test-support.ts'
import { openCase, type Opening } from './open-case.ts'
import { person, World } from './testing.ts'
import type { Call, Kernel, Workflow } from './types.ts'

export const LIN = person('lin', ['citizen'])
export const AGENT = person('agent', ['enterprise'])
export const WINDOW = person('window', ['window'], 'hall')
export const REVIEWER = person('reviewer', ['reviewer'], 'market')
export const APPROVER = person('approver', ['approver'], 'market')
/** Whom the review makes the handler of the case. */
export const HANDLER = person('handler', ['hotline'], 'hotline')
export const SUPERVISOR = person('supervisor', ['supervisor'], 'government')
export const DISCIPLINE = person('discipline', ['discipline'], 'discipline')
/** The same role, another organisation: no business with the case. */
export const ELSEWHERE: readonly Actor[] = [
  person('other-window', ['window'], 'town'), person('other-reviewer', ['reviewer'], 'town'), person('other-approver', ['approver'], 'town'),
  person('other-citizen', ['citizen']), person('leader', ['leader'], 'market'), person('sysadmin', ['sysadmin'], 'market'),
]

/** The calendars are read once for all tests of a file. */
const calendar = withProvisionalYears(loadCalendars('data/calendars'))

/** A kernel that knows these workflows, oldest version first, and nothing else unless told. */
export function kernelOf(workflows: readonly Workflow[], rest: Partial<Kernel> = {}): Kernel {
  const types = [...new Set(workflows.map(({ caseType }) => caseType))]
  return {
    calendar, workflows: new Map(types.map((type) => [type, workflows.filter(({ caseType }) => caseType === type)])),
    within: [], after: [], projections: [], nameOf: (id) => `${id}局`, vault: testVault(), sendJobs: async () => {}, ...rest,
  }
}

export interface Ground { world: World; database: TestDatabase['db']; url: string; close: () => Promise<void> }

/** 2024-04-25 is a Thursday; the 28th is a make-up Sunday and May begins with five days of rest. */
export const FIRST_DAY = '2024-04-25'

/** A database of its own, with the table the errands write their notes to, and a world on the first day. */
export async function ground(kernel: Kernel = kernelOf([errand])): Promise<Ground> {
  const { db, url, close } = await testDatabase()
  await runSql(db, 'create table errand_note (case_id uuid not null, opinion text not null)')
  return { world: new World(db, kernel, FIRST_DAY), database: db, url, close }
}

/** A case of somebody, received now. */
export async function opened(world: World, changes: Partial<Opening> = {}): Promise<Case> {
  return world.as(LIN, async (call) => (await openCase(call, { ...ERRAND, ...changes })).opened)
}

export const ERRAND: Opening = {
  type: 'errand', item: { code: 'SL000001', version: 1, name: '示例事项' }, applicant: { kind: 'person', id: LIN.id, name: '林小溪' }, agentId: AGENT.id,
  ownerOrganisation: 'market', receivingOrganisation: 'hall', place: '440114', form: { name: '小店' }, traits: {},
  limits: { limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false },
}

/** A kernel that tells of every acceptance, and keeps its jobs in a table of the test, in the transaction of the step. */
export function errandKernelWithJobs(): Kernel {
  return kernelOf([errand], {
    after: [{ name: 'tell', on: ['errand.accept'], react: async () => {} }],
    sendJobs: async (tx, jobs) => {
      for (const { reaction, caseId, seq } of jobs) await runSql(tx, 'insert into sent_job values ($1, $2, $3)', [reaction, caseId, seq])
    },
  })
}

/** Leads a case along these steps, each by somebody who may take it. */
export async function led(world: World, caseId: string, steps: readonly string[]): Promise<Case> {
  for (const step of steps) await world.step(TAKERS[step] ?? WINDOW, caseId, step, { data: DATA[step] ?? {} })
  return world.caseNow(caseId)
}

export const TAKERS: Readonly<Record<string, Actor>> = {
  supplement: LIN, withdraw: LIN, thank: LIN, pause: REVIEWER, resume: REVIEWER, review: REVIEWER, extend: APPROVER, grant: APPROVER, refuse: APPROVER,
}
export const DATA: Readonly<Record<string, Record<string, unknown>>> = {
  supplement: { form: { name: '改正的店名' } }, extend: { days: 5 }, note: { opinion: '已核对' },
}

type Work = (call: Call) => Promise<unknown>

/** A transaction that has done its work, and waits to be told to go on: to some last work and the commit, or back. */
export async function unfinished(world: World, actor: Actor, work: Work, last: Work = async () => {}): Promise<{
  commit: () => Promise<void>; abort: () => Promise<void>
}> {
  let decide = (_commit: boolean): void => {}
  const decided = new Promise<boolean>((resolve) => { decide = resolve })
  let reached = (): void => {}
  const worked = new Promise<void>((resolve) => { reached = resolve })
  const done = world.as(actor, async (call) => {
    await work(call)
    reached()
    if (!(await decided)) throw new Undone()
    await last(call)
  }).catch((error: unknown) => { if (!(error instanceof Undone)) throw error })
  await Promise.race([worked, done])
  return { commit: () => { decide(true); return done }, abort: () => { decide(false); return done } }
}

class Undone extends Error {}

const ROUNDS_MAX = 20_000

/** Asks until somebody in this database waits for a lock, so that a test need not guess how long that takes. */
export async function untilSomebodyWaits(database: TestDatabase['db']): Promise<void> {
  for (let rounds = 0; rounds < ROUNDS_MAX; rounds += 1) {
    const waiting = await runSql(database, "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    if (waiting.length > 0) return
  }
  throw new Error('nobody waits')
}

/** How many rows each table has: nothing changed where these are equal. */
export async function countRows(database: TestDatabase['db']): Promise<Record<string, number>> {
  const [row] = await runSql<Record<string, number>>(database, `
    select (select count(*) from kernel.case)::int as cases, (select count(*) from kernel.event)::int as events,
      (select count(*) from kernel.document)::int as documents, (select count(*) from kernel.command)::int as commands,
      (select count(*) from errand_note)::int as notes, (select coalesce(sum(version), 0) from kernel.case)::int as versions`)
  return { ...row }
}
