/** A district with figures of a month, and the people of an assessment. */
import { inTransaction, runSql, type Database } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { seedOrganisations } from '#base/people'
import { runJob, type Actor, type Call } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '#app'
import { raiseAppeal } from './appeals.ts'
import { drawUp, lockPeriod } from './draw.ts'
import { figureValues } from './figure-values.ts'
import { periodOf, resultsIn, valuesIn, type Period } from './ledger.ts'

export const SUPERVISOR: Actor = { ...person('supervisor', ['supervisor'], 'government-services'), name: '效能监督' }
export const BUREAU = person('bureau', ['bureau'], 'government-services')
export const LEADER = person('leader', ['leader'], 'district')
export const WATER = person('water-approver', ['approver'], 'water')
export const HEALTH = person('health-approver', ['approver'], 'health')
export const WATER_REVIEWER = person('water-reviewer', ['reviewer'], 'water')

/** A Monday; February has ended, the days for appeals go to 9 March. */
export const MONDAY = '2026-03-02'
export const FEBRUARY = { kind: 'month', startsOn: '2026-02-01' } as const
export const APPEAL_UNTIL = '2026-03-09'

export interface Ground {
  world: World
  database: Database
  close: () => Promise<void>
}

export async function assessmentGround(): Promise<Ground> {
  const { db, close } = await testDatabase()
  await seedOrganisations(db)
  for (const { id, organisation } of [SUPERVISOR, WATER, HEALTH]) {
    await runSql(
      db, "insert into people.account (id, login, name, kind, password_hash, organisation, created_at) values ($1, $1, $1, 'staff', '', $2, now())",
      [id, organisation],
    )
  }
  const world = new World(db, assembleKernel({ sendJobs: async () => {} }), MONDAY)
  return { world, database: db, close }
}

/** Counters of a month as the projection would keep them: so many cases of this quality, all of which came and went in it. */
export async function counted(
  { database }: Pick<Ground, 'database'>,
  { organisation, start = FEBRUARY.startsOn, n, late = 0 }: { organisation: string; start?: string; n: number; late?: number },
): Promise<void> {
  const rows: Record<string, [n: number, total: number]> = {
    received: [n, 0],
    resolved: [n, 0],
    due: [n, 0],
    dueKept: [n - late, 0],
    decided: [n, n * 5],
    limit: [n, n * 10],
    early: [n - late, 0],
    'outcome.granted': [n, 0],
    deliveredInTime: [n, 0],
    rated: [n, n * 5],
    rated5: [n, n * 5],
  }
  for (const [measure, [many, total]] of Object.entries(rows)) {
    await runSql(
      database,
      `
      insert into figures.measure (grain, start, measure, organisation, item_code, place, n, total) values ('month', $1, $2, $3, '', '', $4, $5)
      on conflict (grain, start, measure, organisation, item_code, place) do update set n = excluded.n, total = excluded.total`,
      [start, measure, organisation, many, total],
    )
  }
}

/** The people of an assessment at work; the ground is asked for late, it is laid before the tests. */
export function officeOf(groundOf: () => Ground) {
  const as = <Result>(actor: Actor, work: (call: Call) => Promise<Result>): Promise<Result> => groundOf().world.as(actor, work)
  const draw = (wish: { kind: 'month' | 'quarter'; startsOn: string } = FEBRUARY): Promise<string> => as(SUPERVISOR, (call) => drawUp(call, figureValues, wish))
  const find = (id: string): Promise<Period> => as(SUPERVISOR, (call) => periodOf(call.tx, id))
  const lock = async (id: string): Promise<Period> => {
    const { drawnAt } = await find(id)
    return as(SUPERVISOR, (call) => lockPeriod(call, id, { drawnAt: drawnAt.toISOString() }))
  }
  return {
    as, draw, find, lock,
    /** Kept in time, as one version of the period has it. */
    onTime: async (id: string, version: number, organisation = 'water') =>
      (await as(SUPERVISOR, (call) => valuesIn(call.tx, { id, version }))).find((one) => one.organisation === organisation && one.indicator === 'B01'),
    resultAt: async (id: string, version: number, organisation: string) =>
      (await as(SUPERVISOR, (call) => resultsIn(call.tx, { id, version }))).find((one) => one.organisation === organisation),
    locked: async (): Promise<string> => (await lock(await draw())).id,
    appeal: (id: string, { actor = WATER, indicator = 'B01', key }: { actor?: Actor; indicator?: string; key?: string } = {}): Promise<string> =>
      as(actor, (call) => raiseAppeal(call, id, { appeal: { indicator, reason: '五件因系统切换补录了日期（示例）' }, key })),
    step: (actor: Actor, caseId: string, name: string, data: Record<string, unknown> = {}) => groundOf().world.step(actor, caseId, name, { data }),
  }
}

/** What follows after the steps has followed; projections, which wait for other tests, are not needed here. */
export async function reacted({ world }: Pick<Ground, 'world'>): Promise<void> {
  for (const job of world.jobs.splice(0)) await inTransaction(world.database, (tx) => runJob(world.kernel, tx, job, world))
}

/** Nothing of an assessment is left; the tables refuse that, so their guards are set aside for it. */
export async function cleared({ database }: Pick<Ground, 'database'>): Promise<void> {
  await runSql(database, `truncate assessment.value, assessment.result, assessment.correction, assessment.appeal,
    assessment.bulletin, assessment.period, assessment.scheme, assessment.counter, figures.measure`)
}
