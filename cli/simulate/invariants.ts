import { sql } from 'kysely'
import type { Database } from '#platform/database'
import { startOf } from '#platform/day'
import { advanceAll, eventsOf, orphanEvents, resetProjection, verifyLog, type Kernel, type Projection } from '#kernel'
import { jointViolations } from './joint/invariants.ts'
import type { Town } from './town.ts'

/** Everything that must hold at the end, whatever people and machines have done. Returns what does not. */
export async function violations(town: Town, kernel: Kernel): Promise<string[]> {
  const { database } = town
  const found = await Promise.all([
    casesWithoutQueue(database), lateAutomaticSteps(town), lostOrDoubled(town),
    alterations(database), driftedProjections(database, kernel), jointViolations(database),
  ])
  return found.flat()
}

/** Every open case stands in exactly one queue with a day; closed ones in none. */
async function casesWithoutQueue(database: Database): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from kernel.case
    where (closed_at is null) <> (queue is not null and queue_due_on is not null) or queue !~ '^[a-zA-Z]+:.+$'`.execute(database)
  return rows.map(({ number }) => `${number} 不在恰好一个队列里`)
}

async function lateAutomaticSteps({ database, today }: Town): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`select number from kernel.case where next_timer_at <= ${startOf(today)}`.execute(database)
  return rows.map(({ number }) => `${number} 过了系统应当自动办理的日子`)
}

/** The log holds the acknowledged steps in their order, each once, and beside them only what the system took. */
async function lostOrDoubled(town: Town): Promise<string[]> {
  const wrong: string[] = []
  for (const [caseId, steps] of town.acknowledged) {
    const events = await eventsOf(town.database, caseId)
    const logged = events.filter((event) => event.relation !== 'system').map((event) => event.step)
    if (logged.join() !== steps.join()) wrong.push(`${caseId} 确认过的步骤与记录不一致：${steps.join()} ／ ${logged.join()}`)
  }
  return wrong
}

async function alterations(database: Database): Promise<string[]> {
  const found: string[] = (await orphanEvents(database)).map((id) => `${id} 有记录没有办件`)
  for await (const { number, text } of verifyLog(database)) found.push(`${number} ${text}`)
  return found
}

/** Rebuilt from the first event, every projection has the same rows. */
async function driftedProjections(database: Database, kernel: Kernel): Promise<string[]> {
  const wrong: string[] = []
  for (const projection of kernel.projections) {
    await advanceAll(database, kernel)
    const incremental = await fingerprint(database, projection)
    await resetProjection(database, projection)
    await advanceAll(database, kernel)
    if ((await fingerprint(database, projection)) !== incremental) wrong.push(`投影 ${projection.name} 重建后不一致`)
  }
  return wrong
}

async function fingerprint(database: Database, { tables }: Projection): Promise<string> {
  const prints = await Promise.all(tables.map(async (table) => {
    const { rows } = await sql<{ print: string }>`select md5(coalesce(string_agg(row_text, '|' order by row_text), '')) as print
      from (select t::text as row_text from ${sql.table(table)} t) rows`.execute(database)
    return rows[0]?.print ?? ''
  }))
  return prints.join()
}
